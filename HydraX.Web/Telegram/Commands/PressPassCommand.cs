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
        var user = call.Asker.UserId;
        return call.Arguments.ToLowerInvariant() switch
        {
            "" or "status" => PressPassReplies.Status((await questions.Of(user, stop))!),
            "stats" => PressPassReplies.Stats((await questions.Of(user, stop))!),
            "activate" => PressPassReplies.ConfirmActivation((await questions.Of(user, stop))!),
            "activate yes" => PressPassReplies.Activated(await passes.Activate(user, stop)),
            "deactivate" => PressPassReplies.ConfirmDeactivation((await questions.Of(user, stop))!),
            "deactivate yes" => PressPassReplies.Deactivated(await passes.Deactivate(user, stop)),
            _ => PressPassReplies.Unknown,
        };
    }
}
