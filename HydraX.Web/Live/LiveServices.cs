using HydraX.Core.Progress;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace HydraX.Web.Live;

/// <summary>Wires what open pages are told, and how they end.</summary>
public static class LiveServices
{
    /// <summary>Changes of members to their open pages, and the watch over circuits.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveChanges>()
        .AddSingleton<IProgressFeed>(s => s.GetRequiredService<LiveChanges>())
        .AddSingleton<OpenCircuits>()
        .AddHostedService<CircuitPulse>()
        .AddScoped<CircuitWatch>()
        .AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitWatch>())
        // What a page was drawn from is not kept once its browser is gone: nobody could take it up again, and after a sign-out nobody may.
        .Configure<CircuitOptions>(circuits => circuits.PersistedCircuitInMemoryMaxRetained = 0)
        .Configure<HubOptions>(hubs => hubs.AddFilter<CircuitConnection.Filter>());
}
