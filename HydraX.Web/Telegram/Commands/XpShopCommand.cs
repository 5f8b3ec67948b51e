using System.Globalization;
using HydraX.Core.Entitlements;
using HydraX.Core.Shop;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/xpshop [PAGE]</c>: what XP can buy, and what the member can afford, a few things at a time.</summary>
[Requires(Who.Member)]
public sealed class XpShopCommand(ShopQuestions questions, Links links) : ChatCommand("xpshop", "What your XP can buy")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) =>
        ShopReplies.Shelf((await questions.Shelf(call.Asker.UserId, stop))!, int.TryParse(call.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1, links);
}
