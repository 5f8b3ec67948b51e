using HydraX.Core.Kernel;
using HydraX.Core.PressPass;

namespace HydraX.Core.Admin.Demo;

/// <summary>A Press Pass in a demo member's history.</summary>
/// <param name="DaysAgo">On which day it began, counted back from today.</param>
/// <param name="Length">Days.</param>
/// <param name="Ends">How it ended, null while it runs.</param>
internal sealed record DemoPass(int DaysAgo, int Length, PassEnd? Ends = null);

/// <summary>One demo member: what the pages are to show, from which the history is drawn.</summary>
/// <param name="Name">The username, a bird's.</param>
/// <param name="Tier">The tier now.</param>
/// <param name="Before">Total XP from before the history.</param>
/// <param name="Days">Days of history.</param>
/// <param name="Keenness">Share of working days with activity, 0 to 1.</param>
/// <param name="Trades">Most trades on a day.</param>
/// <param name="WinRate">Share of trades won.</param>
internal sealed record DemoMember(string Name, TierCode Tier, long Before, int Days, double Keenness, int Trades, double WinRate)
{
    /// <summary>Prestige stars.</summary>
    public int Prestige { get; init; }

    /// <summary>Items bought on the way, by code.</summary>
    public IReadOnlyList<string> Buys { get; init; } = [];

    /// <summary>A few words of their own.</summary>
    public string? Bio { get; init; }

    /// <summary>IANA zone.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Who may see the profile.</summary>
    public Visibility Visibility { get; init; } = Visibility.Public;

    /// <summary>Days in a row with activity, up to today.</summary>
    public int Streak { get; init; }

    /// <summary>A Press Pass, now or earlier.</summary>
    public DemoPass? Pass { get; init; }

    /// <summary>Why they are suspended, null for nearly all.</summary>
    public string? Suspended { get; init; }
}
