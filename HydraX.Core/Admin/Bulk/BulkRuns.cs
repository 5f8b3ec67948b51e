using HydraX.Core.Data;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Bulk;

/// <summary>
/// Carries bulk operations out, and undoes them. It goes through the members in blocks, each in one transaction with how far it has come: it may be killed and goes on where it
/// was, two nodes take turns, and the key on each member's line pays nobody twice.
/// </summary>
public sealed class BulkRuns(HydraXData data, Progression progression)
{
    private const int Block = 50;

    /// <summary>Goes on with everything that is not done. Returns for how many members something was done.</summary>
    public async Task<long> Run(CancellationToken stop)
    {
        var done = 0L;
        foreach (var id in await data.Read(db => db.BulkOperations.Where(b => b.State == BulkState.Running || b.State == BulkState.Undoing).OrderBy(b => b.BulkOperationId).Select(b => b.BulkOperationId).ToListAsync(stop), stop))
            while ((await data.RunBlock(work => OneBlock(work, id), stop)).Result is { } block) done += block;
        return done;
    }

    // Null when there is nothing left to do, by this run or by another node's.
    private async Task<int?> OneBlock(Work work, long id)
    {
        var bulk = await work.Db.BulkOperations.Where(b => b.BulkOperationId == id).ForUpdate().SingleAsync(work.Stop);
        return bulk.State switch
        {
            BulkState.Running => await CarryOut(work, bulk),
            BulkState.Undoing => await Undo(work, bulk),
            _ => null,
        };
    }

    private async Task<int?> CarryOut(Work work, BulkOperation bulk)
    {
        var (filter, after, last) = (BulkFilter.Read(bulk.Filter), bulk.UpToUserId, bulk.LastUserId);
        var ids = await filter.Of(work.Db).Where(id => id > after && id <= last).OrderBy(id => id).Take(Block).ToListAsync(work.Stop);
        if (ids.Count == 0)
        {
            (bulk.State, bulk.EndedAt) = (BulkState.Done, work.At);
            return null;
        }
        var done = 0;
        foreach (var id in ids)
        {
            if (await CarryOut(work, bulk, filter, id) is not { } xp) continue;
            done++;
            bulk.Xp += xp;
        }
        bulk.Done += done;
        bulk.UpToUserId = ids[^1];
        return done;
    }

    // Null for a member whom it does not concern any more, or who has it.
    private async Task<long?> CarryOut(Work work, BulkOperation bulk, BulkFilter filter, long userId)
    {
        if (await work.LockMember(userId) is not { IsActive: true } member) return null;
        await progression.Settle(work, member);
        if (member.Profile.CurrentRank < filter.LeastRank) return null;
        if (bulk.Kind == BulkKind.SeasonReset) return await progression.ResetSeason(work, member, bulk.KeepsPercent, bulk.BulkOperationId, bulk.Reason);
        var posted = await progression.Grant(work, userId, bulk.Amount, bulk.Reason, BulkRules.GrantRequest(bulk.BulkOperationId));
        return posted.Value.WasKnown ? null : bulk.Amount;
    }

    private async Task<int?> Undo(Work work, BulkOperation bulk)
    {
        var lines = await Lines(work.Db, bulk).Where(t => t.UserId > bulk.UndoneUpToUserId).OrderBy(t => t.UserId).Take(Block).ToListAsync(work.Stop);
        if (lines.Count == 0)
        {
            (bulk.State, bulk.UndoneEndedAt) = (BulkState.Undone, work.At);
            return null;
        }
        var undone = 0;
        foreach (var line in lines)
        {
            if (await Undo(work, bulk, line) is not { } xp) continue;
            undone++;
            bulk.UndoneXp += xp;
        }
        bulk.Undone += undone;
        bulk.UndoneUpToUserId = lines[^1].UserId;
        return undone;
    }

    private async Task<long?> Undo(Work work, BulkOperation bulk, BulkLine line)
    {
        if (bulk.Kind == BulkKind.SeasonReset) return await progression.RestoreSeason(work, line.UserId, bulk.BulkOperationId, bulk.UndoneBecause!);
        var posted = await progression.Correct(work, line.TransactionId, bulk.UndoneBecause!);
        // Merged away a moment ago, it stays as it is. What a wipe had taken is taken back in shadow only, and not counted, as the preview said.
        return !posted.Succeeded || posted.Value.WasKnown || posted.Value.Amount == 0 ? null : -posted.Value.Amount;
    }

    /// <summary>A batch's lines: of members whose accounts are there. What was merged away or erased since stays as it is.</summary>
    internal static IQueryable<BulkLine> Lines(HydraXDb db, BulkOperation bulk)
    {
        var key = BulkRules.LineKey(bulk);
        return from user in db.Users
               where user.ErasedAt == null && user.MergedIntoUserId == null
               join line in db.XpTransactions on user.Id equals line.UserId
               where line.RewardKey == key
               select new BulkLine { UserId = user.Id, TransactionId = line.TransactionId, Amount = line.Amount, TotalXpChange = line.TotalXpChange };
    }
}

/// <summary>A line that a batch has written.</summary>
internal sealed class BulkLine
{
    /// <summary>Whose.</summary>
    public long UserId { get; init; }

    /// <summary>The line.</summary>
    public long TransactionId { get; init; }

    /// <summary>Change of the balance.</summary>
    public long Amount { get; init; }

    /// <summary>Change of total XP.</summary>
    public long TotalXpChange { get; init; }
}
