using HydraX.Core.Protection;

namespace HydraX.Web.Telegram.Sending;

/// <summary>Keeps answers that hold a secret, such as a link that signs in, protected in the outbox: only what is sent reads them.</summary>
public sealed class SealedReplies(Protector protector)
{
    // What it is bound to; the rest of the column is plain, so that keys are not replaced here: a secret of this kind is dead within minutes.
    private static readonly ProtectedColumn Place = new("outbox", "message_id", "data");

    /// <summary>An answer as the outbox keeps it.</summary>
    public string Pack(BotReply reply) => reply.IsSecret ? new BotReply("") { Sealed = protector.Protect(Place, reply.ToJson()), TapId = reply.TapId }.ToJson() : reply.ToJson();

    /// <summary>What the outbox kept, to be sent.</summary>
    public BotReply Open(BotReply kept) => kept.Sealed is { } text ? BotReply.FromJson(protector.Reveal(Place, text)!) : kept;
}
