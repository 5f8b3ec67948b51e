using System.Net;
using System.Text.Json;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Telegram.Bot;

/// <summary>
/// The Bot API over HTTPS. It neither retries nor waits: whoever calls decides about that. The token is part of every
/// address, so no address is logged, traced or put into an exception: the connection is made here rather than by a
/// factory that logs, writes no trace activity, and every message taken from outside is searched for the token.
/// </summary>
public sealed class TelegramBotClient(TelegramBotClientOptions options) : ITelegramBotClient, IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        // Without a propagator no System.Net.Http activity is made, whose url.full would hold the token.
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(3),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <inheritdoc/>
    public long BotId => options.BotId;

    /// <inheritdoc/>
    /// <remarks>Longer than the longest poll, which is 50 s.</remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(65);

    /// <inheritdoc/>
    public async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        var (status, retryAfter, body) = await Exchange(request, limit.Token, cancellationToken);

        var answer = Read<TResponse>(body)
            ?? throw new RequestException($"{request.MethodName}: answer {(int)status} is not the Bot API's JSON ({body.Length} bytes).", status);
        if (!answer.Ok)
            throw new ApiRequestException(Redacted(answer.Description ?? $"{request.MethodName} was refused without a reason."),
                answer.ErrorCode ?? (int)status, Hints(answer.Parameters, retryAfter));
        return answer.Result is { } result
            ? result
            : throw new RequestException($"{request.MethodName}: the answer is ok and has no result.", status);
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, byte[] Body)> Exchange<TResponse>(
        IRequest<TResponse> request, CancellationToken limit, CancellationToken caller)
    {
        try
        {
            using var message = new HttpRequestMessage(request.HttpMethod, $"{options.BaseRequestUrl}/{request.MethodName}")
            {
                Content = request.ToHttpContent(),
            };
            using var response = await http.SendAsync(message, limit);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta, await response.Content.ReadAsByteArrayAsync(limit));
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new RequestException($"{request.MethodName}: no answer within {Timeout.TotalSeconds:0} s.");
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw new RequestException($"{request.MethodName}: {Redacted(ex.Message)}");
        }
    }

    private static ApiResponse<TResponse>? Read<TResponse>(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<ApiResponse<TResponse>>(body, JsonBotAPI.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A proxy before the Bot API may answer 429 with the header alone.
    private static ResponseParameters? Hints(ResponseParameters? given, TimeSpan? retryAfter) =>
        given ?? (retryAfter is { } wait ? new ResponseParameters { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) } : null);

    private string Redacted(string text) => text.Replace(options.Token, "<token>", StringComparison.OrdinalIgnoreCase);
}
