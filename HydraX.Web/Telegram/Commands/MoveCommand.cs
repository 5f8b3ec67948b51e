using System.Globalization;
using HydraX.Core.Entitlements;
using HydraX.Core.Users.Changes;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Conversation;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/move NUMBER</c>: let your account move to your other Telegram account now; the message that tells of the change has a button for it. <c>/move here CODE</c>: let the newcomer in this chat end for an account that moves here; written by a button too.</summary>
[Requires(Who.Member)]
public sealed class MoveCommand(AccountChanges changes) : ChatCommand("move", "Let your account move to your other Telegram account now")
{
    private const string Here = "here ";

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        if (call.Arguments == "no") return new("All stays as it is.");
        if (call.Arguments.StartsWith(Here, StringComparison.Ordinal))
            return ChangeReplies.Moving(await changes.ConfirmTelegramMove(call.Arguments[Here.Length..], FrontDesk.Person(call.Incoming.From), givesUp: true, stop));
        return long.TryParse(call.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? ChangeReplies.Said(await changes.MoveNow(id, call.Asker.UserId, stop), "Your account has moved to the other chat. This one begins anew with its next message.")
            : new("Write the number of the change behind /move, as the message that tells of it does.");
    }
}
