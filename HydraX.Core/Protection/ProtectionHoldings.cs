using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Protection;

/// <summary>What this slice holds about people: nothing.</summary>
internal static class ProtectionHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.OfNobody<ProtectionKey>("Keys, sealed by the master key.", k => new { k.KeyId, k.SealedKey, k.MasterKeyId, k.ActiveFrom, k.CreatedAt, k.RetiredAt }),
        Holding.OfNobody<DataProtectionKey>("Keys of cookies, sealed by the ring.", k => new { k.Id, k.FriendlyName, k.Xml }),
        Holding.OfNobody<LeaseRow>("Which node does what.", l => new { l.Name, l.Owner, l.LeasedUntil }),
    ];
}
