using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Users.Changes;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/keep NUMBER</c>: stop a change of your account that you did not ask for; the message that tells of the change has a button for it.</summary>
[Requires(Who.Member)]
public sealed class KeepCommand(AccountChanges changes) : ChatCommand("keep", "Stop a change of your account that you did not ask for")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) => long.TryParse(call.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? ChangeReplies.Said(await changes.Stop(id, new(call.Asker.UserId, call.Asker.Username, Origin.Bot), stop), "Stopped: your account stays as it is. Set a new password and look at where you are signed in.")
        : new("Write the number of the change behind /keep, as the message that tells of it does.");
}
