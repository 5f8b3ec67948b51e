using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Shop;
using HydraX.Core.Xp;

namespace HydraX.Core.Screens;

/// <summary>What the Press Pass page shows.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Phase">Where the member stands with the pass.</param>
/// <param name="Refusal">Why it cannot be activated although it is offered or rests; null if it can.</param>
/// <param name="LengthDays">How many days it lasts.</param>
/// <param name="Day">Which UTC day of the pass it is, from 1; more than <paramref name="LengthDays"/> on the last, begun day.</param>
/// <param name="ActivatedAt">When it was first activated.</param>
/// <param name="EndsAt">When it ends, exclusive.</param>
/// <param name="WipeAt">The next midnight that wipes; null off the pass and on its last day.</param>
/// <param name="Balance">XP in the account.</param>
/// <param name="TotalXp">XP that gives rank and level, which a wipe takes as well.</param>
/// <param name="Tonight">What came in today, newest lines one by one.</param>
/// <param name="Shadow">What no wipe takes.</param>
/// <param name="Nights">The newest wipes, newest first.</param>
/// <param name="Columns">XP by day of the pass: wiped, and tonight's.</param>
/// <param name="Unseen">Last night's wipe, if the member has not been shown it.</param>
/// <param name="Fits">What tonight's XP can buy now and what it nearly can, cheapest first; empty off the pass.</param>
/// <param name="Prices">USD a month of the paid tiers, cheapest first.</param>
public sealed record PressPassView(
    long UserId, DateTimeOffset Now, PassPhase Phase, Problem? Refusal, int LengthDays, int Day, DateTimeOffset? ActivatedAt, DateTimeOffset? EndsAt, DateTimeOffset? WipeAt,
    long Balance, long TotalXp, TonightSum Tonight, ShadowRecord Shadow, IReadOnlyList<Night> Nights, IReadOnlyList<NightColumn> Columns, Night? Unseen,
    IReadOnlyList<ShopFit> Fits, IReadOnlyList<decimal> Prices);

/// <summary>How tonight's XP was made; the parts add up to the balance.</summary>
/// <param name="Lines">The newest lines, oldest first.</param>
/// <param name="OlderLines">How many lines of today stand before them.</param>
/// <param name="Older">XP of those.</param>
/// <param name="Before">XP from before today.</param>
public sealed record TonightSum(IReadOnlyList<LedgerLine> Lines, int OlderLines, long Older, long Before)
{
    /// <summary>Lines shown one by one.</summary>
    public const int Shown = 6;

    /// <summary>Adds up today's lines under a balance.</summary>
    public static TonightSum Of(IReadOnlyList<LedgerLine> today, long balance)
    {
        var older = today.SkipLast(Shown).ToList();
        return new([.. today.TakeLast(Shown)], older.Count, older.Sum(l => l.Amount), balance - today.Sum(l => l.Amount));
    }
}

/// <summary>A day of the pass as a column.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Xp">XP wiped of it, or tonight's.</param>
/// <param name="IsTonight">Whether it is today, and still the member's.</param>
public sealed record NightColumn(DateOnly Day, long Xp, bool IsTonight);

/// <summary>An item of the shop beside a balance.</summary>
/// <param name="Code">What <c>Progression.Buy</c> takes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Price">XP.</param>
/// <param name="Left">XP left after buying it; below zero what is short.</param>
public sealed record ShopFit(string Code, string Name, string Description, long Price, long Left)
{
    private const int Affordable = 3;
    private const int Most = 4;

    /// <summary>The dearest items that a balance reaches and the cheapest that it does not; what is owned or closed to the member is left out.</summary>
    public static IReadOnlyList<ShopFit> Of(ShopView shop)
    {
        var within = shop.Offers.Where(o => o is { CanBuy: true, IsOwned: false }).OrderByDescending(o => o.Price).Take(Affordable).Reverse();
        var beyond = shop.Offers.Where(o => o is { IsOwned: false, Refusal.Code: "shop.too-dear" }).OrderBy(o => o.Price);
        return [.. within.Concat(beyond).Take(Most).Select(o => new ShopFit(o.Code, o.Name, o.Description, o.Price, shop.Balance - o.Price))];
    }
}
