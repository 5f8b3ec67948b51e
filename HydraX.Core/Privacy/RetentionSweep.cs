using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Exporting;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Privacy;

/// <summary>
/// Removes what has been kept for as long as the settings say, and empties the parts of rows whose own time is over, in small blocks. It may be run twice, killed, or late.
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
        foreach (var holding in holdings)
            foreach (var part in holding.Forgotten)
            {
                var before = Clock.Cut(now.AddDays(-options.Value.Of(part.Retention)));
                if (await Blocks((work, sofar) => Forget(work, holding, part, before, isFirst: sofar == 0), stop) is > 0 and var parts) removed.Add(Spoken.Number(parts, part.One, part.Many));
            }
        return removed.Count == 0 ? "nothing was over" : $"removed {string.Join(", ", removed)}";
    }

    private async Task<int> Blocks(Func<Work, int, Task<int>> remove, CancellationToken stop)
    {
        var all = 0;
        while ((await data.RunBlock(work => remove(work, all), stop)).Result is > 0 and var some) all += some;
        return all;
    }

    // What checks a chain believes that something went because its time was over if the log says so.
    private async Task<int> Forget(Work work, Holding holding, ForgottenPart part, DateTimeOffset before, bool isFirst)
    {
        var some = await holding.ForgetBefore(work, part, before);
        if (some > 0 && isFirst && part.Recorded is { } action) audit.Record(work, Actor.Job, action, new("retention", part.Retention.Code()), after: new { before });
        return some;
    }
}
