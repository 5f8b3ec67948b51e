using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Jobs;

/// <summary>
/// Looks, at start, whether the machine's clock can be right: against what the database has seen, and against the database server's own clock. A wrong one is
/// told, not refused: nothing is wiped twice by it, and which of two clocks is wrong only an operator can know.
/// </summary>
public sealed partial class ClockCheck(HydraXData data, TimeProvider machine, ILogger<ClockCheck> log)
{
    /// <summary>How far behind what the database has seen is let pass.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromMinutes(1);

    /// <summary>How far the clocks of process and database server may lie apart.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    /// <summary>Looks, and tells in the log what is wrong.</summary>
    public async Task Look(CancellationToken stop)
    {
        var now = machine.GetUtcNow();
        var seen = await data.Read(db => db.Set<JobRun>().MaxAsync(run => (DateTimeOffset?)run.StartedAt, stop), stop);
        if (seen is { } latest && latest - now > Behind) LogBehind(now, latest);

        if (data.Dialect.WhatTime is not { } question) return;
        var server = await data.Read(db => db.Database.SqlQueryRaw<DateTimeOffset>(question).SingleAsync(stop), stop);
        var apart = machine.GetUtcNow() - server;
        if (apart.Duration() > Apart) LogApart(now, apart.TotalSeconds, server);
    }

    [LoggerMessage(LogLevel.Warning, "The machine's clock stands at {Now:u}, but this database was at work at {Seen:u} already. It runs behind, or ran ahead then: set it right (NTP). "
        + "Nights that are done stay done; what is earned before {Seen:u} counts as of then where its night is done.")]
    private partial void LogBehind(DateTimeOffset now, DateTimeOffset seen);

    [LoggerMessage(LogLevel.Warning, "The machine's clock stands at {Now:u}, which is {Apart:0} s from the database server's {Server:u}. One of them is wrong: set it right (NTP). Midnight comes by the machine's.")]
    private partial void LogApart(DateTimeOffset now, double apart, DateTimeOffset server);
}
