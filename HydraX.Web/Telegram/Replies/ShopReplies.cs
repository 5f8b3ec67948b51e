using HydraX.Core.Kernel;
using HydraX.Core.Shop;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about the XP shop.</summary>
internal static class ShopReplies
{
    private static readonly BotButton Back = new("Back to the shop", "/xpshop");

    /// <summary>What is for sale, what the member can afford, and until when.</summary>
    public static BotReply Shelf(ShopView shelf, Links links)
    {
        var night = shelf.WipeAt is { } wipe && shelf.Balance > 0 ? $"\n🌙 What you do not spend is wiped {Spoken.At(wipe, shelf.Now)}." : "";
        var reply = new BotReply($"<b>XP shop</b> – you have {Say.Xp(shelf.Balance)}{night}\n\n{string.Join("\n\n", shelf.Offers.Select(Line))}");
        foreach (var offer in shelf.Offers.Where(offer => offer.CanBuy)) reply = reply.With(new BotButton($"{offer.Name} · {Say.Xp(offer.Price)}", $"/buy {offer.Code}"));
        return reply.WithLinks(links.Button("Open the shop", Urls.Shop));
    }

    /// <summary>A purchase is asked for, with price and balance; or why it cannot be.</summary>
    public static BotReply Confirm(ShopOffer offer, ShopView shelf) => offer.Refusal is { } refusal
        ? new BotReply(Say.Safe(refusal.Sentence)).With(Back)
        : new BotReply($"Buy <b>{Say.Safe(offer.Name)}</b> for {Say.Xp(offer.Price)}?\n{Say.Safe(offer.Description)}\nYou have {Say.Xp(shelf.Balance)}; {Say.Xp(shelf.Balance - offer.Price)} stay.")
            .With(new BotButton($"Buy for {Say.Xp(offer.Price)}", $"/buy {offer.Code} yes"), new BotButton("Not now", "/xpshop"));

    /// <summary>It was bought, or not.</summary>
    public static BotReply Bought(Outcome<ItemBought> outcome)
    {
        if (!outcome.Succeeded) return new BotReply(Say.Safe(outcome.Problem.Sentence)).With(Back);
        var bought = outcome.Value;
        var works = bought.ExpiresAt is { } until ? $"\nIt works until {Say.At(until)}." : bought.Title is { } title ? $"\nYou wear the title {Say.Safe(title)}." : bought.Effect == EffectKind.StreakFreeze ? "\nThe next day without activity uses it." : "";
        return new BotReply($"✅ {Say.Safe(bought.Name)} is yours for {Say.Xp(bought.Price)}.{works}\nYou have {Say.Xp(bought.Balance)} left.") { Toast = "Bought" }.With(Back);
    }

    /// <summary>Which item?</summary>
    public static BotReply WhichItem(ShopView shelf) => new BotReply($"Name what you want: {Names(shelf)}.").With(Back);

    /// <summary>There is no such item.</summary>
    public static BotReply NoSuchItem(string typed, ShopView shelf) =>
        new BotReply($"The shop has no {Say.Safe(typed.Length > 50 ? typed[..50] + "…" : typed)}. It has: {Names(shelf)}.").With(Back);

    private static string Line(ShopOffer offer)
    {
        var state = offer.IsOwned ? " · yours" : offer.Refusal is { Code: not "shop.too-dear" } refusal ? $"\n<i>{Say.Safe(refusal.Sentence)}</i>" : "";
        return $"<b>{Say.Safe(offer.Name)}</b> – {Say.Xp(offer.Price)}{(offer.Stock is { } left ? $", {left} left" : "")}\n{Say.Safe(offer.Description)}{state}";
    }

    private static string Names(ShopView shelf) => string.Join(", ", shelf.Offers.Select(offer => $"<code>{Say.Safe(offer.Code)}</code>"));
}
