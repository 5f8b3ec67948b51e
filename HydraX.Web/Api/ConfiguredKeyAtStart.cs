using HydraX.Core.Users.Keys;
using HydraX.Web.Components.Account;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Api;

/// <summary>At start, after the first admin was seen to: the key of the settings.</summary>
public sealed partial class ConfiguredKeyAtStart(ConfiguredKey key, IOptions<AdminOptions> options, ILogger<ConfiguredKeyAtStart> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var followed = await key.Follow(options.Value.ApiKey, cancellationToken);
        if (!followed.Succeeded) LogWaits(followed.Problem.Sentence);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogWaits(string reason);
}
