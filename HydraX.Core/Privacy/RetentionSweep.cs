using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Exporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Privacy;

/// <summary>
/// Removes what has been kept for as long as the settings say, in small blocks. It may be run twice, killed, or late.
/// </summary>
public sealed class RetentionSweep(HydraXData data, IEnumerable<Holding> holdings, Exports exports, AuditTrail audit, IOptions<RetentionOptions> options, TimeProvider machine)
{
    /// <summary>Does it, and says what was removed in words.</summary>
    public async Task<string> Run(CancellationToken stop = default)
    {
        var now = machine.GetUtcNow();
        var removed = new List<string>();
        await exports.DropOver(stop);
        foreach (var holding in holdings.Where(h => h.Retention is not null))
        {
            var before = Clock.Cut(now.AddDays(-options.Value.Of(holding.Retention!.Value)));
            if (await Blocks((work, _) => holding.RemoveBefore(work, before), stop) is > 0 and var rows) removed.Add(Spoken.Number(rows, $"row of {holding.Row.Name}", $"rows of {holding.Row.Name}"));
        }
        var addresses = Clock.Cut(now.AddDays(-options.Value.NetworkAddressesDays));
        if (await Blocks((work, sofar) => ForgetAddresses(work, addresses, isFirst: sofar == 0), stop) is > 0 and var forgotten) removed.Add(Spoken.Number(forgotten, "network address", "network addresses"));
        return removed.Count == 0 ? "nothing was over" : $"removed {string.Join(", ", removed)}";
    }

    private async Task<int> Blocks(Func<Work, int, Task<int>> remove, CancellationToken stop)
    {
        var all = 0;
        while ((await data.RunBlock(work => remove(work, all), stop)).Result is > 0 and var some) all += some;
        return all;
    }

    private async Task<int> ForgetAddresses(Work work, DateTimeOffset before, bool isFirst)
    {
        var over = work.Db.Set<AuditPerson>().Where(p => p.Address != null && work.Db.Audit.Any(a => a.AuditEntryId == p.AuditEntryId && a.At < before))
            .OrderBy(p => p.AuditEntryId).ThenBy(p => p.Part).Take(work.Dialect.SweepBlock);
        var some = await over.ExecuteUpdateAsync(p => p.SetProperty(x => x.Address, (string?)null), work.Stop);
        // The check of the log believes that addresses went because their time was over if the log says so.
        if (some > 0 && isFirst) audit.Record(work, Actor.Job, AuditTrail.AddressesRemoved, new("retention", "network_addresses"), after: new { before });
        return some;
    }
}
