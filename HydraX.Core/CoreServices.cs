using HydraX.Core.Achievements;
using HydraX.Core.Billing;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Mentoring;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Risk;
using HydraX.Core.Shop;
using HydraX.Core.Squads;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Keys;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Core;

/// <summary>Wires the slices.</summary>
public static class CoreServices
{
    /// <summary>People, XP, Press Pass and what follows from each.</summary>
    public static IServiceCollection AddMembersAndXp(this IServiceCollection services, XpOptions options, AchievementOptions achievements) => services
        .AddDomainMeter()
        .AddSingleton(options)
        .AddSingleton(achievements)
        .AddUsers()
        .AddCalendar()
        .AddSingleton<XpLedger>()
        .AddSingleton<XpVerification>()
        .AddSingleton<PressPasses>()
        .AddSingleton<NightSweep>()
        .AddShop()
        .AddAchievements()
        .AddSingleton<IProgressFeed, MeteredLines>()
        .AddSingleton<Progression>()
        .AddSingleton<BackwardGrants>()
        .AddSingleton<Promotions>()
        .AddSingleton<NightlyReset>()
        .AddSingleton<Activity>()
        .AddSingleton<PassChanges>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Merges>()
        .AddSingleton<INewcomerTie, NewcomerTies>()
        .AddApiKeys()
        .AddHoldings([.. XpHoldings.All, .. PressPassHoldings.All, .. BillingHoldings.All, .. SquadHoldings.All, .. MentoringHoldings.All, .. RiskHoldings.All, .. JobHoldings.All]);

    /// <summary>The figures of the domain; adding them twice is harmless.</summary>
    public static IServiceCollection AddDomainMeter(this IServiceCollection services)
    {
        services.AddMetrics().TryAddSingleton<DomainMeter>();
        return services;
    }
}
