using HydraX.Core.Entitlements;
using HydraX.Core.Tiers;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/tiers</c>: what each tier costs and gives.</summary>
[Requires(Who.Anybody)]
public sealed class TiersCommand(TierCatalog tiers, Links links) : ChatCommand("tiers", "What each tier costs and gives")
{
    /// <inheritdoc/>
    public override bool IsPublic => true;

    /// <inheritdoc/>
    public override Task<BotReply> Answer(CommandCall call, CancellationToken stop) =>
        Task.FromResult(TierReplies.All(tiers.Current, call.Member?.Tier, links));
}
