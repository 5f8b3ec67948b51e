using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Jobs;

/// <summary>What this slice holds about people: nothing.</summary>
internal static class JobHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.OfNobody<JobRun>("What jobs did, in counts.", r => new { r.RunId, r.Job, r.Cause, r.DueAt, r.StartedAt, r.EndedAt, r.Result, r.Report, r.Node }),
        Holding.OfNobody<ClockState>("Where the rehearsal clock stands.", c => new { c.Id, c.OffsetTicks, c.SteppedTo }),
    ];
}
