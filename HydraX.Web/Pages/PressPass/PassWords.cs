using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Ranks;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Pages.PressPass;

/// <summary>The Press Pass page in words.</summary>
public static class PassWords
{
    /// <summary>The page's heading.</summary>
    public static string Title(PressPassView view) => view.Phase switch
    {
        PassPhase.Running when view.Day > view.LengthDays => "Press Pass, last day",
        PassPhase.Running => $"Press Pass, day {view.Day} of {view.LengthDays}",
        PassPhase.Resting => "Press Pass, resting",
        PassPhase.Used => "Press Pass, used",
        _ => "Press Pass",
    };

    /// <summary>The line under it.</summary>
    public static string Line(PressPassView view, MemberZone zone) => view.Phase switch
    {
        PassPhase.Running when view.WipeAt is not null => $"APEX features on the paper book. XP goes back to 0 at 00:00 UTC each night. Ends {Instant(view.EndsAt!.Value, zone)}.",
        PassPhase.Running => $"Ends {Instant(view.EndsAt!.Value, zone)}. No wipe is left: what comes in now stays.",
        PassPhase.Resting => $"Deactivated. It may be activated again until {Instant(view.EndsAt!.Value, zone)}; the clock runs on.",
        PassPhase.Used => $"It ended {Instant(view.EndsAt!.Value, zone)}. The pass is one per person.",
        _ => $"{view.LengthDays} days of APEX features on the paper book, for nothing. The price is paid in XP.",
    };

    /// <summary>An instant in the member's zone, which is named where it is not UTC.</summary>
    public static string Instant(DateTimeOffset at, MemberZone zone) => $"{WhenWords.Of(at, WhenText.DayAndTime, zone)}{(zone.IsUtc ? " UTC" : "")}";

    /// <summary>The question before activating.</summary>
    public static string ActivateTitle(PressPassView view) => view.Phase == PassPhase.Resting ? "Activate the Press Pass again?" : "Activate the Press Pass?";

    /// <summary>The act, with its figure.</summary>
    public static string ActivateDo(PressPassView view) => view.Balance > 0 || view.TotalXp > 0 ? $"Activate, {AtStake(view)} at stake" : "Activate";

    /// <summary>What activating will do.</summary>
    public static IEnumerable<string> ActivateSays(PressPassView view, MemberZone zone)
    {
        var midnight = UtcDay.Of(view.Now).End;
        var local = zone.IsUtc ? "" : $" ({WhenWords.Of(midnight, WhenText.Time, zone)} for you)";
        yield return $"The first wipe is at 00:00 UTC{local}, in {CountdownText.Of(midnight - view.Now, inWords: true)}, and then one every night.";
        if (view.Balance > 0 || view.TotalXp > 0)
            yield return $"It takes everything in the account, earlier XP included: {AtStake(view)}, and with them the rank {RankRules.Of(view.TotalXp).Code()}. What you buy in the shop before stays.";
        yield return view.Phase == PassPhase.Resting
            ? $"The pass still ends {Instant(view.EndsAt!.Value, zone)}."
            : $"It lasts {view.LengthDays} days, until {Instant(view.Now.AddDays(view.LengthDays), zone)}, and is one per person.";
    }

    /// <summary>The act, with its figure.</summary>
    public static string DeactivateDo(PressPassView view) => view.Balance > 0 ? $"Deactivate, lose {Figures.Count(view.Balance)} XP" : "Deactivate";

    /// <summary>What deactivating will do.</summary>
    public static IEnumerable<string> DeactivateSays(PressPassView view, MemberZone zone)
    {
        yield return view.Balance > 0
            ? $"Tonight’s wipe is settled on the spot: {Figures.Count(view.Balance)} XP go now, not at 00:00 UTC."
            : "Tonight’s wipe is settled on the spot. There is no XP in the account.";
        yield return $"You go back to NIBBLER. Until {Instant(view.EndsAt!.Value, zone)} the pass may be activated again; the clock runs on.";
    }

    /// <summary>Balance and total XP, as one figure where they are the same.</summary>
    public static string AtStake(PressPassView view) =>
        view.Balance == view.TotalXp ? $"{Figures.Count(view.Balance)} XP" : $"{Figures.Count(Math.Max(0, view.Balance))} XP in the account and {Figures.Count(view.TotalXp)} total XP";

    /// <summary>How tonight's XP was made, line by line.</summary>
    public static IReadOnlyList<Sum.Entry> Tonight(PressPassView view)
    {
        var tonight = view.Tonight;
        var lines = new List<Sum.Entry>();
        if (tonight.Before != 0) lines.Add(new("From before today", Figures.Count(tonight.Before)));
        if (tonight.OlderLines > 0) lines.Add(new(tonight.OlderLines == 1 ? "1 earlier line of today" : $"{tonight.OlderLines} earlier lines of today", Figures.Count(tonight.Older)));
        lines.AddRange(tonight.Lines.Select(l => new Sum.Entry(Made(l), Figures.Count(l.Amount))));
        lines.Add(new("Tonight", Figures.Count(view.Balance), IsTotal: true));
        return lines;
    }

    /// <summary>What a wipe took, in few words: "Loss 10, daily login 5".</summary>
    public static string MadeOf(Night night)
    {
        if (night.IsGivenBack) return "Given back: you had paid before midnight";
        var words = string.Join(", ", night.MadeOf.Select(p => $"{(p.Source is { } source ? LedgerWords.Name(source).ToLowerInvariant() : "from before")} {Figures.Count(p.Xp)}"));
        if (night.ByDeactivation) words = words.Length == 0 ? "settled by deactivation" : $"{words}; settled by deactivation";
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A UTC day: Thu 19 Nov.</summary>
    public static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    private static string Made(LedgerLine line) => line.BaseAmount is null || line.Multipliers.Count == 0 ? LedgerWords.For(line) : $"{LedgerWords.For(line)}, {LedgerWords.How(line)}";
}
