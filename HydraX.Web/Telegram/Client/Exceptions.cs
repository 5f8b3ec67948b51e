using System.Net;
using Telegram.Bot.Types;

namespace Telegram.Bot.Exceptions;

/// <summary>A request came to nothing: no connection, no answer in time, or an answer that is not the Bot API's JSON.</summary>
public class RequestException(string message, HttpStatusCode? httpStatusCode = null) : Exception(message)
{
    /// <summary>The status of the answer, if there was one.</summary>
    public HttpStatusCode? HttpStatusCode { get; } = httpStatusCode;
}

/// <summary>The Bot API understood the request and refused it.</summary>
public class ApiRequestException(string message, int errorCode, ResponseParameters? parameters = null)
    : RequestException(message, (HttpStatusCode)errorCode)
{
    /// <summary>The Bot API's own code: 400, 401, 403, 404, 409, 429, 5xx.</summary>
    public int ErrorCode { get; } = errorCode;

    /// <summary>How long to wait, or where the chat has moved to.</summary>
    public ResponseParameters? Parameters { get; } = parameters;
}
