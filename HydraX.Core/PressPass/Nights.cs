using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.PressPass;

/// <summary>A part of what a wipe took.</summary>
/// <param name="Source">What it had been given for; null for XP from before the pass.</param>
/// <param name="Xp">How much; below zero for what had been spent.</param>
public sealed record NightPart(XpSource? Source, long Xp);

/// <summary>A wipe that took XP.</summary>
/// <param name="At">Its midnight, or when the pass was deactivated.</param>
/// <param name="Xp">What it took.</param>
/// <param name="ByDeactivation">Whether a deactivation settled it on the spot.</param>
/// <param name="IsGivenBack">Whether it was undone, because the member had paid before midnight.</param>
/// <param name="MadeOf">What the XP had been given for, the largest part first; they add up to <paramref name="Xp"/>.</param>
public sealed record Night(DateTimeOffset At, long Xp, bool ByDeactivation, bool IsGivenBack, IReadOnlyList<NightPart> MadeOf)
{
    /// <summary>The day that lost its XP: the one before the midnight, or the day of the deactivation.</summary>
    public DateOnly Day => ByDeactivation ? UtcDay.Of(At).Date : UtcDay.Of(At).Previous.Date;
}

/// <summary>The member's wipes and what has come in since the last one.</summary>
/// <param name="Latest">The newest wipes, newest first, with their parts.</param>
/// <param name="ByDay">XP wiped by the day that lost it.</param>
/// <param name="Tonight">What came in today since the last wipe, oldest first.</param>
public sealed record Nights(IReadOnlyList<Night> Latest, IReadOnlyDictionary<DateOnly, long> ByDay, IReadOnlyList<LedgerLine> Tonight);

/// <summary>Reads of a member's nights.</summary>
public sealed class NightQuestions(XpQuestions xp)
{
    /// <summary>Wipes shown with their parts.</summary>
    public const int Shown = 7;

    // A pass lasts 30 days at most; a few deactivations come on top.
    private const int MostWipes = 60;
    private const int MostLines = 2_000;

    /// <summary>The nights of a member since their pass was activated.</summary>
    internal async Task<Nights> Of(HydraXDb db, UserProfile profile, DateTimeOffset? activatedAt, DateTimeOffset now, CancellationToken stop)
    {
        var wipes = activatedAt is { } since ? await Wipes(db, profile.UserId, since, stop) : [];
        var today = UtcDay.Of(now);
        var from = activatedAt < today.Start ? UtcDay.Of(activatedAt.Value).Start : today.Start;
        var lines = await xp.After(db, profile.UserId, wipes.Count > Shown ? wipes[Shown].Id : 0, from, MostLines, stop);
        var due = XpQuestions.DueWipe(profile, now);

        var nights = new List<Night>();
        if (due is { Amount: < 0 }) nights.Add(new(due.At, -due.Amount, false, false, Parts(lines, wipes.Count > 0 ? wipes[0].Id : 0, long.MaxValue, -due.Amount)));
        for (var i = 0; i < wipes.Count; i++)
        {
            var parts = i < Shown ? Parts(lines, i + 1 < wipes.Count ? wipes[i + 1].Id : 0, wipes[i].Id, wipes[i].Xp) : [];
            nights.Add(new(wipes[i].At, wipes[i].Xp, wipes[i].ByDeactivation, wipes[i].IsGivenBack, parts));
        }
        var tonight = due is null ? lines.Where(l => UtcDay.Of(l.At) == today && l.TransactionId > (wipes.Count > 0 ? wipes[0].Id : 0) && l.Amount != 0).ToList() : [];
        return new(nights.Take(Shown).ToList(), nights.Where(n => !n.IsGivenBack).GroupBy(n => n.Day).ToDictionary(g => g.Key, g => g.Sum(n => n.Xp)), tonight);
    }

    private static async Task<List<Wipe>> Wipes(HydraXDb db, long userId, DateTimeOffset since, CancellationToken stop)
    {
        var reset = XpSource.PressPassReset.Code();
        var restore = XpSource.PressPassRestore.Code();
        var deactivated = RewardKey.PressPassDeactivatedPrefix;
        return await db.XpTransactions.Where(t => t.UserId == userId && t.SourceType == reset && t.Amount < 0 && t.CreatedAt >= since)
            .OrderByDescending(t => t.TransactionId).Take(MostWipes)
            .Select(t => new Wipe(t.TransactionId, t.CreatedAt, -t.Amount, t.RewardKey.StartsWith(deactivated),
                db.XpTransactions.Any(r => r.UserId == userId && r.SourceType == restore && r.CorrectsId == t.TransactionId)))
            .ToListAsync(stop);
    }

    private static List<NightPart> Parts(IReadOnlyList<LedgerLine> lines, long after, long before, long taken)
    {
        var parts = lines.Where(l => l.TransactionId > after && l.TransactionId < before && l.Source != XpSource.PressPassReset && l.Amount != 0)
            .GroupBy(l => l.Source).Select(g => new NightPart(g.Key, g.Sum(l => l.Amount))).ToList();
        var rest = taken - parts.Sum(p => p.Xp);
        if (rest != 0) parts.Add(new(null, rest));
        return [.. parts.OrderByDescending(p => p.Xp)];
    }

    private sealed record Wipe(long Id, DateTimeOffset At, long Xp, bool ByDeactivation, bool IsGivenBack);
}
