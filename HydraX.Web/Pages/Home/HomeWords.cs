using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.Events;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Pages.Home;

/// <summary>The home in words.</summary>
public static class HomeWords
{
    /// <summary>By the member's own clock.</summary>
    public static string Greeting(DateTimeOffset local) => local.Hour switch
    {
        >= 5 and < 12 => "Good morning",
        >= 12 and < 18 => "Good afternoon",
        >= 18 => "Good evening",
        _ => "Hello",
    };

    /// <summary>One sentence about today.</summary>
    public static string Line(HomeView view)
    {
        if (view.Pass is { Phase: PassPhase.Running, WipeAt: not null }) return $"{PassDay(view.Pass)} The account goes back to 0 at 00:00 UTC.";
        if (view.Pass is { Phase: PassPhase.Running }) return $"{PassDay(view.Pass)} No wipe is left: what comes in now stays.";
        var all = view.Factor == 1m ? "What you earn today counts once: no multiplier is in force" : $"What you earn now counts × {LedgerWords.Factor(view.Factor)}";
        // An event on all that is earned is in the factor already.
        var part = view.Events.FirstOrDefault(one => one is { Runs: true, IsForThem: true, Event.Scope.Sources.Count: > 0 });
        return part is null ? $"{all}." : $"{all}; {part.Event.Name} multiplies {EventWords.What(part.Event.Scope)} by {LedgerWords.Factor(part.Event.Factor)} besides.";
    }

    /// <summary>Beside XP today.</summary>
    public static string? FactorNow(HomeView view) => view.Factor == 1m ? null : $"× {LedgerWords.Factor(view.Factor)} now";

    /// <summary>How the factor in force is made.</summary>
    public static IReadOnlyList<Sum.Entry> WhyFactor(HomeView view) =>
        [.. view.InForce.Select(m => new Sum.Entry(FactorName(m, view), $"× {LedgerWords.Factor(m.Factor)}")), new("What you earn now", $"× {LedgerWords.Factor(view.Factor)}", IsTotal: true)];

    /// <summary>What a usual day brings.</summary>
    public static string Pace(HomeView view) => view switch
    {
        { LastWeek: 0 } => "Nothing in the seven days before",
        { Pace: 0 } => $"{Figures.Count(view.LastWeek)} in the seven days before",
        _ => $"{Figures.Count(view.Pace)} a day in the seven days before",
    };

    /// <summary>How long the next rank takes at this pace; null where that says nothing.</summary>
    public static string? Ahead(HomeView view)
    {
        if (view.Standing.NextRank is null) return "The highest rank.";
        if (view.Pass.WipeAt is not null) return "It begins again at 00:00 UTC.";
        if (view.Pace == 0) return null;
        var days = (view.Standing.ToNextRank + view.Pace - 1) / view.Pace;
        return days > 999 ? null : $"About {Figures.Count(days)} {(days == 1 ? "day" : "days")} at the last week’s {Figures.Count(view.Pace)} a day.";
    }

    /// <summary>Days shown that brought XP.</summary>
    public static int DaysWithXp(HomeView view) => view.Days.Count(d => d.Earned > 0);

    /// <summary>The same in words.</summary>
    public static string ActiveDays(HomeView view) => $"XP on {DaysWithXp(view)} of the last {HomeView.DaysShown} days";

    /// <summary>The weekend's bonus: until when it holds, or from when.</summary>
    public static (bool Holds, DateTimeOffset Turns) Weekend(DateTimeOffset now)
    {
        var holds = XpRules.Weekend(now) != 1m;
        var day = UtcDay.Of(now);
        while (XpRules.Weekend(day.Start) != 1m == holds) day = day.Next;
        return (holds, day.Start);
    }

    /// <summary>Which day of the pass it is: "Day 5 of 7 on the Press Pass."</summary>
    public static string PassDay(HomePass pass) => pass.Day > pass.LengthDays ? "The last day of the Press Pass." : $"Day {pass.Day} of {pass.LengthDays} on the Press Pass.";

    private static string FactorName(Multiplier multiplier, HomeView view) => multiplier.Name switch
    {
        "tier_bonus" => $"Tier, {view.Tier.Code()}",
        "weekend_bonus" => "Weekend, UTC",
        "streak_bonus" => $"Streak, {Spoken.Number(view.Streak, "day")}",
        "boost" when view.BoostUntil is { } until => $"Boost, until {until.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC",
        XpRules.EventBonus => $"Event, {multiplier.Label}",
        "prestige" => $"Prestige {view.PrestigeLevel}",
        _ => LedgerWords.Name(multiplier),
    };
}
