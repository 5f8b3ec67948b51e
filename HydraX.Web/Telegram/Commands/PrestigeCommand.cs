using System.Globalization;
using HydraX.Core.Entitlements;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/prestige</c>: what a star takes and gives, and the tap that takes it. The star stands in the tap, so that no later one takes another.</summary>
[Requires(Who.Member)]
public sealed class PrestigeCommand(PrestigeQuestions questions, Progression progression, Links links) : ChatCommand("prestige", "Total XP for a star, from FIELD_MARSHAL on")
{
    private const string Take = "take ";

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var user = call.Asker.UserId;
        if (call.Arguments.Length == 0) return PrestigeReplies.Preview((await questions.Of(user, stop))!, links);
        return call.Arguments.StartsWith(Take, StringComparison.OrdinalIgnoreCase) && int.TryParse(call.Arguments[Take.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var star)
            ? PrestigeReplies.Taken(await progression.Prestige(user, star, stop))
            : PrestigeReplies.Unknown;
    }
}
