using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>What a sweep did.</summary>
/// <param name="Members">Members written.</param>
/// <param name="Xp">XP taken, or at stake for warnings.</param>
/// <param name="LongestBlock">The longest transaction, which is how long anybody else may have waited.</param>
public sealed record SweepReport(long Members, long Xp, TimeSpan LongestBlock);

/// <summary>
/// The nightly sweeps over all members on a Press Pass, block by block. Run it twice, kill it half-way, run it on two nodes or a day late: each
/// member is wiped once for each midnight at which they had XP.
/// </summary>
public sealed class NightlyReset(HydraXData data, NightSweep sweep, Clock clock, DomainMeter meter)
{
    /// <summary>Writes down every wipe that is due, the earliest midnight first: tonight's, and those that a process that was down has missed.</summary>
    public async Task<SweepReport> Wipe(CancellationToken stop)
    {
        var all = new SweepReport(0, 0, TimeSpan.Zero);
        while (await EarliestDue(stop) is { } midnight)
        {
            var night = await Walk((work, after, most) => sweep.Wipe(work, midnight, after, most), stop);
            all = new(all.Members + night.Members, all.Xp + night.Xp, night.LongestBlock > all.LongestBlock ? night.LongestBlock : all.LongestBlock);
            meter.Wiped(night.Members, night.Xp);
        }
        return all;
    }

    /// <summary>Sends the warning whose hour it is, 23:00 or 23:45; outside these windows nothing, so that no warning is late.</summary>
    public async Task<SweepReport> Warn(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (PressPassRules.WarningDue(now) is not { } minutes) return new(0, 0, TimeSpan.Zero);
        return await Walk((work, after, most) => sweep.Warn(work, UtcDay.Of(now), minutes, after, most), stop);
    }

    private async Task<SweepReport> Walk(Func<Work, long, int, Task<SweepBlock>> block, CancellationToken stop)
    {
        var report = new SweepReport(0, 0, TimeSpan.Zero);
        var most = data.Dialect.SweepBlock;
        for (long after = 0; ;)
        {
            var (done, took, wasAlone) = await data.RunBlock(work => block(work, after, most), stop);
            if (done.Members == 0) return report;
            after = done.LastUserId;
            most = wasAlone ? data.Dialect.SweepBlock : data.Dialect.SweepBlockAmongOthers;
            report = new(report.Members + done.Members, report.Xp + done.Xp, took > report.LongestBlock ? took : report.LongestBlock);
        }
    }

    private Task<UtcDay?> EarliestDue(CancellationToken stop) => data.Read(async db =>
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today.Start);
        var unsettled = db.Profiles.Where(p => p.PressPassActive && (p.XpBalance > 0 || p.TotalXp > 0) && p.WipeSettledUntil < today).OrderBy(p => p.WipeSettledUntil);
        var running = await unsettled.Where(p => p.WipeUntil > today).Select(p => new { p.WipeSettledUntil, p.WipeUntil }).FirstOrDefaultAsync(stop);
        var due = running is null ? null : MidnightRules.Due(running.WipeSettledUntil, running.WipeUntil, now);
        // What is over is ended within minutes, so these are few. One that was over before the midnight after its last wipe has none due, and hides nobody who has.
        await foreach (var over in unsettled.Where(p => p.WipeUntil <= today).Select(p => new { p.WipeSettledUntil, p.WipeUntil }).AsAsyncEnumerable().WithCancellation(stop))
            if (MidnightRules.Due(over.WipeSettledUntil, over.WipeUntil, now) is { } midnight && !(due <= midnight)) due = midnight;
        return due;
    }, stop);
}
