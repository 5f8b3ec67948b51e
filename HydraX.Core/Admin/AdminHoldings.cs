using HydraX.Core.Admin.Demo;
using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Admin;

/// <summary>What this slice holds about people: nothing.</summary>
internal static class AdminHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All => [Holding.OfNobody<DemoMark>("Whether there is demo content.", d => new { d.Id, d.MadeAt, d.RemovedAt })];
}
