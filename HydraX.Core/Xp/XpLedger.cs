using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Users;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp;

/// <summary>What is to be written on the ledger.</summary>
/// <param name="Source">What it is for.</param>
/// <param name="RewardKey">Unique for the member.</param>
/// <param name="Amount">Change of the balance.</param>
/// <param name="TotalXpChange">Change of total XP; of a loss only as much as there is, so that the lines add up to the total as they do to the balance.</param>
/// <param name="SourceId">Which one of its kind.</param>
/// <param name="Description">In words, for the member.</param>
/// <param name="Sum">Base and multipliers of an earned amount.</param>
/// <param name="CorrectsId">The line that this one corrects.</param>
/// <param name="At">When it counts; null is the member's instant.</param>
/// <param name="CountsOn">The day to whose day, week, month and season it belongs: of a correction that of the line it corrects; null is the line's own.</param>
public sealed record XpEntry(XpSource Source, string RewardKey, long Amount, long TotalXpChange, long? SourceId = null, string? Description = null, XpSum? Sum = null, long? CorrectsId = null,
    DateTimeOffset? At = null, UtcDay? CountsOn = null);

/// <summary>A line of the ledger as written, or as it stood already.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="TransactionId">The line.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Amount">Change of the balance.</param>
/// <param name="TotalXpChange">Change of total XP.</param>
/// <param name="BalanceAfter">Balance with it.</param>
/// <param name="TotalXp">Total XP with it.</param>
/// <param name="Multipliers">Factors other than 1.</param>
/// <param name="At">When it counts.</param>
/// <param name="WasKnown">True for a repeat, which changed nothing.</param>
public sealed record XpPosted(long UserId, long TransactionId, XpSource Source, long Amount, long TotalXpChange, long BalanceAfter, long TotalXp, IReadOnlyList<Multiplier> Multipliers, DateTimeOffset At, bool WasKnown);

