using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Protection;

/// <summary>A value of a protected column as it stands.</summary>
/// <param name="Id">The row.</param>
/// <param name="Value">The protected text.</param>
public sealed record ProtectedValue(long Id, string Value);

/// <summary>What a run of the rotation did.</summary>
/// <param name="Values">Values that are protected by the present key now.</param>
/// <param name="Retired">Keys that nothing needs any more.</param>
/// <param name="Unreadable">Values that no key opens, as table, column and row.</param>
public sealed record RotationReport(long Values, int Retired, IReadOnlyList<string> Unreadable);

/// <summary>
/// Replaces the keys of the ring: a new one is added, and a job protects anew, in small writes, whatever an older one has protected. It may be killed and goes on
/// where it had come to, since what is done shows in the values themselves; meanwhile everything is read and found under either key.
/// </summary>
public sealed class KeyRotation(HydraXData data, ProtectionRing ring, Protector protector, IEnumerable<ProtectedColumn> columns, TimeProvider machine)
{
    private const int Block = 200;

    // Of what cannot be read, so many are named.
    private const int MostNamed = 20;

    /// <summary>All columns that hold protected values.</summary>
    public IReadOnlyList<ProtectedColumn> Columns { get; } = [.. columns];

    /// <summary>
    /// Protects anew what older keys have protected, and retires those once nothing needs them. Nothing to do is one short question. A value that no key opens
    /// stays as it is and keeps its key from being retired.
    /// </summary>
    public async Task<RotationReport> Run(CancellationToken stop = default)
    {
        var present = ring.Current;
        var older = await data.Read(db => db.ProtectionKeys.CountAsync(key => key.KeyId < present.KeyId && key.RetiredAt == null, stop), stop);
        if (older == 0) return new(0, 0, []);
        var (values, unreadable) = (0L, new List<string>());
        foreach (var column in Columns) values += await Renew(column, present, unreadable, stop);
        values += await RenewCookieKeys(present, unreadable, stop);
        // Whoever wrote with an older key until the new one was in use has finished by then.
        var isSettled = present.ActiveFrom + ProtectionRing.Announcement <= machine.GetUtcNow();
        var retired = isSettled && unreadable.Count == 0 && await Waiting(stop) == 0 ? await Retire(present, stop) : 0;
        return new(values, retired, unreadable);
    }

    /// <summary>As <see cref="Run"/>, for the job.</summary>
    /// <exception cref="InvalidOperationException">Values cannot be read by any key.</exception>
    public async Task<string> Demand(CancellationToken stop)
    {
        var report = await Run(stop);
        if (report.Unreadable.Count > 0) throw new InvalidOperationException($"No key opens {string.Join(", ", report.Unreadable)}. They stay as they are, and so do the keys.");
        return $"{Spoken.Number(report.Values, "value")} protected anew, {Spoken.Number(report.Retired, "key")} retired";
    }

    private async Task<long> Renew(ProtectedColumn column, RingKey present, List<string> unreadable, CancellationToken stop)
    {
        var (after, renewed) = (0L, 0L);
        while (true)
        {
            var rows = await data.Read(db => Older(db, column, present).Where(row => row.Id > after).OrderBy(row => row.Id).Take(Block).ToListAsync(stop), stop);
            if (rows.Count == 0) return renewed;
            var plain = new List<(ProtectedValue Row, string Value)>();
            foreach (var row in rows)
            {
                try
                {
                    plain.Add((row, protector.Reveal(column, row.Value)!));
                }
                catch (CryptographicException)
                {
                    if (unreadable.Count < MostNamed) unreadable.Add($"{column.Table}.{column.Column} of {row.Id}");
                }
            }
            renewed += (await data.RunBlock(work => Write(work, column, plain), stop)).Result;
            after = rows[^1].Id;
        }
    }

    // A handful of rows, each a text with a protected value in it.
    private async Task<long> RenewCookieKeys(RingKey present, List<string> unreadable, CancellationToken stop)
    {
        var renewed = 0L;
        foreach (var row in await data.Read(db => db.Set<DataProtectionKey>().AsNoTracking().OrderBy(key => key.Id).ToListAsync(stop), stop))
        {
            try
            {
                if (CookieKeyRenewal.Of(row.Xml, present, protector) is { } xml)
                    renewed += await data.Run(work => work.Db.Set<DataProtectionKey>().Where(key => key.Id == row.Id && key.Xml == row.Xml).ExecuteUpdateAsync(key => key.SetProperty(k => k.Xml, xml), work.Stop), stop);
            }
            catch (CryptographicException)
            {
                unreadable.Add($"{CookieKeys.Context} of {row.Id}");
            }
        }
        return renewed;
    }

    // Only while it still holds what was read: somebody may have written another value meanwhile, with the present key.
    private async Task<int> Write(Work work, ProtectedColumn column, List<(ProtectedValue Row, string Value)> values)
    {
        var written = 0;
        var lookup = column.Lookup is null ? "" : $", {column.Lookup} = @p3";
        foreach (var (row, value) in values)
        {
            object?[] parameters = [row.Id, row.Value, protector.Protect(column, value)];
            if (column.Lookup is not null) parameters = [.. parameters, protector.Lookup(column, value)];
            written += await work.Execute($"UPDATE {column.Table} SET {column.Column} = @p2{lookup} WHERE {column.Id} = @p0 AND {column.Column} = @p1", parameters);
        }
        return written;
    }

    /// <summary>How many values an older key than the present one has protected. It looks at all of them.</summary>
    public async Task<long> Waiting(CancellationToken stop = default)
    {
        var (present, count) = (ring.Current, 0L);
        foreach (var column in Columns) count += await data.Read(db => Older(db, column, present).LongCountAsync(stop), stop);
        var mark = $">{present.Prefix}";
        return count + await data.Read(db => db.Set<DataProtectionKey>().LongCountAsync(key => key.Xml.Contains("</protected>") && !key.Xml.Contains(mark), stop), stop);
    }

    private async Task<int> Retire(RingKey present, CancellationToken stop)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var retired = await data.Run(work => work.Db.ProtectionKeys.Where(key => key.KeyId < present.KeyId && key.RetiredAt == null)
            .ExecuteUpdateAsync(key => key.SetProperty(k => k.RetiredAt, now), work.Stop), stop);
        ring.ReadAgain();
        return retired;
    }

    // Names are our own declarations, never what somebody typed.
    private static IQueryable<ProtectedValue> Older(HydraXDb db, ProtectedColumn column, RingKey present)
    {
        var sql = $"SELECT CAST({column.Id} AS BIGINT) AS \"Id\", {column.Column} AS \"Value\" FROM {column.Table} WHERE {column.Column} IS NOT NULL AND {column.Column} NOT LIKE {{0}}";
        return db.Database.SqlQueryRaw<ProtectedValue>(sql, present.Prefix + "%");
    }
}
