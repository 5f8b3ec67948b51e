using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>The level of total XP.</summary>
public sealed class Level : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "level";

    /// <inheritdoc/>
    public override string Name => "Level";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Xp;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => 1_000;

    /// <inheritdoc/>
    public override string Words(long value) => $"level {Figure(value)}";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => RankRules.Level(profile.TotalXp);

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking)
    {
        var (from, after) = (RankRules.LevelThreshold((int)value), RankRules.LevelThreshold((int)value + 1));
        return atLeast ? db.Profiles.Where(p => p.TotalXp >= from) : db.Profiles.Where(p => p.TotalXp < after);
    }
}

/// <summary>The rank of total XP, by its place: 0 for RECRUIT.</summary>
public sealed class RankReached : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "rank";

    /// <inheritdoc/>
    public override string Name => "Rank";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Xp;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => (long)RankRules.Highest;

    /// <inheritdoc/>
    public override string Words(long value) => $"rank {Figure(value)}";

    /// <inheritdoc/>
    public override string Progress(long value, long target) => value >= target ? Figure(target) : $"{Figure(value)} now";

    /// <inheritdoc/>
    public override string Figure(long value) => value >= 0 && value <= (long)RankRules.Highest ? ((RankCode)value).Code() : base.Figure(value);

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => (long)RankRules.Of(profile.TotalXp);

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking)
    {
        var from = RankRules.Threshold((RankCode)value);
        if (atLeast) return db.Profiles.Where(p => p.TotalXp >= from);
        var after = value == (long)RankRules.Highest ? long.MaxValue : RankRules.Threshold((RankCode)(value + 1));
        return db.Profiles.Where(p => p.TotalXp < after);
    }
}

/// <summary>All XP ever earned, wiped or not.</summary>
public sealed class XpEver : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "real_total_xp";

    /// <inheritdoc/>
    public override string Name => "XP ever earned, wiped or not";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Xp;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Figure(value)} XP ever earned";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => profile.RealTotalXp;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        atLeast ? db.Profiles.Where(p => p.RealTotalXp >= value) : db.Profiles.Where(p => p.RealTotalXp <= value);
}

/// <summary>XP that wipes of a Press Pass took.</summary>
public sealed class XpWiped : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "xp_wiped";

    /// <inheritdoc/>
    public override string Name => "XP wiped on Press Pass";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Here;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Figure(value)} XP wiped";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => profile.TotalXpWiped;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        atLeast ? db.Profiles.Where(p => p.TotalXpWiped >= value) : db.Profiles.Where(p => p.TotalXpWiped <= value);
}

/// <summary>The longest streak.</summary>
public sealed class BestStreak : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "best_streak";

    /// <inheritdoc/>
    public override string Name => "Longest streak";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Here;

    /// <inheritdoc/>
    public override string Words(long value) => $"a streak of {Spoken.Number(value, "day")}";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => profile.BestStreak;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        atLeast ? db.Profiles.Where(p => p.BestStreak >= value) : db.Profiles.Where(p => p.BestStreak <= value);
}

/// <summary>Prestige levels.</summary>
public sealed class Prestiges : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "prestige";

    /// <inheritdoc/>
    public override string Name => "Prestige level";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Prestige;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => XpRules.HighestPrestige;

    /// <inheritdoc/>
    public override string Words(long value) => $"prestige {Figure(value)}";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => profile.PrestigeLevel;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        atLeast ? db.Profiles.Where(p => p.PrestigeLevel >= value) : db.Profiles.Where(p => p.PrestigeLevel <= value);
}

/// <summary>Days since registration.</summary>
public sealed class DaysMember : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "days_member";

    /// <inheritdoc/>
    public override string Name => "Days since registration";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Here;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Spoken.Number(value, "day")} since registration";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => UtcDay.Of(asking.At).Date.DayNumber - UtcDay.Of(profile.CreatedAt).Date.DayNumber;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking)
    {
        var registered = UtcDay.Of(asking.At).End.AddDays(-value);
        var after = registered.AddDays(-1);
        return atLeast ? db.Profiles.Where(p => p.CreatedAt < registered) : db.Profiles.Where(p => p.CreatedAt >= after);
    }
}

