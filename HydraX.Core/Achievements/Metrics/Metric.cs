using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>Over which time a metric is taken. All but the first mean any one such calendar period in UTC.</summary>
[LowerCodes]
public enum MetricWindow
{
    /// <summary>All time.</summary>
    Ever,

    /// <summary>In one day.</summary>
    Day,

    /// <summary>In one ISO week.</summary>
    Week,

    /// <summary>In one month.</summary>
    Month,

    /// <summary>In the season that runs.</summary>
    Season,
}

/// <summary>What about a member may change a metric that is read from what they are.</summary>
[Flags]
public enum Touch
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Total XP.</summary>
    Xp = 1,

    /// <summary>The first activity of a day.</summary>
    Here = 2,

    /// <summary>An achievement.</summary>
    Achievement = 4,

    /// <summary>A prestige.</summary>
    Prestige = 8,

    /// <summary>Something that staff has written down about them.</summary>
    Staff = 16,
}

/// <summary>What a metric may have to know besides the member.</summary>
/// <param name="At">When it is asked.</param>
/// <param name="Needed">What has to be earned by whoever wants to have earned everything.</param>
/// <param name="Season">The first day of the season that runs then; null without one.</param>
public sealed record Asking(DateTimeOffset At, IReadOnlyCollection<NeededAchievement> Needed, DateOnly? Season)
{
    /// <summary>At an instant, by what is defined then and the seasons there are.</summary>
    internal static Asking Of(DateTimeOffset at, DefinedAchievements defined, XpCalendar calendar) => new(at, defined.Needed, calendar.SeasonAt(UtcDay.Of(at))?.StartsOn);
}

/// <summary>An achievement that counts towards all of them.</summary>
/// <param name="AchievementId">Its id.</param>
/// <param name="Code">Its code.</param>
public sealed record NeededAchievement(long AchievementId, string Code);

/// <summary>
/// Something about a member that can be counted, and so be asked for by an achievement. A new one is a class that inherits from <see cref="CountedMetric"/> or
/// <see cref="StateMetric"/>; <see cref="MetricList"/> finds it by being there.
/// </summary>
public abstract class Metric
{
    /// <summary>Stable code, as in requirements: <c>trades_won</c>. Never changes.</summary>
    public abstract string Code { get; }

    /// <summary>As menus name it: <c>Trades won</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The time over which it may be taken.</summary>
    public abstract IReadOnlyList<MetricWindow> Windows { get; }

    /// <summary>The most that it can be; null is no limit. A condition that asks for more could never hold.</summary>
    public virtual long? Most(MetricWindow window) => null;

    /// <summary>A value in words: <c>10 trades won</c>.</summary>
    public abstract string Words(long value);

    /// <summary>A value as progress shows it: <c>7</c>, <c>SERGEANT</c>.</summary>
    public virtual string Figure(long value) => value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How far it has come: <c>7 of 10</c>.</summary>
    public virtual string Progress(long value, long target) => $"{Figure(Math.Min(value, target))} of {Figure(target)}";

    /// <summary>What its facts wait for, as in "this waits for …"; null once they exist. Achievements that use it are neither shown nor counted until then.</summary>
    public virtual string? WaitsFor => null;

    /// <summary>Members of whom a condition holds, by the facts as they are now.</summary>
    public abstract Task<IQueryable<long>> Who(HydraXDb db, Condition condition, Asking asking, CancellationToken stop);
}

/// <summary>A metric that lines of the ledger count, each in its day, week and month. What they count to is kept in <see cref="MemberMetric"/>.</summary>
public abstract class CountedMetric : Metric
{
    private static readonly MetricWindow[] All = [MetricWindow.Ever, MetricWindow.Day, MetricWindow.Week, MetricWindow.Month, MetricWindow.Season];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricWindow> Windows => All;

    /// <summary>What a line adds; 0 if it has nothing to do with it.</summary>
    public abstract long Of(XpSource source, long amount);

    /// <summary>Whether what it counts is of a day or a week, as its lines' keys say: where two accounts became one, each had once is had once.</summary>
    public virtual bool IsOnceForBoth => false;

    /// <inheritdoc/>
    public override Task<IQueryable<long>> Who(HydraXDb db, Condition condition, Asking asking, CancellationToken stop)
    {
        var (code, value, season) = (Code, condition.Value, asking.Season);
        var rows = db.MemberMetrics.Where(m => m.Metric == code);
        if (condition.Is == Comparison.AtMost)
        {
            var more = condition.Window switch
            {
                MetricWindow.Day => rows.Where(m => m.BestDay > value),
                MetricWindow.Week => rows.Where(m => m.BestWeek > value),
                MetricWindow.Month => rows.Where(m => m.BestMonth > value),
                MetricWindow.Season => rows.Where(m => m.SeasonFrom == season && m.OfSeason > value),
                _ => rows.Where(m => m.Total > value),
            };
            return Task.FromResult(db.Profiles.Where(p => !more.Any(m => m.UserId == p.UserId)).Select(p => p.UserId));
        }
        return Task.FromResult((condition.Window switch
        {
            MetricWindow.Day => rows.Where(m => m.BestDay >= value),
            MetricWindow.Week => rows.Where(m => m.BestWeek >= value),
            MetricWindow.Month => rows.Where(m => m.BestMonth >= value),
            MetricWindow.Season => rows.Where(m => season != null && m.SeasonFrom == season && m.OfSeason >= value),
            _ => rows.Where(m => m.Total >= value),
        }).Select(m => m.UserId));
    }
}

/// <summary>A metric that is read from what a member is.</summary>
public abstract class StateMetric : Metric
{
    private static readonly MetricWindow[] Ever = [MetricWindow.Ever];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricWindow> Windows => Ever;

    /// <summary>What may change it.</summary>
    public abstract Touch ChangesWith { get; }

    /// <summary>What it is now, where the profile alone says it; null where the database has to be asked.</summary>
    public abstract long? Of(UserProfile profile, Asking asking);

    /// <summary>What it is now, by asking the database.</summary>
    public virtual Task<long> Ask(HydraXDb db, UserProfile profile, Asking asking, CancellationToken stop) => Task.FromResult(Of(profile, asking)!.Value);

    /// <inheritdoc/>
    public override Task<IQueryable<long>> Who(HydraXDb db, Condition condition, Asking asking, CancellationToken stop) =>
        Task.FromResult(Whose(db, condition.Value, condition.Is == Comparison.AtLeast, asking).Select(p => p.UserId));

    /// <summary>Profiles with a value or more; or with it or less.</summary>
    protected abstract IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking);
}
