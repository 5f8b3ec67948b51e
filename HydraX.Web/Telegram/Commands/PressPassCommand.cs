using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Lifecycle;
using HydraX.Core.Screens;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/presspass [activate, deactivate, status, stats]</c>. What costs XP is asked for twice, with the figure.</summary>
[Requires(Who.Member)]
public sealed class PressPassCommand(PressPassQuestions questions, PassChanges passes) : ChatCommand("presspass", "The free trial with APEX features and a nightly reset")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var (user, by) = (call.Asker.UserId, new Actor(call.Asker.UserId, call.Asker.Username, Origin.Bot));
        return call.Arguments.ToLowerInvariant() switch
        {
            "" or "status" => PressPassReplies.Status((await questions.Of(user, stop))!),
            "stats" => PressPassReplies.Stats((await questions.Of(user, stop))!),
            "activate" => PressPassReplies.ConfirmActivation((await questions.Of(user, stop))!),
            "activate yes" => PressPassReplies.Activated(await passes.Activate(by, stop)),
            "deactivate" => PressPassReplies.ConfirmDeactivation((await questions.Of(user, stop))!),
            "deactivate yes" => PressPassReplies.Deactivated(await passes.Deactivate(by, stop)),
            _ => PressPassReplies.Unknown,
        };
    }
}