/// <summary>Whether a member took part in the beta; staff writes it down.</summary>
public sealed class BetaParticipant : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "beta_participant";

    /// <inheritdoc/>
    public override string Name => "Took part in the beta";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Staff;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => 1;

    /// <inheritdoc/>
    public override string Words(long value) => "having taken part in the beta";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => profile.BetaParticipant ? 1 : 0;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        (atLeast ? value <= 0 : value >= 1) ? db.Profiles : db.Profiles.Where(p => p.BetaParticipant == atLeast);
}

/// <summary>UTC days on Press Pass, over all passes.</summary>
public sealed class PressPassDays : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "press_pass_days";

    /// <inheritdoc/>
    public override string Name => "Days on Press Pass";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Here;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Spoken.Number(value, "day")} on Press Pass";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => null;

    /// <inheritdoc/>
    public override async Task<long> Ask(HydraXDb db, UserProfile profile, Asking asking, CancellationToken stop) =>
        Days(await db.PassSpells.AsNoTracking().Where(s => s.UserId == profile.UserId).ToListAsync(stop), asking.At);

    /// <inheritdoc/>
    public override async Task<IQueryable<long>> Who(HydraXDb db, Condition condition, Asking asking, CancellationToken stop)
    {
        // No database counts days across spells alike; few members have had a pass for long.
        var spells = await db.PassSpells.AsNoTracking().OrderBy(s => s.UserId).ToListAsync(stop);
        var more = spells.GroupBy(s => s.UserId).Where(own => Days(own, asking.At) >= (condition.Is == Comparison.AtLeast ? condition.Value : condition.Value + 1)).Select(own => own.Key).ToList();
        return condition.Is == Comparison.AtLeast ? db.Profiles.Where(p => more.Contains(p.UserId)).Select(p => p.UserId) : db.Profiles.Where(p => !more.Contains(p.UserId)).Select(p => p.UserId);
    }

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) => throw new NotSupportedException();

    private static int Days(IEnumerable<PassSpell> spells, DateTimeOffset at) => PressPassRules.Days(spells.Select(s => (s.StartsAt, s.EndsAt)), at);
}

/// <summary>Achievements earned.</summary>
public sealed class AchievementsEarned : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "achievements_earned";

    /// <inheritdoc/>
    public override string Name => "Achievements earned";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Achievement;

    /// <inheritdoc/>
    public override string Words(long value) => Spoken.Number(value, "achievement");

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking) => EarnedCodes.Of(profile).Count;

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking) =>
        db.Profiles.Where(p => db.UserAchievements.Count(a => a.UserId == p.UserId && a.TakenBackAt == null) >= value == atLeast || db.UserAchievements.Count(a => a.UserId == p.UserId && a.TakenBackAt == null) == value);
}

/// <summary>Whether everything is earned that is active, not hidden and not limited.</summary>
public sealed class AllAchievements : StateMetric
{
    /// <inheritdoc/>
    public override string Code => "all_achievements";

    /// <inheritdoc/>
    public override string Name => "Every other achievement";

    /// <inheritdoc/>
    public override Touch ChangesWith => Touch.Achievement;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => 1;

    /// <inheritdoc/>
    public override string Words(long value) => "every other achievement";

    /// <inheritdoc/>
    public override long? Of(UserProfile profile, Asking asking)
    {
        var earned = EarnedCodes.Of(profile);
        return asking.Needed.Count > 0 && asking.Needed.All(needed => earned.Contains(needed.Code)) ? 1 : 0;
    }

    /// <inheritdoc/>
    protected override IQueryable<UserProfile> Whose(HydraXDb db, long value, bool atLeast, Asking asking)
    {
        var needed = asking.Needed.Select(n => n.AchievementId).ToList();
        var have = db.Profiles.Where(p => needed.Count > 0 && db.UserAchievements.Count(a => a.UserId == p.UserId && a.TakenBackAt == null && needed.Contains(a.AchievementId)) == needed.Count);
        if (atLeast ? value <= 0 : value >= 1) return db.Profiles;
        return atLeast ? have : db.Profiles.Except(have);
    }
}
