using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data;

/// <summary>The right of one node to do something alone, until an instant of the machine's clock: the row of <c>leases</c>.</summary>
public sealed class LeaseRow
{
    /// <summary>What is leased: <c>telegram-poller</c>, <c>inbox-17</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Names this taking of it, so that one who lost it cannot prolong or release it.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Free from then on.</summary>
    public DateTimeOffset LeasedUntil { get; set; }
}

/// <summary>A lease that was taken.</summary>
public sealed record Lease(string Name, string Owner, DateTimeOffset Until);

/// <summary>
/// Leases for what only one node may do at a time. They run on the machine's clock: nodes whose clocks differ by more than the time
/// that a lease lasts could both believe that they hold it, so whatever is done under one must still be harmless when done twice.
/// </summary>
public sealed class Leases(HydraXData data, TimeProvider machine)
{
    // By how much the clocks of two nodes may differ.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Takes it if nobody holds it, or if who held it has let it run out; null otherwise. One that ends later than any taken now would was taken by a clock
    /// that ran ahead, and holds no more.
    /// </summary>
    public Task<Lease?> Take(string name, TimeSpan length, CancellationToken stop = default)
    {
        var owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
        return data.Run(async work =>
        {
            var now = Clock.Cut(machine.GetUtcNow());
            var until = Clock.Cut(now + length);
            var impossible = until + Skew;
            var taken = await work.Db.Set<LeaseRow>().Where(l => l.Name == name && (l.LeasedUntil <= now || l.LeasedUntil > impossible))
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.Owner, owner).SetProperty(x => x.LeasedUntil, until), work.Stop) == 1;
            if (!taken)
                taken = await work.Scalar(work.Dialect.InsertOrNothing("leases", "name, owner, leased_until", "@p0, @p1, @p2", "name", "name = @p0", "name"),
                    name, owner, work.Dialect.Instant(until)) is not null;
            return taken ? new Lease(name, owner, until) : null;
        }, stop);
    }

    /// <summary>Prolongs it from now on; null if it was lost.</summary>
    public Task<Lease?> Prolong(Lease lease, TimeSpan length, CancellationToken stop = default) => data.Run(async work =>
    {
        var until = Clock.Cut(machine.GetUtcNow() + length);
        var kept = await work.Db.Set<LeaseRow>().Where(l => l.Name == lease.Name && l.Owner == lease.Owner)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedUntil, until), work.Stop) == 1;
        return kept ? lease with { Until = until } : null;
    }, stop);

    /// <summary>Frees all of them: for a database that one process has to itself, where leases found at its start belong to nobody.</summary>
    public Task Clear(CancellationToken stop = default) => data.Run(work => work.Db.Set<LeaseRow>().ExecuteDeleteAsync(work.Stop), stop);

    /// <summary>Gives it back, so that the next one need not wait for its end. Harmless if it was lost.</summary>
    public Task Release(Lease lease, CancellationToken stop = default) => data.Run(
        work => work.Db.Set<LeaseRow>().Where(l => l.Name == lease.Name && l.Owner == lease.Owner)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedUntil, DateTimeOffset.UnixEpoch), work.Stop), stop);
}

internal sealed class LeaseTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<LeaseRow>(e =>
    {
        e.ToTable("leases");
        e.HasKey(l => l.Name);
        e.Property(l => l.Name).HasMaxLength(100);
        e.Property(l => l.Owner).HasMaxLength(200);
    });
}
