using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Telegram;

/// <summary>Whether the bot works: unhealthy once its token is refused, degraded while Telegram does not answer as it should.</summary>
public sealed class BotHealth(BotState state, IOptions<TelegramOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        options.Value.EffectiveMode == TelegramMode.Off ? HealthCheckResult.Healthy("There is no bot: Telegram:Mode is Off.")
        : state.Stopped is { } stopped ? HealthCheckResult.Unhealthy(stopped)
        : state.Complaint is { } complaint ? HealthCheckResult.Degraded(complaint)
        : HealthCheckResult.Healthy(state.Name is { } name ? $"@{name}" : "The bot is not introduced yet."));
}
