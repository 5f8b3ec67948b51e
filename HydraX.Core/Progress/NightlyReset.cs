using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Progress;

/// <summary>What a sweep did.</summary>
/// <param name="Members">Members written.</param>
/// <param name="Xp">XP taken, or at stake for warnings.</param>
public sealed record SweepReport(long Members, long Xp);

/// <summary>
/// The nightly sweeps over all members on a Press Pass, block by block. Run it twice, kill it half-way, run it on two nodes or a day late: each
/// member is wiped once for each midnight at which they had XP.
/// </summary>
public sealed class NightlyReset(HydraXData data, NightSweep sweep, Clock clock)
{
    /// <summary>Writes down every wipe that is due, the earliest midnight first: tonight's, and those that a process that was down has missed.</summary>
    public async Task<SweepReport> Wipe(CancellationToken stop)
    {
        long members = 0, xp = 0;
        while (await EarliestDue(stop) is { } midnight)
        {
            var report = await Walk((work, after) => sweep.Wipe(work, midnight, after), stop);
            members += report.Members;
            xp += report.Xp;
        }
        return new(members, xp);
    }

    /// <summary>Sends the warning whose hour it is, 23:00 or 23:45; outside these windows nothing, so that no warning is late.</summary>
    public async Task<SweepReport> Warn(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (PressPassRules.WarningDue(now) is not { } minutes) return new(0, 0);
        return await Walk((work, after) => sweep.Warn(work, UtcDay.Of(now), minutes, after), stop);
    }

    private async Task<SweepReport> Walk(Func<Work, long, Task<SweepBlock>> block, CancellationToken stop)
    {
        long after = 0, members = 0, xp = 0;
        while (true)
        {
            var done = await data.Run(work => block(work, after), stop);
            if (done.Members == 0) return new(members, xp);
            after = done.LastUserId;
            members += done.Members;
            xp += done.Xp;
        }
    }

    private Task<UtcDay?> EarliestDue(CancellationToken stop) => data.Read(async db =>
    {
        var today = clock.Today;
        var settled = await db.Profiles
            .Where(p => p.PressPassActive && (p.XpBalance > 0 || p.TotalXp > 0) && p.WipeSettledUntil < today.Start)
            .OrderBy(p => p.WipeSettledUntil)
            .Select(p => new { p.WipeSettledUntil, p.WipeUntil })
            .FirstOrDefaultAsync(stop);
        return settled is null ? null : Xp.MidnightRules.Due(settled.WipeSettledUntil, settled.WipeUntil, clock.GetUtcNow());
    }, stop);
}
