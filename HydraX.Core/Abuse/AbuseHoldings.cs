using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Abuse;

/// <summary>What this slice holds about people.</summary>
internal static class AbuseHoldings
{
    private const string Inner = "It holds the row together and says nothing about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<ReviewItem>("What about your account the staff was asked to look at", who => i => i.SubjectUserId == who.UserId)
            .Shows(i => new { i.Rule, i.State, i.FirstSeenAt, i.LastSeenAt, i.Count, i.DecidedAt })
            .Withholds("It may tell of other members, and of how cheating is noticed.", i => new { i.Evidence, i.LastFinding, i.Why, i.Subject, i.OpenKey })
            .Withholds("It is the number of somebody of the staff.", i => i.DecidedByUserId)
            .Withholds(Inner, i => new { i.ReviewItemId, i.SubjectUserId })
            .Overwrites(i => i.Evidence, _ => "{}")
            .Overwrites(i => i.LastFinding, _ => "")
            .Empties(i => i.Why)
            .Forgets(new(Retention.ReviewEvidence, "piece of evidence", "evidence and reasons of decided looks"),
                (_, before) => i => i.DecidedAt < before && (i.State == ReviewState.Released || i.State == ReviewState.Suspended) && i.LastFinding != "",
                set => set.SetProperty(i => i.Evidence, "{}").SetProperty(i => i.LastFinding, "").SetProperty(i => i.Why, (string?)null))
            .Kept("That something was looked at, and what was decided, must stay provable; the evidence goes."),
        Holding.Of<AddressSighting>("From which address you came within two days", who => s => s.UserId == who.UserId)
            .Shows(s => s.LastSeenAt)
            .Withholds("A keyed hash: nobody can read it back.", s => s.AddressKey)
            .Withholds(Inner, s => new { s.SightingId, s.UserId })
            .Deleted()
            .ForDays((int)AbuseWatch.SightingsKept.TotalDays),
        Holding.Of<KeyNetwork>("From which networks your API keys were used", (db, who) => n => db.ApiKeys.Any(k => k.ApiKeyId == n.ApiKeyId && k.UserId == who.UserId))
            .Shows(n => new { n.Network, n.FirstSeenAt, n.LastSeenAt, n.Uses })
            .Withholds(Inner, n => new { n.KeyNetworkId, n.ApiKeyId })
            .Deleted()
            .For(Retention.NetworkAddresses, before => n => n.LastSeenAt < before),
    ];
}
