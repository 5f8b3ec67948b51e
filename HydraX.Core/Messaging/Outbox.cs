using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Kernel;

namespace HydraX.Core.Messaging;

/// <summary>A fact that a member is told: a record whose name is the kind and whose properties are the figures.</summary>
public interface IFact
{
    /// <summary>The kind as stored: <c>press_pass_warned</c>.</summary>
    static abstract string Kind { get; }
}

/// <summary>The door to what is to be sent. A fact is told in the transaction that makes it true.</summary>
public sealed class Outbox(TimeProvider machine, OutboxBell bell)
{
    /// <summary>The kind of a message that is words already: a reply to somebody who asked.</summary>
    public const string ReplyKind = "reply";

    /// <summary>How facts are written: camelCase, codes for enums.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Tells a member a fact once the work is committed.</summary>
    /// <param name="work">The transaction that makes it true.</param>
    /// <param name="userId">Whom.</param>
    /// <param name="fact">What.</param>
    /// <param name="lane">How urgent.</param>
    /// <param name="expiresAt">Not told from then on (the domain's clock); null is never.</param>
    /// <param name="dedupeKey">Unique: the caller has made sure that it is told once.</param>
    public void Tell<T>(Work work, long userId, T fact, OutboxLane lane, DateTimeOffset? expiresAt = null, string? dedupeKey = null) where T : IFact =>
        Add(work, new OutboxMessage
        {
            Kind = T.Kind,
            Data = JsonSerializer.Serialize(fact, Json),
            UserId = userId,
            Lane = (int)lane,
            ExpiresAt = expiresAt,
            DedupeKey = dedupeKey,
        });

    /// <summary>Answers in a chat once the work is committed.</summary>
    /// <param name="work">The transaction that marks the question as answered.</param>
    /// <param name="chatId">Where.</param>
    /// <param name="userId">Who asked, the only one who may use its buttons; null if nobody registered.</param>
    /// <param name="data">The words as JSON, in the sender's own form.</param>
    /// <param name="dedupeKey">Unique: names the question and the answer's number.</param>
    public void Reply(Work work, long chatId, long? userId, string data, string dedupeKey) => Add(work, new OutboxMessage
    {
        Kind = ReplyKind,
        Data = data,
        UserId = userId,
        ChatId = chatId,
        Lane = (int)OutboxLane.Answers,
        DedupeKey = dedupeKey,
    });

    private void Add(Work work, OutboxMessage message)
    {
        message.CreatedAt = work.At;
        message.DueAt = Clock.Cut(machine.GetUtcNow());
        message.State = MessageState.Pending;
        work.Db.Add(message);
        work.AfterCommit(bell.Ring);
    }
}
