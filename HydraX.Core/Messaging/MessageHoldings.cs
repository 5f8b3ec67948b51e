using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Messaging;

/// <summary>What this slice holds about people.</summary>
internal static class MessageHoldings
{
    private const string Delivery = "It is about the delivery, not about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<InboxMessage>("What the bot received from you", who => m => who.TelegramId != null && m.Source == "telegram" && m.OrderKey == who.TelegramId)
            .Shows(m => new { m.ReceivedAt, m.Body })
            .Withholds(Delivery, m => new { m.MessageId, m.Source, m.ExternalId, m.OrderKey, m.Lane, m.State, m.Attempts, m.DueAt, m.DoneAt, m.LastError })
            .Deleted()
            .For(Retention.Received, before => m => m.DoneAt < before),
        Holding.Of<OutboxMessage>("What the bot told you", who => m => m.UserId == who.UserId || (who.TelegramId != null && m.ChatId == who.TelegramId))
            .Shows(m => new { m.CreatedAt, m.Kind })
            .Withholds("A reply may hold a link that signs you in, so it stands sealed; the facts behind it stand in the other files.", m => m.Data)
            .Withholds(Delivery, m => new { m.MessageId, m.UserId, m.ChatId, m.Lane, m.DueAt, m.ExpiresAt, m.DedupeKey, m.State, m.Attempts, m.PartsSent, m.LeasedUntil, m.DoneAt, m.LastError })
            .Deleted()
            .For(Retention.Sent, before => m => m.DoneAt < before),
    ];
}
