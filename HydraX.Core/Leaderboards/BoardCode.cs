using HydraX.Core.Kernel;

namespace HydraX.Core.Leaderboards;

/// <summary>What a board counts. The codes stand in URLs, in the API and behind the bot's command.</summary>
[LowerCodes]
public enum BoardCode
{
    /// <summary>XP earned and kept, over a period.</summary>
    Xp,

    /// <summary>Days in a row with activity, as they stand now.</summary>
    Streak,

    /// <summary>Share of trades won, among those with enough of them.</summary>
    WinRate,

    /// <summary>Net result of trades.</summary>
    Profit,

    /// <summary>Squads by their XP.</summary>
    Squads,

    /// <summary>Members whom somebody has brought.</summary>
    Referrers,
}
