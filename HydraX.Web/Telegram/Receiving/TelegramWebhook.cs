using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>Tells Telegram, at start, where to post updates. Every node says the same, so it does not matter which is heard last.</summary>
public sealed class TelegramWebhook(ITelegramBotClient bot, BotIntroduction introduction, IOptions<TelegramOptions> options) : BackgroundService
{
    private const int Connections = 40;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await introduction.Until(async stop =>
        {
            await introduction.Introduce(stop);
            await bot.SetWebhook(options.Value.PublicUrl!.TrimEnd('/') + TelegramEndpoint.Path, Connections, BotIntroduction.Kinds,
                secretToken: options.Value.WebhookSecret, cancellationToken: stop);
        }, stoppingToken);
}
