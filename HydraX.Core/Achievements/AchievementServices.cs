using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Achievements;

/// <summary>Wires the slice.</summary>
public static class AchievementServices
{
    /// <summary>Definitions, counting, questions. The host opens the book after migrating.</summary>
    public static IServiceCollection AddAchievements(this IServiceCollection services) => services
        .AddSingleton<AchievementBook>()
        .AddSingleton<TrophyCase>()
        .AddSingleton<MetricBackfill>()
        .AddSingleton<MetricVerification>()
        .AddSingleton<AchievementQuestions>()
        .AddHostedService<AchievementWatch>()
        .AddHoldings(AchievementHoldings.All);
}
