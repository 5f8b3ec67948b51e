using HydraX.Core.Abuse.Names;
using HydraX.Core.Users;
using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Abuse;

/// <summary>Wires the watch over abuse, the review queue and the look at names.</summary>
public static class AbuseServices
{
    /// <summary>Signals, rules, queue, names. Settings: <c>Abuse</c>.</summary>
    public static IServiceCollection AddAbuse(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<AbuseOptions>(configuration.GetSection(AbuseOptions.Section))
        .AddSingleton(new BlockedWords(configuration[$"{AbuseOptions.Section}:{nameof(AbuseOptions.BlockedWords)}"]))
        .AddSingleton<AbuseSignals>()
        .AddSingleton<ReviewBook>()
        .AddSingleton<AbuseWatch>()
        .AddSingleton<AwardPatterns>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<ReviewQuestions>()
        .AddSingleton<NameDesk>()
        .AddHoldings(AbuseHoldings.All);
}
