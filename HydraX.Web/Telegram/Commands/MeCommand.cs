using HydraX.Core.Entitlements;
using HydraX.Core.Screens;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/me</c>: where the member stands.</summary>
[Requires(Who.Member)]
public sealed class MeCommand(HomeQuestions questions, Links links) : ChatCommand("me", "Where you stand: XP, rank, tier, streak")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) =>
        MemberReplies.Status((await questions.Of(call.Asker.UserId, stop))!, links);
}
