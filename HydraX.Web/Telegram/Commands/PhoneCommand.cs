using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Receiving;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/phone [remove]</c>: share your own telephone number, or have it taken out. A contact that is shared comes here as well.</summary>
[Requires(Who.Member)]
public sealed class PhoneCommand(PhoneNumbers phones, SharedContacts contacts) : ChatCommand("phone", "Share your telephone number, or take it out: /phone remove")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var by = new Actor(call.Asker.UserId, call.Asker.Username, Origin.Bot);
        if (call.Incoming.Contact is { } contact) return contact.IsOwn ? PhoneReplies.Shared(await phones.Prove(by, contacts.Open(contact.Sealed), stop)) : PhoneReplies.NotYours;
        return call.Arguments.ToLowerInvariant() switch
        {
            "" => PhoneReplies.Ask(await phones.Masked(call.Asker.UserId, stop)),
            "remove" => PhoneReplies.Removed(await phones.Remove(by, stop)),
            _ => PhoneReplies.NotUnderstood,
        };
    }
}
