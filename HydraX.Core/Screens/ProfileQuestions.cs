using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>Who looks at a profile.</summary>
/// <param name="UserId">The member; null for a visitor.</param>
/// <param name="SeesHidden">Whether it is somebody of the staff who sees everything.</param>
public sealed record Viewer(long? UserId, bool SeesHidden);

/// <summary>What a profile shows.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="IsOwn">Whether the person looks at themselves.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="IsDemo">Demo content.</param>
/// <param name="IsSuspended">Suspended; only admins get to see it then.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Title">A title bought in the shop.</param>
/// <param name="Bio">A few words of the member's own.</param>
/// <param name="Since">When the member registered.</param>
/// <param name="PrestigeLevel">Stars.</param>
/// <param name="Standing">Rank and level.</param>
/// <param name="Streak">Days with activity in a row.</param>
/// <param name="BestStreak">The longest such run.</param>
/// <param name="Year">The last 365 days that have XP, in order.</param>
/// <param name="Kept">Days without activity among them that ended no streak, in order: by a freeze, or forgiven.</param>
/// <param name="Span">How many days the line was asked for.</param>
/// <param name="Line">Total XP at the end of each of these days, in order, today last; not from before the member came.</param>
/// <param name="Badges">The badges that they show.</param>
/// <param name="Earned">Achievements that they have earned.</param>
/// <param name="Private">What only the member and admins see; null for others.</param>
public sealed record ProfileView(
    long UserId, string Username, DateTimeOffset Now, bool IsOwn, Visibility Visibility, bool IsDemo, bool IsSuspended, TierCode Tier, string? Title, string? Bio, DateTimeOffset Since,
    int PrestigeLevel, Standing Standing, int Streak, int BestStreak, IReadOnlyList<DayXp> Year, IReadOnlyList<KeptDay> Kept, int Span, IReadOnlyList<DayTotal> Line,
    IReadOnlyList<EarnedBadge> Badges, int Earned, PrivateFigures? Private)
{
    /// <summary>The code of a frame bought in the shop, worn around the insignia; null for none.</summary>
    public string? Frame { get; init; }
}

/// <summary>Figures for the member and for admins.</summary>
/// <param name="Balance">Spendable XP.</param>
/// <param name="Shadow">What no wipe takes.</param>
public sealed record PrivateFigures(long Balance, ShadowRecord Shadow);

/// <summary>A day without activity that ended no streak.</summary>
/// <param name="On">The date in the member's own zone.</param>
/// <param name="ForgivenFor">Why it is forgiven to everybody; null for a freeze.</param>
public sealed record KeptDay(DateOnly On, string? ForgivenFor);

/// <summary>Total XP at the end of a UTC day.</summary>
/// <param name="On">The day; today's is the total now.</param>
/// <param name="Total">Total XP.</param>
/// <param name="WasWiped">Whether a wipe took XP on this day.</param>
public sealed record DayTotal(DateOnly On, long Total, bool WasWiped);

/// <summary>The question of a profile.</summary>
public sealed class ProfileQuestions(HydraXData data, XpQuestions xp, AchievementQuestions achievements, Clock clock)
{
    /// <summary>Days of activity shown.</summary>
    public const int YearDays = 365;

