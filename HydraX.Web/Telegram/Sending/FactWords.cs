using System.Text.Json;
using HydraX.Core.Messaging;

namespace HydraX.Web.Telegram.Sending;

/// <summary>The words for each kind of fact. A fact without words is told to nobody and lies among the dead letters, where it is seen.</summary>
public sealed class FactWords
{
    private readonly Dictionary<string, Func<string, BotReply>> words = new(StringComparer.Ordinal);

    /// <summary>Kinds that have words.</summary>
    public IReadOnlyCollection<string> Kinds => words.Keys;

    /// <summary>Says how a kind of fact is told.</summary>
    public FactWords For<T>(Func<T, BotReply> tell) where T : IFact
    {
        words.Add(T.Kind, data => tell(JsonSerializer.Deserialize<T>(data, Outbox.Json)!));
        return this;
    }

    /// <summary>The words for a message of the outbox; null when its kind has none.</summary>
    public BotReply? Of(OutboxMessage message) =>
        message.Kind == Outbox.ReplyKind ? BotReply.FromJson(message.Data)
        : words.TryGetValue(message.Kind, out var tell) ? tell(message.Data)
        : null;
}
