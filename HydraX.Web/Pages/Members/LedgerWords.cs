using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Members;

/// <summary>The ledger in words: what a line is for, and how its sum was made.</summary>
public static class LedgerWords
{
    /// <summary>A line as the table draws it.</summary>
    public static Ledger.Line Of(LedgerLine line) => new(line.At, For(line), How(line), line.Amount, line.BalanceAfter);

    /// <summary>What a line is for: "Win, XAUUSD".</summary>
    public static string For(LedgerLine line) => line.Source switch
    {
        XpSource.ShopPurchase when line.Description is { } item => line.Amount < 0 ? $"{item} bought" : item,
        XpSource.PressPassReset when !IsMidnight(line.At) => "Wiped by deactivation",
        XpSource.TradeWin or XpSource.TradeLoss or XpSource.SniperBonus or XpSource.ChaingunCompletion or XpSource.AchievementUnlock or XpSource.WeeklyGoal when line.Description is { Length: > 0 } what =>
            $"{Name(line.Source)}, {what}",
        _ => Name(line.Source),
    };

    /// <summary>How a line's sum was made: "50 × 1.20 tier × 1.50 weekend"; and what it did to total XP, where that is not the same.</summary>
    public static string How(LedgerLine line) => (Made(line), Total(line)) switch
    {
        ("", var total) => total,
        (var made, "") => made,
        var (made, total) => $"{made}, {total}",
    };

    /// <summary>What a part of a sum is called.</summary>
    public static string Name(LedgerPartKind part) => part switch
    {
        LedgerPartKind.Earned => "Earned and granted",
        LedgerPartKind.Spent => "Spent in the shop",
        LedgerPartKind.Wiped => "Wiped",
        LedgerPartKind.Corrected => "Corrected and refunded",
        LedgerPartKind.Moved => "Moved between accounts",
        _ => "Set aside by prestige and seasons",
    };

    private static string Total(LedgerLine line) => line.TotalXpChange == line.Amount || (line.Source == XpSource.PressPassReset && line.Amount == 0) ? ""
        : line.TotalXpChange == 0 ? "total XP stays" : $"total XP {Figures.Signed(line.TotalXpChange)}";

    private static string Made(LedgerLine line) => line.Source switch
    {
        _ when line.BaseAmount is { } basis => Product(line, basis),
        XpSource.PressPassReset => line.Amount == 0 ? "Total XP back to 0" : "Everything in the account",
        XpSource.Prestige when line.TotalXpChange < 0 => "Total XP begins again at 0",
        XpSource.ShopPurchase => line.Amount < 0 ? "Shop" : "Given back by the shop",
        XpSource.AchievementUnlock or XpSource.WeeklyGoal when line.Cause is { } cause => string.Create(CultureInfo.InvariantCulture, $"Earned with line {cause.TransactionId}, {For(cause)}"),
        XpSource.Correction when line.Cause is { } cause => string.Create(CultureInfo.InvariantCulture, $"Line {cause.TransactionId}, {For(cause)}: {line.Description}"),
        XpSource.Correction when line.CorrectsId is { } corrected => string.Create(CultureInfo.InvariantCulture, $"Line {corrected}: {line.Description}"),
        _ => line.Description ?? "",
    };

    /// <summary>What a source is called.</summary>
    public static string Name(XpSource source) => source switch
    {
        XpSource.TradeWin => "Win",
        XpSource.TradeLoss => "Loss",
        XpSource.SniperBonus => "Sniper bonus",
        XpSource.ChaingunCompletion => "Chaingun complete",
        XpSource.DailyLogin => "Daily login",
        XpSource.PerfectDay => "Perfect day",
        XpSource.AchievementUnlock => "Achievement",
        XpSource.ReferralSignup => "Recruit signed up",
        XpSource.AdminGrant => "Granted by an admin",
        XpSource.Correction => "Correction",
        XpSource.ShopPurchase => "Shop",
        XpSource.PressPassReset => "Press Pass wipe",
        XpSource.PressPassRestore => "Wipe undone",
        XpSource.Prestige => "Prestige",
        XpSource.PerfectWeek => "Perfect week",
        XpSource.WeeklyGoal => "Weekly goal",
        XpSource.AccountMerge => "Accounts merged",
        XpSource.SeasonReset => "New season",
        XpSource.SeasonRestore => "Season undone",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    /// <summary>What a factor is called.</summary>
    public static string Name(Multiplier multiplier) => multiplier.Name switch
    {
        "weekend_bonus" => "weekend",
        "tier_bonus" => "tier",
        "streak_bonus" => "streak",
        XpRules.EventBonus => multiplier.Label is { } which ? $"event “{which}”" : "event",
        var name => name,
    };

    /// <summary>A factor as written: 1.20.</summary>
    public static string Factor(decimal factor) => factor.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Product(LedgerLine line, long basis)
    {
        if (line.Multipliers.Count == 0) return line.Amount == basis ? $"{Figures.Count(basis)}, no multiplier" : $"{Figures.Count(basis)}, cut by the day's limit";
        var words = $"{Figures.Count(basis)}{string.Concat(line.Multipliers.Select(m => $" × {Factor(m.Factor)} {Name(m)}"))}";
        var product = basis * XpRules.Product(line.Multipliers);
        if (line.Multipliers.Aggregate(1m, (all, m) => all * m.Factor) > XpRules.LargestFactor) words += $", capped at × {Factor(XpRules.LargestFactor)}";
        if (line.Amount < Math.Floor(product)) return $"{words}, cut by the day's limit";
        return product == line.Amount ? words : $"{words} = {product.ToString("0.##", CultureInfo.InvariantCulture)}";
    }

    private static bool IsMidnight(DateTimeOffset at) => at == UtcDay.Of(at).Start;
}
