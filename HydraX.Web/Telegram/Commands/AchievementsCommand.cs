using HydraX.Core.Achievements;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/achievements [category]</c>: what the member has earned, what is near, and the goals of the week.</summary>
[Requires(Who.Member)]
public sealed class AchievementsCommand(AchievementQuestions questions, Links links) : ChatCommand("achievements", "What you have earned, what is near, and your goals of the week")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var view = (await questions.Of(call.Asker.UserId, stop))!;
        if (call.Arguments.Length == 0) return TrophyReplies.Overview(view, links);
        return Codes<AchievementCategory>.TryParse(call.Arguments, out var category) ? TrophyReplies.Category(view, category) : TrophyReplies.NoSuchCategory(call.Arguments);
    }
}
