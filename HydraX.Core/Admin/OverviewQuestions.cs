using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>What staff sees first.</summary>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Tiers">Real members by effective tier, in the tiers' order.</param>
/// <param name="JoinedThisWeek">Real members who registered within seven days.</param>
/// <param name="ActiveToday">Members with activity today.</param>
/// <param name="OnPass">Members on a running Press Pass.</param>
/// <param name="Suspended">Suspended members.</param>
/// <param name="Outgoing">What is to be sent.</param>
/// <param name="Incoming">What was received.</param>
public sealed record StaffOverview(DateTimeOffset Now, IReadOnlyList<TierCount> Tiers, int JoinedThisWeek, int ActiveToday, int OnPass, int Suspended, QueueDepth Outgoing, QueueDepth Incoming)
{
    /// <summary>Real members.</summary>
    public int Members => Tiers.Sum(t => t.Members);
}

/// <summary>Members of a tier.</summary>
public sealed record TierCount(TierCode Tier, int Members);

/// <summary>How full a queue is.</summary>
/// <param name="Waiting">Messages that wait.</param>
/// <param name="Overdue">How long the oldest of those that are due has been; null when none is.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record QueueDepth(int Waiting, TimeSpan? Overdue, int Dead);

/// <summary>The question of the admin's first page. Demo members are left out.</summary>
public sealed class OverviewQuestions(HydraXData data, Clock clock, TimeProvider machine)
{
    /// <summary>All of it.</summary>
    public Task<StaffOverview> Ask(CancellationToken stop = default) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var (weekAgo, today, login) = (now.AddDays(-7), UtcDay.Of(now).Date, XpSource.DailyLogin.Code());
        var real = db.Users.Where(u => !u.IsDemo);
        var byTier = await real.GroupBy(u => u.Tier).Select(g => new { Tier = g.Key, Members = g.Count() }).ToDictionaryAsync(g => g.Tier, g => g.Members, stop);
        return new StaffOverview(now, [.. Enum.GetValues<TierCode>().Select(tier => new TierCount(tier, byTier.GetValueOrDefault(tier)))],
            await real.CountAsync(u => u.CreatedAt > weekAgo, stop),
            await db.XpTransactions.CountAsync(t => t.UtcDay == today && t.SourceType == login && real.Any(u => u.Id == t.UserId), stop),
            await db.Profiles.CountAsync(p => p.PressPassActive && p.WipeUntil > now && real.Any(u => u.Id == p.UserId), stop),
            await real.CountAsync(u => !u.IsActive, stop),
            await Depth(db.Outbox.Where(m => m.State == MessageState.Pending).Select(m => m.DueAt), db.Outbox.CountAsync(m => m.State == MessageState.Dead, stop), stop),
            await Depth(db.Inbox.Where(m => m.State == MessageState.Pending).Select(m => m.DueAt), db.Inbox.CountAsync(m => m.State == MessageState.Dead, stop), stop));
    }, stop);

    private async Task<QueueDepth> Depth(IQueryable<DateTimeOffset> waiting, Task<int> dead, CancellationToken stop)
    {
        var count = await dead;
        var now = machine.GetUtcNow();
        var oldest = await waiting.Where(due => due <= now).OrderBy(due => due).Select(due => (DateTimeOffset?)due).FirstOrDefaultAsync(stop);
        return new(await waiting.CountAsync(stop), now - oldest, count);
    }
}
