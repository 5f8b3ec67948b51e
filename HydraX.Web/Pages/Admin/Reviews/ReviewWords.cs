using HydraX.Core.Abuse;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui;

namespace HydraX.Web.Pages.Admin.Reviews;

/// <summary>What the review queue says.</summary>
internal static class ReviewWords
{
    /// <summary>A rule in a few words.</summary>
    public static string Name(ReviewRule rule) => rule switch
    {
        ReviewRule.ManyAccounts => "Many accounts from one address",
        ReviewRule.Switching => "Network and device change back and forth",
        ReviewRule.Travel => "Two countries within hours",
        ReviewRule.FailuresFromAddress => "Failed sign-ins from one address",
        ReviewRule.FailuresOnAccount => "Failed sign-ins on one account",
        ReviewRule.KeyElsewhere => "API key used from a new network",
        ReviewRule.SuddenXp => "Sudden XP",
        ReviewRule.EvenAwards => "Awards as even as a clock's",
        _ => "XP reversed again and again",
    };

    /// <summary>What an item rests on, in sentences.</summary>
    public static string Evidence(ReviewLine line)
    {
        var e = line.Evidence;
        if (e == new Evidence()) return "What was found has been forgotten: its time was over, or the member was erased.";
        return line.Rule switch
        {
            ReviewRule.ManyAccounts => $"{Spoken.Number(e.Accounts ?? 0, "account")} signed in or registered from one address in {All(e.Networks)} within 24 hours. {(line.Others.Count > 0 ? $"Beside the last one: {string.Join(", ", line.Others.Select(Named))}." : "")}",
            ReviewRule.Switching => $"Network and device changed together {Spoken.Number(e.Times ?? 0, "time")} within {Within(e)}: {All(e.Networks)}; {All(e.Devices)}. Nobody knows the places here: it may be two people, a copied session, or one person with two devices.",
            ReviewRule.Travel => $"Seen in {All(e.Places)} within {Within(e)}, from {All(e.Networks)} and then {e.Elsewhere}. A VPN does that too.",
            ReviewRule.FailuresFromAddress => $"{Spoken.Number(e.Times ?? 0, "sign-in")} failed from one address in {All(e.Networks)} within {Within(e)}, on {Spoken.Number(e.Accounts ?? 0, "account")}.",
            ReviewRule.FailuresOnAccount => $"{Spoken.Number(e.Times ?? 0, "sign-in")} failed on this account within {Within(e)}, the last from {All(e.Networks)}. The member may be the one under attack.",
            ReviewRule.KeyElsewhere => $"The key {e.ApiKey} was used from {e.Elsewhere}; until then it came from {All(e.Networks)}. Its owner has been told.",
            ReviewRule.SuddenXp => $"{Figures.Count(e.Xp ?? 0)} XP earned on {e.Day} before multipliers; a usual day of the two weeks before had {Figures.Count(e.UsualXp ?? 0)}.",
            ReviewRule.RepeatedReversals => $"Earned XP was reversed on {Spoken.Number(e.Times ?? 0, "occasion")} within {Within(e)} up to {e.Day}, {Figures.Count(e.Xp ?? 0)} XP in all. Whoever reports trades that do not hold comes here; so does a broker that corrects itself.",
            _ => $"{Spoken.Number(e.Times ?? 0, "award")} in a row on {e.Day} with the same time between two, {Figures.Count(e.Xp ?? 0)} XP before multipliers that day.",
        };
    }

    /// <summary>A state's tag.</summary>
    public static string Look(ReviewState state) => state switch { ReviewState.Open => "warn", ReviewState.Held => "warn", ReviewState.Suspended => "bad", _ => "good" };

    private static string Named(NamedMember member) => member switch
    {
        { IsActive: false } => $"{member.Username} (suspended)",
        { IsHeld: true } => $"{member.Username} (held)",
        _ => member.Username,
    };

    private static string All(IReadOnlyList<string>? words) => words is { Count: > 0 } ? string.Join(", ", words) : "an unknown network";

    private static string Within(Evidence evidence) => Spoken.Span(TimeSpan.FromMinutes(evidence.Minutes ?? 0));
}
