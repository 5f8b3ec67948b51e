using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

// Perfect days and weeks: judged once the day or week is over, from what trades were closed in it.
public sealed partial class Progression
{
    /// <summary>Trades of a perfect day, all won. Decisions §4.</summary>
    public const int PerfectDayTrades = 3;

    /// <summary>Trades of a perfect week, all won.</summary>
    public const int PerfectWeekTrades = 5;

    /// <summary>Days that are looked back at, so that a process that was down makes up for it.</summary>
    public const int PerfectDaysBack = 7;

    private static readonly string Won = XpSource.TradeWin.Code();
    private static readonly string Lost = XpSource.TradeLoss.Code();
    private static readonly string Reversed = XpSource.Correction.Code();

    /// <summary>
    /// Awards the perfect days and weeks that are over, each once. Weekend, event, streak and boost are those of the day's last instant, tier and stars those of now; the XP belongs to the day on which it is given, so
    /// that a Press Pass wipe of the midnight before takes none of it. Returns how many were found.
    /// </summary>
    public async Task<(int Days, int Weeks)> AwardPerfect(CancellationToken stop = default)
    {
        var (today, days, weeks) = (UtcDay.Of(await data.Run(work => Task.FromResult(work.At), stop)), 0, 0);
        for (var back = PerfectDaysBack; back > 0; back--)
        {
            var day = new UtcDay(today.Date.AddDays(-back));
            foreach (var userId in await Perfect(day, day, PerfectDayTrades, RewardKey.PerfectDay(day), stop))
                if (await data.Run(work => PayPerfectDay(work, userId, day), stop)) days++;
        }
        for (var monday = new UtcDay(today.Monday.Date.AddDays(-7)); monday > new UtcDay(today.Monday.Date.AddDays(-21)); monday = new(monday.Date.AddDays(-7)))
            foreach (var userId in await Perfect(monday, new(monday.Date.AddDays(6)), PerfectWeekTrades, RewardKey.PerfectWeek(monday), stop))
                if (await data.Run(work => NotePerfectWeek(work, userId, monday), stop)) weeks++;
        return (days, weeks);
    }

    private Task<List<long>> Perfect(UtcDay from, UtcDay until, int trades, string key, CancellationToken stop) => data.Read(db =>
        Trades(db, from, until).GroupBy(t => t.UserId).Where(own => own.Count() >= trades && own.All(t => t.SourceType == Won)).Select(own => own.Key)
            .Where(userId => !db.XpTransactions.Any(t => t.UserId == userId && t.RewardKey == key)).OrderBy(userId => userId).ToListAsync(stop), stop);

    private async Task<bool> PayPerfectDay(Work work, long userId, UtcDay day)
    {
        if (await work.LockMember(userId) is not { IsActive: true } member || !await IsPerfect(work, userId, day, day, PerfectDayTrades)) return false;
        await Settle(work, member);
        var last = day.End.AddTicks(-1);
        var ran = await work.Db.ShopPurchases.AsNoTracking().FirstOrDefaultAsync(p => p.UserId == userId && p.Effect == EffectKind.XpBoost && p.RefundedAt == null && p.StartsAt <= last && p.ExpiresAt > last, work.Stop);
        var sum = Worth(member, XpSource.PerfectDay, last, (ran?.Does as XpBoost)?.Factor ?? 1m);
        var posted = await Post(work, member, new(XpSource.PerfectDay, RewardKey.PerfectDay(day), sum.Amount, sum.Amount, Description: $"All trades of {day} won", Sum: sum));
        if (posted.Posted.WasKnown) return false;
        Tell(work, new XpEarned(XpSource.PerfectDay.Code(), sum.Amount, posted.Posted.BalanceAfter, $"a perfect day, {day}: all trades won", sum.Event), member);
        return true;
    }

    private async Task<bool> NotePerfectWeek(Work work, long userId, UtcDay monday)
    {
        if (await work.LockMember(userId) is not { IsActive: true } member || !await IsPerfect(work, userId, monday, new(monday.Date.AddDays(6)), PerfectWeekTrades)) return false;
        await Settle(work, member);
        return !(await Post(work, member, new(XpSource.PerfectWeek, RewardKey.PerfectWeek(monday), 0, 0, Description: $"All trades of the week of {monday} won"))).Posted.WasKnown;
    }

    // A win that is reversed may have made a day or week perfect; a loss that is reversed, kept one from being so.
    private async Task UndoPerfect(Work work, LockedMember member, XpSource source, UtcDay day)
    {
        if (source is not (XpSource.TradeWin or XpSource.TradeLoss)) return;
        await UndoPerfect(work, member, XpSource.PerfectDay, RewardKey.PerfectDay(day), day, day, PerfectDayTrades);
        await UndoPerfect(work, member, XpSource.PerfectWeek, RewardKey.PerfectWeek(day.Monday), day.Monday, new(day.Monday.Date.AddDays(6)), PerfectWeekTrades);
    }

    private async Task UndoPerfect(Work work, LockedMember member, XpSource source, string key, UtcDay from, UtcDay until, int trades)
    {
        var paid = await work.Db.XpTransactions.AsNoTracking().FirstOrDefaultAsync(t => t.UserId == member.UserId && t.RewardKey == key, work.Stop);
        if (paid is null || await IsPerfect(work, member.UserId, from, until, trades)) return;
        var before = (member.Profile.TotalXp, member.Profile.RealTotalXp);
        await TakeBack(work, member, paid, "Not all its trades are won any more");
        await Undo(work, member, source, before, paid.CreatedAt);
    }

    private static async Task<bool> IsPerfect(Work work, long userId, UtcDay from, UtcDay until, int trades)
    {
        var own = await Trades(work.Db, from, until).Where(t => t.UserId == userId).Select(t => t.SourceType).ToListAsync(work.Stop);
        return own.Count >= trades && own.TrueForAll(source => source == Won);
    }

    // Those that were not reversed.
    private static IQueryable<XpTransaction> Trades(HydraXDb db, UtcDay from, UtcDay until)
    {
        var (first, last) = (from.Date, until.Date);
        return db.XpTransactions.AsNoTracking().Where(t => t.UtcDay >= first && t.UtcDay <= last && (t.SourceType == Won || t.SourceType == Lost)
            && !db.XpTransactions.Any(c => c.CorrectsId == t.TransactionId && c.SourceType == Reversed));
    }
}
