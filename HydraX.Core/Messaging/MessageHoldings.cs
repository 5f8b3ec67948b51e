using System.Linq.Expressions;
using HydraX.Core.Data.Holdings;
using Microsoft.EntityFrameworkCore.Query;

namespace HydraX.Core.Messaging;

/// <summary>What this slice holds about people.</summary>
internal static class MessageHoldings
{
    private const string Delivery = "It is about the delivery, not about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<InboxMessage>("What the bot received from you", Written)
            .Shows(m => new { m.ReceivedAt, m.Body })
            .Withholds(Delivery, m => new { m.MessageId, m.Source, m.ExternalId, m.OrderKey, m.SenderId, m.Lane, m.State, m.Attempts, m.DueAt, m.DoneAt, m.LastError })
            .Deleted()
            .For(Retention.Received, before => m => m.DoneAt < before),
        Holding.Of<OutboxMessage>("What the bot told you", Told)
            .Shows(m => new { m.CreatedAt, m.Kind })
            .Withholds("A reply may hold a link that signs you in, so it stands sealed; the facts behind it stand in the other files.", m => m.Data)
            .Withholds(Delivery, m => new { m.MessageId, m.UserId, m.ChatId, m.Lane, m.DueAt, m.ExpiresAt, m.DedupeKey, m.State, m.Attempts, m.PartsSent, m.LeasedUntil, m.DoneAt, m.LastError })
            .Deleted()
            .For(Retention.Sent, before => m => m.DoneAt < before),
    ];

    // By who wrote it and not by the chat: what somebody says in a group is theirs as well.
    private static Expression<Func<InboxMessage, bool>> Written(DataSubject who) => who.Earlier.Aggregate(
        (Expression<Func<InboxMessage, bool>>)(m => who.TelegramId != null && m.Source == "telegram" && m.SenderId == who.TelegramId),
        (theirs, one) => Either(theirs, m => m.Source == "telegram" && m.SenderId == one.TelegramId && m.ReceivedAt < one.Until));

    private static Expression<Func<OutboxMessage, bool>> Told(DataSubject who) => who.Earlier.Aggregate(
        (Expression<Func<OutboxMessage, bool>>)(m => m.UserId == who.UserId || (who.TelegramId != null && m.ChatId == who.TelegramId)),
        (theirs, one) => Either(theirs, m => m.UserId == null && m.ChatId == one.TelegramId && m.DueAt < one.Until));

    private static Expression<Func<T, bool>> Either<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, ReplacingExpressionVisitor.Replace(other.Parameters[0], one.Parameters[0], other.Body)), one.Parameters);
}
