using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about the XP shop.</summary>
internal static class ShopReplies
{
    // As many as fit on a telephone with what they do.
    private const int OnAPage = 5;

    private static readonly BotButton Back = new("Back to the shop", "/xpshop");

    /// <summary>A page of what is for sale, what the member can afford of it, and until when.</summary>
    public static BotReply Shelf(ShopView shelf, int page, Links links)
    {
        var pages = Math.Max(1, (shelf.Offers.Count + OnAPage - 1) / OnAPage);
        var at = Math.Clamp(page, 1, pages);
        var shown = shelf.Offers.Skip((at - 1) * OnAPage).Take(OnAPage).ToList();
        var night = shelf.WipeAt is { } wipe && shelf.Balance > 0 ? $"\n🌙 What you do not spend is wiped {Spoken.At(wipe, shelf.Now)}." : "";
        var where = pages > 1 ? $", page {at} of {pages}" : "";
        var reply = new BotReply($"<b>XP shop</b> – you have {Say.Xp(shelf.Balance)}{where}{night}\n\n{(shown.Count == 0 ? "Nothing is for sale at present." : string.Join("\n\n", shown.Select(Line)))}");
        foreach (var offer in shown.Where(offer => offer.CanBuy)) reply = reply.With(new BotButton($"{offer.Name} · {Say.Xp(offer.Price)}", $"/buy {offer.Code}"));
        BotButton[] turns = [.. at > 1 ? [new BotButton("◂ Before", $"/xpshop {at - 1}")] : Array.Empty<BotButton>(), .. at < pages ? [new BotButton("More ▸", $"/xpshop {at + 1}")] : Array.Empty<BotButton>()];
        if (turns.Length > 0) reply = reply.With(turns);
        return reply.WithLinks(links.Button("Open the shop", Urls.Shop));
    }

    /// <summary>A purchase is asked for, with price and balance; or why it cannot be.</summary>
    public static BotReply Confirm(ShopOffer offer, ShopView shelf) => offer.Refusal is { } refusal
        ? new BotReply(Say.Safe(refusal.Sentence)).With(Back)
        : new BotReply($"Buy <b>{Say.Safe(offer.Name)}</b> for {Say.Xp(offer.Price)}?\n{Say.Safe(offer.Description)}\nYou have {Say.Xp(shelf.Balance)}; {Say.Xp(shelf.Balance - offer.Price)} stay.")
            .With(new BotButton($"Buy for {Say.Xp(offer.Price)}", $"/buy {offer.Code} yes {offer.Price}"), new BotButton("Not now", "/xpshop"));

    /// <summary>It was bought, or not; with another price than was seen it can be bought at once at the new one.</summary>
    public static BotReply Bought(string item, Outcome<ItemBought> outcome)
    {
        if (outcome.Problem is { } problem)
        {
            var refused = new BotReply(Say.Safe(problem.Sentence));
            return problem.Code == "shop.price-changed" ? refused.With(new BotButton("See the new price", $"/buy {item}"), Back) : refused.With(Back);
        }
        var bought = outcome.Value;
        return new BotReply($"✅ {Say.Safe(bought.Name)} is yours for {Say.Xp(bought.Price)}.{Works(bought)}\nYou have {Say.Xp(bought.Balance)} left.") { Toast = "Bought" }.With(Back);
    }

    /// <summary>Which item?</summary>
    public static BotReply WhichItem(ShopView shelf) => new BotReply($"Name what you want: {Names(shelf)}.").With(Back);

    /// <summary>There is no such item.</summary>
    public static BotReply NoSuchItem(string typed, ShopView shelf) =>
        new BotReply($"The shop has no {Say.Safe(typed.Length > 50 ? typed[..50] + "…" : typed)}. It has: {Names(shelf)}.").With(Back);

    private static string Works(ItemBought bought) => bought switch
    {
        { Effect: EffectKind.ExtendedMagazine, ExpiresAt: { } until } => $"\nIt works until {Say.At(until)}, for strong signals alone.",
        { ExpiresAt: { } until } => $"\nIt works until {Say.At(until)}.",
        { Title: { } title } => $"\nYou wear the title {Say.Safe(title)}.",
        { Frame: { } frame } => $"\nYou wear the {Say.Safe(WornFrames.Find(frame)?.Name ?? frame)} frame.",
        { Effect: EffectKind.StreakFreeze } => "\nThe next day without activity uses it.",
        _ => "",
    };

    private static string Line(ShopOffer offer)
    {
        var state = offer.IsOwned ? " · yours" : offer.Refusal is { Code: not "shop.too-dear" } refusal ? $"\n<i>{Say.Safe(refusal.Sentence)}</i>" : "";
        return $"<b>{Say.Safe(offer.Name)}</b> – {Say.Xp(offer.Price)}{(offer.Stock is { } left ? $", {left} left" : "")}\n{Say.Safe(offer.Description)}{state}";
    }

    private static string Names(ShopView shelf) => string.Join(", ", shelf.Offers.Select(offer => $"<code>{Say.Safe(offer.Code)}</code>"));
}
