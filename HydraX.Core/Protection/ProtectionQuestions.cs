using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Protection;

/// <summary>Where a key of the ring stands.</summary>
[LowerCodes]
public enum RingKeyState
{
    /// <summary>Made, and not used before every node knows it.</summary>
    Announced,

    /// <summary>Protects what is written.</summary>
    Present,

    /// <summary>Still opens what it has protected, which is being protected anew.</summary>
    Leaving,

    /// <summary>Nothing in the database needs it; it opens old backups.</summary>
    Retired,
}

/// <summary>A key as its page lists it.</summary>
/// <param name="KeyId">Its number.</param>
/// <param name="MasterKeyId">Which master key sealed it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ActiveFrom">From when it is used.</param>
/// <param name="RetiredAt">Since when nothing needs it.</param>
/// <param name="State">Where it stands.</param>
public sealed record RingKeyLine(int KeyId, string MasterKeyId, DateTimeOffset CreatedAt, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt, RingKeyState State);

/// <summary>What the page of protection shows.</summary>
/// <param name="Keys">The ring, the latest key first.</param>
/// <param name="Columns">What stands protected, as table and column.</param>
/// <param name="Waiting">Values that an older key than the present one has protected.</param>
public sealed record ProtectionView(IReadOnlyList<RingKeyLine> Keys, IReadOnlyList<string> Columns, long Waiting);

/// <summary>Reads for the page of protection.</summary>
public sealed class ProtectionQuestions(HydraXData data, ProtectionRing ring, KeyRotation rotation, TimeProvider machine)
{
    /// <summary>The ring and what it protects.</summary>
    public async Task<ProtectionView> View(CancellationToken stop = default)
    {
        var now = machine.GetUtcNow();
        var keys = await data.Read(db => db.ProtectionKeys.OrderByDescending(key => key.KeyId).ToListAsync(stop), stop);
        var present = ring.CurrentId;
        var waiting = keys.Exists(key => key.KeyId < present && key.RetiredAt is null) ? await rotation.Waiting(stop) : 0;
        return new([.. keys.Select(key => new RingKeyLine(key.KeyId, key.MasterKeyId, key.CreatedAt, key.ActiveFrom, key.RetiredAt, StateOf(key, present, now)))],
            [.. rotation.Columns.Select(column => $"{column.Table}.{column.Column}")], waiting);
    }

    private static RingKeyState StateOf(ProtectionKey key, int present, DateTimeOffset now) =>
        key.RetiredAt is not null ? RingKeyState.Retired
        : key.KeyId == present ? RingKeyState.Present
        : key.ActiveFrom > now ? RingKeyState.Announced
        : RingKeyState.Leaving;
}
