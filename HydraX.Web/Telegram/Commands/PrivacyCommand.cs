using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/privacy [yes PURPOSE VERSION, no PURPOSE VERSION, read PURPOSE, keep, copy]</c>: what members agreed to, given and taken back with one tap each.</summary>
[Requires(Who.Member)]
public sealed class PrivacyCommand(PrivacyQuestions questions, ConsentBook consents, Erasures erasures, Exports exports, Links links) : ChatCommand("privacy", "What you agreed to, a copy of your data, being forgotten")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var words = call.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var by = new Actor(call.Asker.UserId, call.Asker.Username, Origin.Bot);
        if (words is ["read", var about] && Codes<ConsentPurpose>.TryParse(about, out var read)) return PrivacyReplies.Text((await consents.Text(read, null, stop))!, links);
        if (words is ["copy"]) return PrivacyReplies.Copy(await exports.LinkOfStaff(call.Asker.UserId, stop), links);
        var said = words switch
        {
            [] => Outcome.Done,
            ["keep"] => await erasures.Stop(by, stop),
            [("yes" or "no") and var word, var to, var number] when Codes<ConsentPurpose>.TryParse(to, out var purpose) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                => await consents.Say(by, purpose, word == "yes", version, stop),
            _ => PrivacyReplies.NotUnderstood,
        };
        return PrivacyReplies.All(await questions.Of(call.Asker.UserId, stop), said.Problem, links);
    }
}
