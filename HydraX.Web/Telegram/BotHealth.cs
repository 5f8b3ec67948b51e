using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Telegram;

/// <summary>Whether the bot works: degraded while Telegram does not answer as it should, or once it refuses the token. Never more: the pages work without it.</summary>
public sealed class BotHealth(BotState state, IOptions<TelegramOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        options.Value.EffectiveMode == TelegramMode.Off ? HealthCheckResult.Healthy("There is no bot: Telegram:Mode is Off.")
        : state.Stopped is { } stopped ? HealthCheckResult.Degraded(stopped)
        : state.Complaint is { } complaint ? HealthCheckResult.Degraded(complaint)
        : HealthCheckResult.Healthy(state.Name is { } name ? $"@{name}" : "The bot is not introduced yet."));
}
