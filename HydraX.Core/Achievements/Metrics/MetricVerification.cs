using System.Globalization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>A counter that is not what the ledger counts.</summary>
/// <param name="Metric">The metric's code.</param>
/// <param name="Kept">Of all time, as kept.</param>
/// <param name="Counted">Of all time, by the ledger.</param>
/// <param name="Says">What differs, in words.</param>
public sealed record MetricFault(string Metric, long Kept, long Counted, string Says);

/// <summary>Holds what is counted for achievements to the ledger: each counter must be what the lines come to. It changes nothing.</summary>
public sealed class MetricVerification(HydraXData data, TrophyCase trophies)
{
    /// <summary>Looks at one member; null for an unknown one.</summary>
    public Task<IReadOnlyList<MetricFault>?> Member(long userId, CancellationToken stop = default) => data.Run(async work =>
        await work.LockMember(userId) is null ? null : await Faults(work, userId), stop);

    /// <summary>As the other, of a member who is locked.</summary>
    internal async Task<IReadOnlyList<MetricFault>> Faults(Work work, long userId)
    {
        var counted = await TrophyCase.CountedDays(work, userId, MetricList.Counted);
        var rows = await TrophyCase.Rows(work, userId, [.. MetricList.Counted.Select(m => m.Code)]);
        var faults = new List<MetricFault>();
        foreach (var metric in MetricList.Counted)
        {
            var kept = rows.GetValueOrDefault(metric.Code) ?? new MemberMetric();
            var right = new MemberMetric { CountedOn = kept.CountedOn };
            right.Set(counted[metric.Code], trophies.SeasonOf);
            if (Difference(kept, right) is { } differs) faults.Add(new(metric.Code, kept.Total, right.Total, $"{metric.Name.ToLowerInvariant()}: {differs}"));
        }
        return faults;
    }

    private static string? Difference(MemberMetric kept, MemberMetric right)
    {
        var differs = new List<string>();
        Compare("of all time", kept.Total, right.Total);
        Compare("most in a day", kept.BestDay, right.BestDay);
        Compare("most in a week", kept.BestWeek, right.BestWeek);
        Compare("most in a month", kept.BestMonth, right.BestMonth);
        if (right.Total != 0 && kept.CountedOn != right.CountedOn) differs.Add(string.Create(CultureInfo.InvariantCulture, $"last counted on {new UtcDay(kept.CountedOn)}, by the lines {new UtcDay(right.CountedOn)}"));
        else
        {
            Compare("on the last day", kept.OfDay, right.OfDay);
            Compare("in its week", kept.OfWeek, right.OfWeek);
            Compare("in its month", kept.OfMonth, right.OfMonth);
            if (right.SeasonFrom is not null) Compare("in its season", kept.OfSeason, right.OfSeason);
        }
        return differs.Count == 0 ? null : string.Join(", ", differs);

        void Compare(string what, long one, long other)
        {
            if (one != other) differs.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {one:N0}, by the lines {other:N0}"));
        }
    }
}
