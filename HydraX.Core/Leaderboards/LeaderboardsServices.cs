using HydraX.Core.Data.Holdings;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Core.Leaderboards;

/// <summary>Wires the boards.</summary>
public static class LeaderboardsServices
{
    /// <summary>The boards, the background reading that keeps them, what is left of them once they are closed, and the leagues.</summary>
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
            .AddSingleton<CurrentBoard, StreakBoard>()
            .AddSingleton<BoardKinds>()
            .AddSingleton<LedgerScores>()
            .AddSingleton<BoardFreeze>()
            .AddSingleton<HallQuestions>()
            .AddSingleton<LeagueRounds>()
            .AddSingleton<LeagueDraw>()
            .AddSingleton<LeagueArrivals>()
            .AddSingleton<LeagueClosing>()
            .AddSingleton<LeagueQuestions>()
            .AddSingleton<WeeklySummaries>()
            .AddHoldings(BoardHoldings.All);
    }
}
