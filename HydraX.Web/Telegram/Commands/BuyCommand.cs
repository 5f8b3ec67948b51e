using System.Globalization;
using System.Text.RegularExpressions;
using HydraX.Core.Entitlements;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/buy ITEM</c>: asks with price and balance; the tap that says yes buys at that price, once however often it is tapped.</summary>
[Requires(Who.Member)]
public sealed partial class BuyCommand(ShopQuestions questions, Progression progression) : ChatCommand("buy", "Buy something in the XP shop: /buy ITEM")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var user = call.Asker.UserId;
        if (Yes().Match(call.Arguments) is { Success: true } yes)
        {
            var item = yes.Groups["item"].Value;
            return ShopReplies.Bought(item, long.TryParse(yes.Groups["price"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
                ? await progression.BuyAt(user, item, seen, call.RequestKey, stop)
                : await progression.Buy(user, item, call.RequestKey, stop));
        }

        var shelf = (await questions.Shelf(user, stop))!;
        if (call.Arguments.Length == 0) return ShopReplies.WhichItem(shelf);
        var code = ShopRules.CodeOf(call.Arguments);
        return shelf.Offers.FirstOrDefault(offer => offer.Code == code) is { } wanted ? ShopReplies.Confirm(wanted, shelf) : ShopReplies.NoSuchItem(call.Arguments, shelf);
    }

    // The price stands in the button, so that nobody pays another than they saw; whoever types yes by hand pays what it costs.
    [GeneratedRegex("^(?<item>.+) yes( (?<price>[0-9]{1,18}))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Yes();
}
