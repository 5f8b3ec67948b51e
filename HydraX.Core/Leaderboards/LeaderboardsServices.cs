using HydraX.Core.Data.Holdings;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Core.Leaderboards;

/// <summary>Wires the boards.</summary>
public static class LeaderboardsServices
{
    /// <summary>The XP boards, and the background reading that keeps them.</summary>
    public static IServiceCollection AddLeaderboards(this IServiceCollection services)
    {
        services.TryAddSingleton<XpQuestions>();
        return services
            .AddSingleton<BoardSources>()
            .AddSingleton<FreshBoards>()
            .AddSingleton<BoardFeed>()
            .AddSingleton<BoardQuestions>()
            .AddSingleton<Boards>()
            .AddSingleton<IProgressFeed>(services => services.GetRequiredService<Boards>())
            .AddHostedService<BoardFollower>()
            .AddHoldings(BoardHoldings.All);
    }
}
