using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Protection;

/// <summary>A key of the ring, ready for use.</summary>
internal sealed class RingKey(int keyId, byte[] key, DateTimeOffset activeFrom, bool isRetired)
{
    /// <summary>What begins all that it has protected.</summary>
    public string Prefix { get; } = $"k{keyId}.";

    /// <summary>For values.</summary>
    public byte[] ValueKey { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "hydrax columns"u8.ToArray());

    /// <summary>For finding values.</summary>
    public byte[] LookupKey { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "hydrax lookups"u8.ToArray());

    /// <summary>For sealing what must not be altered.</summary>
    public byte[] SealKey { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "hydrax seals"u8.ToArray());

    public int KeyId => keyId;

    public DateTimeOffset ActiveFrom => activeFrom;

    public bool IsRetired => isRetired;

    /// <summary>The same key as its row says now.</summary>
    public RingKey As(ProtectionKey row) => (activeFrom, isRetired) == (row.ActiveFrom, row.RetiredAt is not null) ? this : new(keyId, key, row.ActiveFrom, row.RetiredAt is not null);
}

/// <summary>
/// The keys that protect columns. They stand in the database, sealed by the master key, so that all nodes share them. A new one is known to every node
/// for a moment before it is used, so that two nodes never look for the same address under different keys alone.
/// </summary>
public sealed partial class ProtectionRing(IDbContextFactory<HydraXDb> contexts, HydraXData data, IOptions<ProtectionOptions> options, TimeProvider machine, ILogger<ProtectionRing> log)
{
    /// <summary>From when a new key is used, so that every node has read it by then, a node whose clock is five minutes ahead included.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromMinutes(6);

    // Far less than the minute that is left of it then: a node that asks late is still in time.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private RingKey[]? known;
    private long readAt;

    /// <summary>Opens the ring at start, makes its first key, and puts keys of the former master key under the present one.</summary>
    /// <exception cref="StartException">The master key is missing or cannot open the ring.</exception>
    public async Task Open(CancellationToken stop)
    {
        var master = Master;
        if (!await data.Read(db => db.ProtectionKeys.AnyAsync(stop), stop)) await Add(master, TimeSpan.Zero, (_, _) => { }, stop);
        await Reseal(master, stop);
        lock (gate) Read(master, isStart: true);
    }

    /// <summary>
    /// Adds a key, which is used after <see cref="Announcement"/>. Returns its number. Of two who add one at the same instant, one key comes of it.
    /// </summary>
    /// <param name="with">Done in the same transaction, with the key's number, if there is a new one.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<int> Add(Action<Work, int> with, CancellationToken stop)
    {
        var master = Master;
        var keyId = await Add(master, Announcement, with, stop);
        lock (gate) Read(master);
        return keyId;
    }

    /// <summary>The key in use, by number.</summary>
    public int CurrentId => Current.KeyId;

    internal RingKey Current
    {
        get
        {
            var (keys, now) = (Keys(), machine.GetUtcNow());
            return keys.LastOrDefault(key => key.ActiveFrom <= now) ?? keys[0];
        }
    }

    /// <summary>Keys by which a value may be found, the present one first.</summary>
    internal IEnumerable<RingKey> ForLookups => Keys().Where(key => !key.IsRetired).OrderByDescending(key => key == Current).ThenByDescending(key => key.KeyId);

    /// <summary>Every key there ever was.</summary>
    internal IReadOnlyList<RingKey> All => Keys();

    /// <summary>The key of a number; null if the ring has none.</summary>
    internal RingKey? Has(int keyId)
    {
        if (Array.Find(Keys(), key => key.KeyId == keyId) is { } found) return found;
        ReadAgain();
        return Array.Find(known!, key => key.KeyId == keyId);
    }

    /// <exception cref="CryptographicException">The ring has no such key.</exception>
    internal RingKey Find(int keyId) =>
        Has(keyId) ?? throw new CryptographicException($"The ring has no key k{keyId}: the value comes from another database.");

