using HydraX.Core.Entitlements;
using HydraX.Core.Shop;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/xpshop</c>: what XP can buy, and what the member can afford.</summary>
[Requires(Who.Member)]
public sealed class XpShopCommand(ShopQuestions questions, Links links) : ChatCommand("xpshop", "What your XP can buy")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) =>
        ShopReplies.Shelf((await questions.Shelf(call.Asker.UserId, stop))!, links);
}
