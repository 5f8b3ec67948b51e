using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>
/// What a counted metric has come to for a member: the row of <c>member_metrics</c>. It changes only with a line of the ledger, in its transaction, and can be
/// counted anew from the lines at any time.
/// </summary>
public sealed class MemberMetric
{
    /// <summary>The metric's code.</summary>
    public string Metric { get; set; } = "";

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>Of all time.</summary>
    public long Total { get; set; }

    /// <summary>The latest UTC day on which it was counted; the next three are of that day, its week and its month.</summary>
    public DateOnly CountedOn { get; set; }

    /// <summary>On that day.</summary>
    public long OfDay { get; set; }

    /// <summary>In its ISO week.</summary>
    public long OfWeek { get; set; }

    /// <summary>In its month.</summary>
    public long OfMonth { get; set; }

    /// <summary>The most in any one day.</summary>
    public long BestDay { get; set; }

    /// <summary>The most in any one week.</summary>
    public long BestWeek { get; set; }

    /// <summary>The most in any one month.</summary>
    public long BestMonth { get; set; }

    /// <summary>The first day of the season of <see cref="CountedOn"/>; null if none ran.</summary>
    public DateOnly? SeasonFrom { get; set; }

    /// <summary>In that season.</summary>
    public long OfSeason { get; set; }

    /// <summary>The most in any period of a kind; of all time the total, of seasons what it has come to in the one that runs.</summary>
    /// <param name="window">The kind.</param>
    /// <param name="season">The first day of the season that runs; null without one.</param>
    public long Best(MetricWindow window, DateOnly? season) => window switch
    {
        MetricWindow.Season => season is not null && SeasonFrom == season ? OfSeason : 0,
        MetricWindow.Day => BestDay,
        MetricWindow.Week => BestWeek,
        MetricWindow.Month => BestMonth,
        _ => Total,
    };

    /// <summary>What it has come to in the week of a day.</summary>
    public long InWeekOf(UtcDay day) => new UtcDay(CountedOn).Monday == day.Monday ? OfWeek : 0;

    /// <summary>The same, on its own.</summary>
    internal MemberMetric Copy() => (MemberMetric)MemberwiseClone();

    /// <summary>Adds on a day. A day before the latest counts in those of its periods that are the same.</summary>
    /// <param name="day">The day.</param>
    /// <param name="delta">How much.</param>
    /// <param name="season">The first day of the day's season; null without one.</param>
    public void Add(UtcDay day, long delta, DateOnly? season = null)
    {
        Total += delta;
        var latest = new UtcDay(CountedOn);
        if (day > latest)
        {
            OfDay = 0;
            if (day.Monday != latest.Monday) OfWeek = 0;
            if (day.FirstOfMonth != latest.FirstOfMonth) OfMonth = 0;
            if (season != SeasonFrom) (SeasonFrom, OfSeason) = (season, 0);
            CountedOn = day.Date;
            latest = day;
        }
        // A season may have begun since the row was made, on the very day of its latest count.
        if (day == latest && SeasonFrom is null) SeasonFrom = season;
        if (season is not null && season == SeasonFrom) OfSeason += delta;
        if (day == latest) OfDay += delta;
        if (day.Monday == latest.Monday) OfWeek += delta;
        if (day.FirstOfMonth == latest.FirstOfMonth) OfMonth += delta;
        (BestDay, BestWeek, BestMonth) = (Math.Max(BestDay, OfDay), Math.Max(BestWeek, OfWeek), Math.Max(BestMonth, OfMonth));
    }

    /// <summary>Sets it to what its days come to, in any order.</summary>
    /// <param name="days">The days.</param>
    /// <param name="seasonOf">The first day of a day's season; null without one.</param>
    public void Set(IReadOnlyCollection<DayCount> days, Func<UtcDay, DateOnly?> seasonOf)
    {
        Total = days.Sum(d => d.Count);
        var latest = days.Count == 0 ? new UtcDay(CountedOn) : days.Max(d => d.Day);
        CountedOn = latest.Date;
        OfDay = days.Where(d => d.Day == latest).Sum(d => d.Count);
        OfWeek = days.Where(d => d.Day.Monday == latest.Monday).Sum(d => d.Count);
        OfMonth = days.Where(d => d.Day.FirstOfMonth == latest.FirstOfMonth).Sum(d => d.Count);
        SeasonFrom = seasonOf(latest);
        OfSeason = SeasonFrom is null ? 0 : days.Where(d => seasonOf(d.Day) == SeasonFrom).Sum(d => d.Count);
        BestDay = Most(days.GroupBy(d => d.Day));
        BestWeek = Most(days.GroupBy(d => d.Day.Monday));
        BestMonth = Most(days.GroupBy(d => d.Day.FirstOfMonth));

        static long Most(IEnumerable<IGrouping<UtcDay, DayCount>> periods) => periods.Select(p => p.Sum(d => d.Count)).DefaultIfEmpty().Max() is var most and > 0 ? most : 0;
    }
}

/// <summary>What a metric came to on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Count">What was counted.</param>
public readonly record struct DayCount(UtcDay Day, long Count);
