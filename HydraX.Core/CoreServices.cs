using HydraX.Core.Lifecycle;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core;

/// <summary>Wires the slices.</summary>
public static class CoreServices
{
    /// <summary>People, XP, Press Pass and what follows from each.</summary>
    public static IServiceCollection AddMembersAndXp(this IServiceCollection services, XpOptions options) => services
        .AddSingleton(options)
        .AddUsers()
        .AddSingleton<XpLedger>()
        .AddSingleton<XpVerification>()
        .AddSingleton<PressPasses>()
        .AddSingleton<NightSweep>()
        .AddShop()
        .AddSingleton<Progression>()
        .AddSingleton<NightlyReset>()
        .AddSingleton<Activity>()
        .AddSingleton<PassChanges>()
        .AddSingleton<Arrivals>();
}
