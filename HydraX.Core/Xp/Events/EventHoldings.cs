using HydraX.Core.Data.Holdings;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Xp.Events;

/// <summary>What this slice holds about people.</summary>
internal static class EventHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<XpEvent>("Events that you planned as staff", who => e => e.MadeByUserId == who.UserId)
            .Shows(e => new { e.EventId, e.Name, e.Description, e.StartsAt, e.EndsAt, e.Factor, e.Sources, e.Tiers, e.CreatedAt, e.EndedEarlyAt, e.CancelledAt })
            .Withholds("It is your own number, and how often the calendar was changed.", e => new { e.MadeByUserId, e.Revision })
            .Kept("Lines of everybody's ledger were multiplied by it; it holds a number, not a name."),
        Holding.Of<Season>("Seasons that you planned as staff", who => s => s.MadeByUserId == who.UserId)
            .Shows(s => new { s.SeasonId, s.Name, s.Description, s.StartsOn, s.EndsOn, s.CreatedAt, s.CancelledAt })
            .Withholds("It is your own number, and how often the calendar was changed.", s => new { s.MadeByUserId, s.Revision })
            .Kept("Everybody's XP of the season was counted by it; it holds a number, not a name."),
        Holding.OfNobody<CalendarHead>("How often events and seasons were changed.", h => new { h.HeadId, h.Revision }),
    ];
}