/// <summary>
/// The door to the ledger. A line and the profile's sums change together under the member's lock; a line whose key is known changes nothing.
/// Only <c>Progress</c> posts.
/// </summary>
public sealed class XpLedger(XpCalendar calendar)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private const string Columns = "user_id, amount, balance_after, total_xp_change, source_type, source_id, description, base_amount, multipliers, reward_key, corrects_id, utc_day, created_at";

    /// <summary>Writes a line unless its key is known, and brings the locked profile's balance, total XP, rank and shadow statistics with it.</summary>
    public async Task<XpPosted> Post(Work work, LockedMember member, XpEntry entry)
    {
        var profile = member.Profile;
        var at = entry.At ?? member.At;
        var balance = profile.XpBalance + entry.Amount;
        var change = Math.Max(-profile.TotalXp, entry.TotalXpChange);
        var multipliers = entry.Sum?.Multipliers ?? [];
        var sql = work.Dialect.InsertOrNothing("xp_transactions", Columns,
            $"@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, {work.Dialect.Json("@p8")}, @p9, @p10, @p11, @p12",
            "user_id, reward_key", "user_id = @p0 AND reward_key = @p9", "transaction_id");
        var line = await work.Scalar(sql, member.UserId, entry.Amount, balance, change, entry.Source.Code(), entry.SourceId, entry.Description,
            entry.Sum?.Base, JsonSerializer.Serialize(multipliers, Json), entry.RewardKey, entry.CorrectsId, work.Dialect.Date(UtcDay.Of(at)), work.Dialect.Instant(at));
        if (line is null) return await Known(work, member, entry.RewardKey);

        profile.XpBalance = balance;
        profile.TotalXp += change;
        profile.CurrentRank = RankRules.Of(profile.TotalXp);
        // Whoever falls and rises again is promoted again.
        if (profile.RankSeen > profile.CurrentRank) profile.RankSeen = profile.CurrentRank;
        profile.UpdatedAt = at;
        await CountPeriods(work, profile, entry, at, change);
        return new(member.UserId, (long)line, entry.Source, entry.Amount, change, balance, profile.TotalXp, multipliers, at, WasKnown: false);
    }

    /// <summary>
    /// Writes the wipe that is due for this member, if one is, before anything else happens to their XP. A null result means that nothing was
    /// taken; the profile is settled either way.
    /// </summary>
    public async Task<XpPosted?> SettleMidnight(Work work, LockedMember member)
    {
        var profile = member.Profile;
        if (MidnightRules.Due(profile.WipeSettledUntil, profile.WipeUntil, member.At) is not { } midnight) return null;
        var wipe = await Wipe(work, member, RewardKey.PressPassReset(midnight), midnight.Start);
        profile.WipeSettledUntil = MidnightRules.SettledBy(member.At, profile.WipeUntil!.Value);
        return wipe;
    }

    /// <summary>Takes everything: balance and total XP to 0, a debt stays. Null when there was nothing to take.</summary>
    public async Task<XpPosted?> Wipe(Work work, LockedMember member, string rewardKey, DateTimeOffset at)
    {
        var profile = member.Profile;
        var taken = Math.Max(0, profile.XpBalance);
        if (taken == 0 && profile.TotalXp == 0) return null;
        var posted = await Post(work, member, new(XpSource.PressPassReset, rewardKey, -taken, -profile.TotalXp, At: at));
        if (posted.WasKnown || taken == 0) return null;
        profile.TotalXpWiped += taken;
        profile.ResetCount++;
        profile.LargestWipe = Math.Max(profile.LargestWipe, taken);
        return posted;
    }

    /// <summary>A line by its id, or null.</summary>
    public Task<XpTransaction?> Line(Work work, long transactionId) =>
        work.Db.XpTransactions.AsNoTracking().FirstOrDefaultAsync(t => t.TransactionId == transactionId, work.Stop);

    /// <summary>Whether a wipe has taken what a line gave: a later wipe stands on the member's ledger and was not undone.</summary>
    public Task<bool> WasWipedSince(Work work, XpTransaction line)
    {
        var (wipe, restore) = (XpSource.PressPassReset.Code(), XpSource.PressPassRestore.Code());
        return work.Db.XpTransactions.AnyAsync(t => t.UserId == line.UserId && t.TransactionId > line.TransactionId && t.SourceType == wipe
            && !work.Db.XpTransactions.Any(r => r.CorrectsId == t.TransactionId && r.SourceType == restore), work.Stop);
    }

    /// <summary>The wipes of a member after a line that stand, in their order.</summary>
    public Task<List<XpTransaction>> WipesSince(Work work, XpTransaction line)
    {
        var (wipe, restore) = (XpSource.PressPassReset.Code(), XpSource.PressPassRestore.Code());
        return work.Db.XpTransactions.AsNoTracking().Where(t => t.UserId == line.UserId && t.TransactionId > line.TransactionId && t.SourceType == wipe
            && !work.Db.XpTransactions.Any(r => r.CorrectsId == t.TransactionId && r.SourceType == restore)).OrderBy(t => t.TransactionId).ToListAsync(work.Stop);
    }

    /// <summary>Whether a prestige has set aside what a line gave to total XP: one stands later on the member's ledger.</summary>
    public Task<bool> WasSetAsideSince(Work work, XpTransaction line)
    {
        var prestige = XpSource.Prestige.Code();
        return work.Db.XpTransactions.AnyAsync(t => t.UserId == line.UserId && t.TransactionId > line.TransactionId && t.SourceType == prestige && t.TotalXpChange < 0, work.Stop);
    }

    /// <summary>Whether a line was corrected.</summary>
    public Task<bool> IsCorrected(Work work, XpTransaction line)
    {
        var key = RewardKey.Correction(line.TransactionId);
        return work.Db.XpTransactions.AnyAsync(t => t.UserId == line.UserId && t.RewardKey == key, work.Stop);
    }

    /// <summary>What seasons have set aside since a line and not given back, each with the id of its line, the latest first.</summary>
    public async Task<IReadOnlyList<(long Reset, long Aside)>> SeasonsSince(Work work, XpTransaction line)
    {
        var season = XpSource.SeasonReset.Code();
        var resets = await work.Db.XpTransactions.Where(t => t.UserId == line.UserId && t.SourceType == season && t.TransactionId > line.TransactionId)
            .OrderByDescending(t => t.TransactionId).Select(t => t.TransactionId).ToListAsync(work.Stop);
        var aside = new List<(long, long)>();
        foreach (var reset in resets) aside.Add((reset, await LeftOf(work, reset)));
        return aside;
    }

    /// <summary>What is left of what a season has set aside by a line: less what has come back.</summary>
    public Task<long> LeftOf(Work work, long reset)
    {
        var restore = XpSource.SeasonRestore.Code();
        return work.Db.XpTransactions.Where(t => t.TransactionId == reset || t.CorrectsId == reset && t.SourceType == restore).SumAsync(t => -t.TotalXpChange, work.Stop);
    }

    /// <summary>Nightly wipes of a member at midnights after an instant.</summary>
    public Task<List<XpTransaction>> WipesSince(Work work, long userId, DateTimeOffset after)
    {
        var wipe = XpSource.PressPassReset.Code();
        return work.Db.XpTransactions.AsNoTracking().Where(t => t.UserId == userId && t.SourceType == wipe && t.CreatedAt > after)
            .OrderBy(t => t.TransactionId).ToListAsync(work.Stop);
    }

    /// <summary>The largest wipe of a member that was not given back.</summary>
    public async Task<long> LargestWipe(Work work, long userId)
    {
        var (wipe, restore) = (XpSource.PressPassReset.Code(), XpSource.PressPassRestore.Code());
        var lines = work.Db.XpTransactions.Where(t => t.UserId == userId);
        return -(await lines.Where(t => t.SourceType == wipe && !lines.Any(r => r.SourceType == restore && r.CorrectsId == t.TransactionId)).MinAsync(t => (long?)t.Amount, work.Stop) ?? 0);
    }

    private async Task CountPeriods(Work work, UserProfile profile, XpEntry entry, DateTimeOffset at, long change)
    {
        switch (entry.Source)
        {
            case XpSource.PressPassReset:
                XpPeriods.Wipe(profile);
                break;
            case XpSource.PressPassRestore:
                await CountPeriodsAnew(work, profile);
                break;
            case var source when XpRules.IsSetAside(source):
                profile.XpSetAside -= change;
                break;
            case XpSource.AccountMerge:
                XpPeriods.Bring(profile, at, change);
                break;
            default:
                XpPeriods.Count(profile, at, entry.CountsOn ?? UtcDay.Of(at), change, calendar.Seasons);
                break;
        }
    }

    // A wipe that was given back has taken nothing: what was earned before it counts where it did.
    private async Task CountPeriodsAnew(Work work, UserProfile profile)
    {
        if (profile.XpEarnedAt is not { } earned) return;
        var (day, all) = (UtcDay.Of(earned), work.Db.XpTransactions.AsNoTracking());
        var (seasons, since) = (calendar.Seasons, XpPeriods.EarliestOf(day, calendar.Seasons).Date);
        var rows = await all.Where(t => t.UserId == profile.UserId && t.UtcDay >= since).OrderBy(t => t.TransactionId)
            .Select(t => new { t.TransactionId, t.SourceType, t.TotalXpChange, t.UtcDay, t.CorrectsId, CorrectedOn = all.Where(c => c.TransactionId == t.CorrectsId).Select(c => (DateOnly?)c.UtcDay).FirstOrDefault() })
            .ToListAsync(work.Stop);
        XpPeriods.Set(profile, XpPeriods.Sum(day, rows.ConvertAll(row => new PeriodLine(row.TransactionId, Codes<XpSource>.Parse(row.SourceType), row.TotalXpChange, new(row.CorrectedOn ?? row.UtcDay), row.CorrectsId)), seasons));
    }

    private static async Task<XpPosted> Known(Work work, LockedMember member, string rewardKey)
    {
        var line = await work.Db.XpTransactions.AsNoTracking().FirstAsync(t => t.UserId == member.UserId && t.RewardKey == rewardKey, work.Stop);
        return new(member.UserId, line.TransactionId, Codes<XpSource>.Parse(line.SourceType), line.Amount, line.TotalXpChange, line.BalanceAfter, member.Profile.TotalXp,
            JsonSerializer.Deserialize<List<Multiplier>>(line.Multipliers, Json)!, line.CreatedAt, WasKnown: true);
    }
}