    /// <summary>Reads the keys of the database now.</summary>
    internal void ReadAgain()
    {
        lock (gate) Read(Master);
    }

    private MasterKey Master => MasterKey.Read(options.Value.MasterKey) ?? throw new StartException(options.Value.Faults(mayMakeOne: false).First());

    private RingKey[] Keys()
    {
        lock (gate)
        {
            if (known is null || machine.GetElapsedTime(readAt) > Fresh) Read(Master);
            return known!;
        }
    }

    // A question of a few rows, at most three times a minute, asked where the answer is needed: synchronous, because whoever protects a value is. A key that was
    // opened once stays open. One that comes later under another master key, which this node will know after its next start, leaves it with those that it has.
    private void Read(MasterKey master, bool isStart = false)
    {
        using var db = contexts.CreateDbContext();
        var rows = db.ProtectionKeys.AsNoTracking().OrderBy(key => key.KeyId).ToList();
        var before = known?.ToDictionary(key => key.KeyId) ?? [];
        var keys = new List<RingKey>();
        foreach (var row in rows)
        {
            if (before.GetValueOrDefault(row.KeyId) is { } open) keys.Add(open.As(row));
            else if (isStart || master.Id == row.MasterKeyId) keys.Add(new(row.KeyId, Opened(master, row), row.ActiveFrom, row.RetiredAt is not null));
            else LogUnknown(row.KeyId, row.MasterKeyId, master.Id);
        }
        known = [.. keys];
        readAt = machine.GetTimestamp();
    }

    private static byte[] Opened(MasterKey master, ProtectionKey row)
    {
        try
        {
            return master.Open(row.SealedKey, row.KeyId);
        }
        catch (CryptographicException)
        {
            throw new StartException($"Security:MasterKey (known as {master.Id}) cannot open key k{row.KeyId} of the database, which was sealed by {row.MasterKeyId}. Set the master key that this database was used with; to change it, set the new one and that one as Security:PreviousMasterKey.");
        }
    }

    private Task<int> Add(MasterKey master, TimeSpan announced, Action<Work, int> with, CancellationToken stop) => data.Run(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var keys = await work.Db.ProtectionKeys.OrderBy(key => key.KeyId).ToListAsync(work.Stop);
        // One that is not in use yet is new enough.
        if (keys.LastOrDefault() is { } last && (last.ActiveFrom > now || announced == TimeSpan.Zero)) return last.KeyId;
        var keyId = keys.Count == 0 ? 1 : keys[^1].KeyId + 1;
        work.Db.Add(new ProtectionKey { KeyId = keyId, SealedKey = master.Seal(RandomNumberGenerator.GetBytes(MasterKey.Bytes), keyId), MasterKeyId = master.Id, CreatedAt = now, ActiveFrom = now + announced });
        with(work, keyId);
        return keyId;
    }, stop);

    private async Task Reseal(MasterKey master, CancellationToken stop)
    {
        var previous = MasterKey.Read(options.Value.PreviousMasterKey);
        if (previous is null) return;
        var count = await data.Run(async work =>
        {
            var rows = await work.Db.ProtectionKeys.Where(key => key.MasterKeyId == previous.Id).ToListAsync(work.Stop);
            foreach (var row in rows) (row.SealedKey, row.MasterKeyId) = (master.Seal(Opened(previous, row), row.KeyId), master.Id);
            return rows.Count;
        }, stop);
        LogResealed(count, previous.Id, master.Id);
    }

    [LoggerMessage(LogLevel.Error, "Key k{KeyId} was sealed by master key {Other}, and this node knows {Present}: start it with that one. Until then it cannot read what that key protects")]
    private partial void LogUnknown(int keyId, string other, string present);

    [LoggerMessage(LogLevel.Warning, "{Count} keys that master key {Previous} had sealed are sealed by {Present} now. Once every node has started with the present one, take out Security:PreviousMasterKey")]
    private partial void LogResealed(int count, string previous, string present);
}
