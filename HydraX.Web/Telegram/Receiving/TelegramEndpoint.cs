using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Messaging;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>Where Telegram posts updates: the secret is checked, the update is kept, and Telegram has its answer. Nothing else happens here.</summary>
public sealed partial class TelegramEndpoint(Inbox inbox, SharedContacts contacts, IOptions<TelegramOptions> options, MessagingMeter meter, ILogger<TelegramEndpoint> log)
{
    /// <summary>The path, as it is told to Telegram.</summary>
    public const string Path = "/webhooks/telegram";

    /// <summary>The largest update, in bytes. Telegram's own stay far below it.</summary>
    public const int LargestBody = 256 * 1024;

    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Maps it. Where updates do not come by webhook it is not found: Telegram then keeps them, instead of believing that they have arrived.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var isOpen = routes.ServiceProvider.GetRequiredService<IOptions<TelegramOptions>>().Value.EffectiveMode == TelegramMode.Webhook;
        var route = isOpen
            ? routes.MapPost(Path, (TelegramEndpoint endpoint, HttpContext http) => endpoint.Receive(http))
            : routes.MapPost(Path, () => Results.NotFound());
        route.DisableAntiforgery().ExcludeFromDescription().OpenToAll().WithMetadata(new SkipStatusCodePagesAttribute());
    }

    private async Task<IResult> Receive(HttpContext http)
    {
        if (!IsTelegram(http.Request.Headers[SecretHeader])) return Refuse("secret", StatusCodes.Status401Unauthorized);
        if (await Body(http.Request, http.RequestAborted) is not { } body) return Refuse("too-large", StatusCodes.Status413PayloadTooLarge);
        if (RawUpdate.Read(body, contacts) is not { } update) return Refuse("malformed", StatusCodes.Status400BadRequest);
        meter.Received(RawUpdate.Source, await inbox.Receive(update, http.RequestAborted));
        return Results.Ok();
    }

    // Hashed first, so that the time that the comparison takes says nothing about the secret, its length included.
    private bool IsTelegram(string? given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.WebhookSecret!)));

    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > LargestBody) return null;
        using var body = new MemoryStream();
        var block = new byte[16 * 1024];
        while (await request.Body.ReadAsync(block, stop) is > 0 and var read)
        {
            body.Write(block, 0, read);
            if (body.Length > LargestBody) return null;
        }
        return body.ToArray();
    }

    private IResult Refuse(string reason, int status)
    {
        meter.Refused(RawUpdate.Source, reason);
        LogRefused(reason);
        return Results.StatusCode(status);
    }

    [LoggerMessage(LogLevel.Warning, "A call of Telegram's webhook was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
