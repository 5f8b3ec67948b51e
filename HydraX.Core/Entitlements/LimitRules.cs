using System.Globalization;
using HydraX.Core.Tiers;

namespace HydraX.Core.Entitlements;

/// <summary>A member's limits: the tier's figure, what is added to it for a time, and what caps it.</summary>
internal static class LimitRules
{
    /// <summary>The limit with what it is made of.</summary>
    public static LimitAnswer Of(Standing standing, Limits limit)
    {
        var own = Figure(standing.Settings, limit);
        var mine = standing.Adjustments.Where(a => a.Limit == limit).ToList();
        var value = own + mine.Where(a => a.LeastTcs is null).Sum(a => a.Delta ?? 0m);
        var least = mine.Where(a => a.Cap is not null).Min(a => a.Cap);
        var parts = new List<string> { $"{AccessRules.Name(standing.Tier)} has {Words(own, limit)}." };
        if (own is not null) parts.AddRange(mine.Where(a => a.Delta is not null).Select(Added));
        foreach (var cap in mine.Where(a => a.Cap is not null && (value is null || a.Cap < value)).OrderByDescending(a => a.Cap))
        {
            value = cap.Cap;
            parts.Add($"{cap.Reason} holds it at {Words(cap.Cap, limit)}{Ending(cap)}.");
        }
        return new(value, string.Join(' ', parts), More(standing, limit, own)) { Steps = Steps(own, mine, least) };
    }

    // A limit that there is not rises no further.
    private static List<LimitStep> Steps(decimal? own, List<LimitAdjustment> mine, decimal? cap)
    {
        if (own is not { } figure) return [];
        return [.. mine.Select(a => a.LeastTcs).OfType<int>().Distinct().Order().Select(tcs =>
        {
            var value = figure + mine.Where(a => a.LeastTcs is null || a.LeastTcs <= tcs).Sum(a => a.Delta ?? 0m);
            return new LimitStep(tcs, cap < value ? cap.Value : value);
        })];
    }

    private static decimal? Figure(TierSettings settings, Limits limit) => limit switch
    {
        Limits.DailyShots => settings.DailyShots,
        Limits.RiskPerShot => settings.RiskPerShot,
        Limits.MaxOpenTrades => settings.MaxOpenTrades,
        Limits.DrawdownCap => settings.DrawdownCap,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    // The lowest paid tier above that has more.
    private static string? More(Standing standing, Limits limit, decimal? own)
    {
        if (own is null) return null;
        foreach (var tier in standing.Lineup.All.Where(t => t.Tier > standing.Tier))
            if (Figure(tier, limit) is var figure && (figure is null || figure > own))
                return $"{AccessRules.Name(tier.Tier)} has {Words(figure, limit)}.";
        return null;
    }

    private static string Added(LimitAdjustment added) =>
        string.Create(CultureInfo.InvariantCulture, $"{added.Reason} {(added.Delta < 0 ? "takes" : "adds")} {Math.Abs(added.Delta!.Value):0.##}{(added.LeastTcs is { } tcs ? $" for TCS {tcs} and up" : "")}{Ending(added)}.");

    private static string Ending(LimitAdjustment adjustment) =>
        adjustment.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until:d MMMM, HH:mm} UTC") : "";

    private static string Words(decimal? value, Limits limit) => (limit, value) switch
    {
        (Limits.DailyShots, null) => "no limit on shots",
        (Limits.DailyShots, 1) => "1 shot a day",
        (Limits.DailyShots, _) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} shots a day"),
        (Limits.MaxOpenTrades, 1) => "1 open trade at a time",
        (Limits.MaxOpenTrades, _) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} open trades at a time"),
        (Limits.RiskPerShot, _) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} % risk a shot"),
        (Limits.DrawdownCap, _) => string.Create(CultureInfo.InvariantCulture, $"a drawdown cap of {value:0.0#} % a day"),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };
}
