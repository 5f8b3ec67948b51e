using HydraX.Core.Progress;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Leaderboards;

/// <summary>Wires the boards.</summary>
public static class LeaderboardsServices
{
    /// <summary>The XP boards, and the background reading that keeps them.</summary>
    public static IServiceCollection AddLeaderboards(this IServiceCollection services) => services
        .AddSingleton<BoardSources>()
        .AddSingleton<FreshBoards>()
        .AddSingleton<BoardFeed>()
        .AddSingleton<BoardQuestions>()
        .AddSingleton<Boards>()
        .AddSingleton<IProgressFeed>(services => services.GetRequiredService<Boards>())
        .AddHostedService<BoardFollower>();
}
