using System.Globalization;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/merge NUMBER web|telegram [yes]</c>: make one account of two; the buttons under the offer write it. A link code of the web begins it.</summary>
[Requires(Who.Member)]
public sealed class MergeCommand(Merges merges, MergeMail mail) : ChatCommand("merge", "Make one account of your web account and this one")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var words = call.Arguments.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["no"]) return MergeReplies.LeftAlone;
        if (words is not [var number, var which, ..] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var changeId) || !Codes<MergeKeeps>.TryParse(which, out var keeps))
            return MergeReplies.HowTo;
        if (words is not [_, _, "yes"]) return MergeReplies.Confirm(await merges.Look(changeId, call.Asker.UserId, stop), keeps);
        var merged = await merges.Merge(changeId, call.Asker.UserId, keeps, stop);
        if (merged.Succeeded) mail.Tell(merged.Value);
        return MergeReplies.Done(merged);
    }
}
