using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Pages.Events;

/// <summary>Events and seasons in words, the same on pages and in the bot.</summary>
public static class EventWords
{
    /// <summary>What an event does: "× 2.00 on wins and daily logins, for FANG and APEX".</summary>
    public static string Does(EventWindow one) => $"× {LedgerWords.Factor(one.Factor)} on {What(one.Scope)}{ForWhom(one.Scope)}";

    /// <summary>What is multiplied.</summary>
    public static string What(EventScope scope) => scope.Sources.Count == 0 ? "everything that is earned" : List(scope.Sources.Select(Plural));

    /// <summary>For whom, with a comma before it; nothing where it is for all.</summary>
    public static string ForWhom(EventScope scope) => scope.Tiers.Count == 0 ? "" : $", for {List(scope.Tiers.Select(tier => tier.Code()))}";

    /// <summary>A window in UTC: "5 Dec 2026, 18:00 to 7 Dec 2026, 00:00 UTC".</summary>
    public static string Window(DateTimeOffset from, DateTimeOffset to) => $"{Instant(from)} to {Instant(to)} UTC";

    /// <summary>An instant in UTC: "5 Dec 2026, 18:00 UTC".</summary>
    public static string At(DateTimeOffset at) => $"{Instant(at)} UTC";

    /// <summary>The days of a season: "1 December 2026 to 28 February 2027".</summary>
    public static string Days(SeasonSpan season) => $"{Day(season.StartsOn)} to {Day(season.EndsOn)}";

    /// <summary>A day: "1 December 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>What one of a source is called, many of them.</summary>
    public static string Plural(XpSource source) => source switch
    {
        XpSource.TradeWin => "wins",
        XpSource.TradeLoss => "losses",
        XpSource.SniperBonus => "sniper bonuses",
        XpSource.ChaingunCompletion => "complete chainguns",
        XpSource.DailyLogin => "daily logins",
        XpSource.PerfectDay => "perfect days",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "It is not earned."),
    };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(at.UtcTicks % TimeSpan.TicksPerMinute == 0 ? "d MMM yyyy, HH:mm" : "d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> words) => words.ToList() switch
    {
        [var one] => one,
        var many => $"{string.Join(", ", many.SkipLast(1))} and {many[^1]}",
    };
}
