using HydraX.Core.Entitlements;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/buy ITEM</c>: asks with price and balance; the tap that says yes buys, once however often it is tapped.</summary>
[Requires(Who.Member)]
public sealed class BuyCommand(ShopQuestions questions, Progression progression) : ChatCommand("buy", "Buy something in the XP shop: /buy ITEM")
{
    private const string Yes = " yes";

    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        if (call.Arguments.EndsWith(Yes, StringComparison.OrdinalIgnoreCase))
            return ShopReplies.Bought(await progression.Buy(call.Asker.UserId, call.Arguments[..^Yes.Length], call.RequestKey, stop));

        var shelf = (await questions.Shelf(call.Asker.UserId, stop))!;
        if (call.Arguments.Length == 0) return ShopReplies.WhichItem(shelf);
        var code = ShopRules.CodeOf(call.Arguments);
        return shelf.Offers.FirstOrDefault(offer => offer.Code == code) is { } wanted ? ShopReplies.Confirm(wanted, shelf) : ShopReplies.NoSuchItem(call.Arguments, shelf);
    }
}
