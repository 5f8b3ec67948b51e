using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>Which messages; what is null or empty is not asked for.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Kind">The fact's kind of a message to be sent, the source of one received: all of the word.</param>
/// <param name="Person">The whole name of the member to whom a message goes, without regard to case. Received messages have none.</param>
public sealed record DeliveryFilter(MessageState? State = null, string? Kind = null, string? Person = null);

/// <summary>A message as staff sees it, sent or received.</summary>
/// <param name="MessageId">What a replay takes.</param>
/// <param name="Kind">The fact's kind, or the source.</param>
/// <param name="Whom">The member to whom it goes, or the sender's own id of what was received.</param>
/// <param name="Chat">The chat, if one is named.</param>
/// <param name="Lane">How urgent, in a word; null for what was received.</param>
/// <param name="At">When it became true or was received.</param>
/// <param name="DueAt">Not before; the machine's clock.</param>
/// <param name="DoneAt">When it reached its last state.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="LastError">What went wrong last.</param>
/// <param name="Body">The fact's figures, or what was received.</param>
public sealed record DeliveryLine(long MessageId, string Kind, string? Whom, long? Chat, string? Lane, DateTimeOffset At, DateTimeOffset DueAt, DateTimeOffset? DoneAt, MessageState State, int Attempts, string? LastError, string Body);

/// <summary>A page of messages, latest first.</summary>
/// <param name="Lines">The messages.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryLine> Lines, long? Next);

/// <summary>Reads of inbox and outbox for their page.</summary>
public sealed class DeliveryQuestions(HydraXData data)
{
    /// <summary>A page of what is to be sent and was sent.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Messages before this id; null is the first page.</param>
    /// <param name="size">Messages a page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<DeliveryPage> Outgoing(DeliveryFilter filter, long? before, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var messages = db.Outbox.Where(m => before == null || m.MessageId < before);
        if (filter.State is { } state) messages = messages.Where(m => m.State == state);
        if (filter.Kind is { Length: > 0 } kind) messages = messages.Where(m => m.Kind == kind);
        if (filter.Person is { Length: > 0 } person)
        {
            var name = Users.UsernameRules.Normalize(person.Trim().TrimStart('@'));
            messages = messages.Where(m => db.Users.Any(u => u.Id == m.UserId && u.NormalizedUserName == name));
        }
        var found = await messages.OrderByDescending(m => m.MessageId).Take(size + 1)
            .Select(m => new { Message = m, Name = db.Users.Where(u => u.Id == m.UserId).Select(u => u.UserName).FirstOrDefault() }).ToListAsync(stop);
        return Page(found, size, f => new(f.Message.MessageId, f.Message.Kind, f.Name, f.Message.ChatId, ((OutboxLane)f.Message.Lane).ToString(), f.Message.CreatedAt, f.Message.DueAt, f.Message.DoneAt,
            f.Message.State, f.Message.Attempts, f.Message.LastError, f.Message.Data));
    }, stop);

    /// <summary>A page of what was received.</summary>
    /// <param name="filter">Which; a person is not asked for.</param>
    /// <param name="before">Messages before this id; null is the first page.</param>
    /// <param name="size">Messages a page.</param>
    /// <param name="stop">Gives up.</param>
    public Task<DeliveryPage> Incoming(DeliveryFilter filter, long? before, int size, CancellationToken stop = default) => data.Read(async db =>
    {
        var messages = db.Inbox.Where(m => before == null || m.MessageId < before);
        if (filter.State is { } state) messages = messages.Where(m => m.State == state);
        if (filter.Kind is { Length: > 0 } source) messages = messages.Where(m => m.Source == source);
        var found = await messages.OrderByDescending(m => m.MessageId).Take(size + 1).ToListAsync(stop);
        return Page(found, size, m => new(m.MessageId, m.Source, m.ExternalId, m.OrderKey, null, m.ReceivedAt, m.DueAt, m.DoneAt, m.State, m.Attempts, m.LastError, m.Body));
    }, stop);

    /// <summary>The kinds of messages to be sent and the sources of received ones that occur, for the filters' lists.</summary>
    public async Task<(IReadOnlyList<string> Kinds, IReadOnlyList<string> Sources)> Words(CancellationToken stop = default) => await data.Read(async db => (
        (IReadOnlyList<string>)await db.Outbox.Select(m => m.Kind).Distinct().OrderBy(kind => kind).ToListAsync(stop),
        (IReadOnlyList<string>)await db.Inbox.Select(m => m.Source).Distinct().OrderBy(source => source).ToListAsync(stop)), stop);

    private static DeliveryPage Page<T>(List<T> found, int size, Func<T, DeliveryLine> line)
    {
        var lines = found.Take(size).Select(line).ToList();
        return new(lines, found.Count > size ? lines[^1].MessageId : null);
    }
}
