using HydraX.Core.Data.Holdings;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;

namespace HydraX.Core.Privacy;

/// <summary>What this slice holds about people.</summary>
internal static class PrivacyHoldings
{
    private const string Inner = "It holds the row together and says nothing about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<Consent>("What you agreed to and took back", who => c => c.UserId == who.UserId)
            .Shows(c => new { c.Purpose, c.IsGiven, c.Version, c.TextDigest, c.At, c.Origin, c.Place })
            .Withholds(Inner, c => new { c.ConsentId, c.UserId })
            .Empties(c => c.Place)
            .Forgets(new(Retention.NetworkAddresses, "network of a consent", "networks"), (_, before) => c => c.Place != null && c.At < before, set => set.SetProperty(c => c.Place, (string?)null))
            .Kept("That somebody agreed, and to what, must stay provable; the line holds a number, not a name."),
        Holding.Of<Erasure>("Erasures that you asked for", who => e => e.UserId == who.UserId)
            .Shows(e => new { e.State, e.AskedAt, e.EffectiveAt, e.EndedAt })
            .Withholds("It opens something.", e => e.TokenHash)
            .Withholds("It is the number of somebody of the staff.", e => e.AskedByUserId)
            .Withholds(Inner, e => new { e.ErasureId, e.UserId })
            .Kept("It proves that the erasure was asked for and made."),
        Holding.Of<DataExport>("Copies of your data that you asked for", who => e => e.UserId == who.UserId)
            .Shows(e => new { e.State, e.AskedAt, e.ReadyAt, e.FetchedAt, e.ExpiresAt, e.Bytes })
            .Withholds("It opens something.", e => e.TokenHash)
            .Withholds("It is the number of somebody of the staff.", e => e.AskedByUserId)
            .Withholds(Inner, e => new { e.ExportId, e.UserId, e.Rows, e.RowsDone, e.Attempts, e.LeasedUntil })
            .Deleted()
            .For(Retention.Exports, before => e => (e.State == ExportState.Fetched || e.State == ExportState.Expired || e.State == ExportState.Failed) && e.AskedAt < before && (e.ExpiresAt == null || e.ExpiresAt < before)),
        Holding.OfNobody<DataExportPart>("Pieces of those copies, protected; they go with them.", p => new { p.ExportId, p.Number, p.Sealed }),
        Holding.Of<PolicyText>("Texts that you published as staff", who => t => t.PublishedByUserId == who.UserId)
            .Shows(t => new { t.Purpose, t.Version, t.Title, t.PublishedAt, t.Why })
            .Withholds("It is the house's text, and everybody may read it.", t => new { t.Body, t.Digest })
            .Withholds(Inner, t => new { t.PolicyTextId, t.PublishedByUserId })
            .Kept("Others have agreed to them; they hold a number, not a name."),
    ];
}
