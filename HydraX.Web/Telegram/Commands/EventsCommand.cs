using HydraX.Core.Entitlements;
using HydraX.Core.Screens;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/events</c>: what multiplies XP now, what is ahead, and the season. Public.</summary>
[Requires(Who.Anybody)]
public sealed class EventsCommand(EventsQuestions questions, Links links) : ChatCommand("events", "Times in which XP counts more, and the season")
{
    /// <inheritdoc/>
    public override bool IsPublic => true;

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) => EventReplies.All(await questions.Of(call.Member?.UserId, stop), links);
}
