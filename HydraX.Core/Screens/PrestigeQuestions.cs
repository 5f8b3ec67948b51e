using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Squads;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>What a member sees before they trade their total XP for a star.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Standing">Rank and level, after any wipe that is due.</param>
/// <param name="Stars">Stars they have.</param>
/// <param name="Refusal">Why the next star cannot be taken now; null if it can.</param>
/// <param name="WipeAt">The next midnight that takes total XP anyway; null off a Press Pass.</param>
/// <param name="Keeps">What stays, with its figures.</param>
public sealed record PrestigeView(long UserId, string Username, DateTimeOffset Now, Standing Standing, int Stars, Problem? Refusal, DateTimeOffset? WipeAt, PrestigeKeeps Keeps)
{
    /// <summary>Whether the next star may be taken now.</summary>
    public bool IsOpen => Refusal is null;

    /// <summary>Which star comes next; at the last one there is none.</summary>
    public int? Next => Stars < PrestigeRules.MostStars ? Stars + 1 : null;

    /// <summary>What earned XP is multiplied with now, as far as stars are concerned.</summary>
    public decimal Factor => XpRules.Prestige(Stars);

    /// <summary>What it is multiplied with after the next star.</summary>
    public decimal NextFactor => XpRules.Prestige(Stars + 1);
}

/// <summary>What a prestige leaves as it is.</summary>
/// <param name="Balance">Spendable XP.</param>
/// <param name="AllTime">XP on the board of all time; those of a period stay as well.</param>
/// <param name="Streak">Days with activity in a row.</param>
/// <param name="Freezes">Streak freezes left.</param>
/// <param name="Purchases">Things bought in the shop and kept.</param>
/// <param name="Achievements">Achievements, each with its badge.</param>
/// <param name="Squad">The squad's name; null without one.</param>
/// <param name="Tier">The effective tier.</param>
public sealed record PrestigeKeeps(long Balance, long AllTime, int Streak, int Freezes, int Purchases, int Achievements, string? Squad, TierCode Tier);

/// <summary>The question of the prestige page.</summary>
public sealed class PrestigeQuestions(HydraXData data, Clock clock)
{
    /// <summary>Everything on the page; null for an unknown member.</summary>
    public Task<PrestigeView?> Of(long userId, CancellationToken stop = default) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var row = await db.Users.Where(u => u.Id == userId && u.Profile != null).Select(u => new
        {
            u.UserName,
            u.Tier,
            u.Profile,
            IsHeld = u.HeldAt != null,
            Purchases = db.ShopPurchases.Count(p => p.UserId == u.Id && p.RefundedAt == null),
            Achievements = db.Set<UserAchievement>().Count(a => a.UserId == u.Id),
            Squad = db.Set<SquadMember>().Where(m => m.UserId == u.Id).Select(m => db.Set<Squad>().Where(s => s.SquadId == m.SquadId).Select(s => s.Name).FirstOrDefault()).FirstOrDefault(),
        }).FirstOrDefaultAsync(stop);
        if (row is null) return null;

        var profile = row.Profile!;
        var (balance, total) = MidnightRules.Shown(profile, now);
        var refusal = PrestigeRules.Refusal(profile.PrestigeLevel, total, profile.PrestigeLevel + 1) ?? (row.IsHeld ? Holds.Held : null);
        return new PrestigeView(userId, row.UserName!, now, RankRules.Standing(total), profile.PrestigeLevel, refusal, MidnightRules.Next(profile, now),
            new(balance, total + profile.XpSetAside, StreakRules.Shown(profile, now), StreakRules.FreezesLeft(profile, now), row.Purchases, row.Achievements, row.Squad,
                PressPassRules.Shown(row.Tier, profile.PressPassActive, profile.WipeUntil, now)));
    }, stop);
}