    /// <summary>A profile as this viewer may see it; null for an unknown name and for one that is not theirs to see.</summary>
    /// <param name="username">The name, without regard to case.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="days">How many days the line of total XP covers, at most <see cref="YearDays"/>.</param>
    /// <param name="stop">Gives up.</param>
    public Task<ProfileView?> Of(string username, Viewer viewer, int days, CancellationToken stop = default) => data.Read(async db =>
    {
        var normalized = UsernameRules.Normalize(username);
        var row = await db.Users.Where(u => u.NormalizedUserName == normalized && u.Profile != null)
            .Select(u => new { u.Id, u.UserName, u.Tier, u.IsActive, u.IsDemo, u.CreatedAt, u.Profile, u.EmailConfirmed, u.TelegramId }).FirstOrDefaultAsync(stop);
        if (row is null || !ProfileRules.IsThere(viewer, row.Id, row.EmailConfirmed || row.TelegramId is not null || row.IsDemo) || !ProfileRules.MaySee(viewer, row.Id, row.Profile!.Visibility, row.IsActive)) return null;

        var now = clock.GetUtcNow();
        var profile = row.Profile;
        var today = UtcDay.Of(now).Date;
        var year = await xp.Days(db, profile, today.AddDays(1 - YearDays), stop);
        var (balance, total) = MidnightRules.Shown(profile, now);
        var due = -(XpQuestions.DueWipe(profile, now)?.Amount ?? 0);
        var isOwn = viewer.UserId == row.Id;
        return new ProfileView(row.Id, row.UserName!, now, isOwn, profile.Visibility, row.IsDemo, !row.IsActive,
            PressPassRules.Shown(row.Tier, profile.PressPassActive, profile.WipeUntil, now), profile.Title, profile.Bio, row.CreatedAt, profile.PrestigeLevel,
            RankRules.Standing(total), StreakRules.Shown(profile, now), profile.BestStreak, year, await Kept(db, row.Id, year.Count == 0 ? today : year[0].On, stop), days,
            ProfileRules.Line(year, total, today, Math.Clamp(today.DayNumber - UtcDay.Of(row.CreatedAt).Date.DayNumber + 1, 1, Math.Min(days, YearDays))),
            await achievements.Showcase(db, row.Id, stop), EarnedCodes.Of(profile).Count,
            isOwn || viewer.SeesHidden ? new(balance, ShadowRecord.Of(profile, due)) : null)
        { Frame = profile.WornFrame };
    }, stop);

    // Forgiven dates from before somebody's first day mean nothing to them.
    private static async Task<IReadOnlyList<KeptDay>> Kept(HydraXDb db, long userId, DateOnly since, CancellationToken stop)
    {
        var frozen = await db.ActivityDays.Where(d => d.UserId == userId && d.Day >= since && d.Kind == DayKind.Frozen).Select(d => new KeptDay(d.Day, null)).ToListAsync(stop);
        var forgiven = await db.ForgivenDays.Where(f => f.Day >= since && !db.ActivityDays.Any(d => d.UserId == userId && d.Day == f.Day)).Select(f => new KeptDay(f.Day, f.Reason)).ToListAsync(stop);
        return [.. frozen.Concat(forgiven).OrderBy(day => day.On)];
    }
}

/// <summary>What may be seen of a profile, and how its line is drawn. Pure.</summary>
public static class ProfileRules
{
    /// <summary>
    /// Whoever has not proved their address yet is not there for others: a profile that comes or does not come with a registration would tell whether the address has
    /// an account.
    /// </summary>
    public static bool IsThere(Viewer viewer, long owner, bool isProved) => isProved || viewer.SeesHidden || viewer.UserId == owner;

    /// <summary>Public is for everybody, members only for whoever is signed in, hidden for nobody else; the member and admins always see. A suspended member's is for admins.</summary>
    public static bool MaySee(Viewer viewer, long owner, Visibility visibility, bool isActive)
    {
        if (viewer.SeesHidden) return true;
        if (!isActive) return false;
        if (viewer.UserId == owner) return true;
        return visibility switch
        {
            Visibility.Public => true,
            Visibility.Members => viewer.UserId is not null,
            _ => false,
        };
    }

    /// <summary>Total XP at the end of each of the last days, counted back from the total now.</summary>
    public static IReadOnlyList<DayTotal> Line(IReadOnlyList<DayXp> days, long totalNow, DateOnly today, int count)
    {
        var byDay = days.ToDictionary(d => d.On);
        var line = new DayTotal[count];
        var total = totalNow;
        for (var i = count - 1; i >= 0; i--)
        {
            var on = today.AddDays(i - count + 1);
            var day = byDay.GetValueOrDefault(on);
            line[i] = new(on, Math.Max(0, total), day is { Wiped: > 0 });
            total -= day?.TotalXpChange ?? 0;
        }
        return line;
    }
}
