// The names in this folder are those of the package Telegram.Bot, namespaces included, so that the package can take the
// folder's place: delete the folder, add the reference (docs/decisions records how and why).
using Telegram.Bot.Requests.Abstractions;

namespace Telegram.Bot;

/// <summary>A connection to the Bot API for one bot.</summary>
public interface ITelegramBotClient
{
    /// <summary>The bot's own Telegram id: the digits before the colon of its token.</summary>
    long BotId { get; }

    /// <summary>How long one request may take, long polls included.</summary>
    TimeSpan Timeout { get; set; }

    /// <summary>Sends one request and returns its result.</summary>
    /// <exception cref="Exceptions.ApiRequestException">The Bot API refused it; code and hints are in the exception.</exception>
    /// <exception cref="Exceptions.RequestException">No usable answer came: connection, time-out, not the Bot API's JSON.</exception>
    Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);
}
