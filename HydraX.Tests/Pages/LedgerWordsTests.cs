using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Pages.Members;

namespace HydraX.Tests.Pages;

public sealed class LedgerWordsTests
{
    private static readonly Multiplier Tier = new("tier_bonus", 1.2m), Streak = new("streak_bonus", 1.15m), Weekend = new("weekend_bonus", 1.5m);

    public static TheoryData<XpSource, long, long?, Multiplier[], string?, string, string> Lines => new()
    {
        { XpSource.TradeWin, 69, 50, [Tier, Streak], "XAUUSD", "Win, XAUUSD", "50 × 1.20 tier × 1.15 streak" },
        { XpSource.SniperBonus, 34, 25, [Tier, Streak], null, "Sniper bonus", "25 × 1.20 tier × 1.15 streak = 34.5" },
        { XpSource.DailyLogin, 5, 5, [], "First activity of the day", "Daily login", "5, no multiplier" },
        { XpSource.TradeWin, 20, 50, [], null, "Win", "50, cut by the day's limit" },
        { XpSource.TradeWin, 20, 50, [Weekend], null, "Win", "50 × 1.50 weekend, cut by the day's limit" },
        { XpSource.TradeWin, 250, 50, [Weekend, new("event_bonus", 4m)], null, "Win", "50 × 1.50 weekend × 4.00 event, capped at × 5.00" },
        { XpSource.TradeWin, 100, 50, [new("event_bonus", 2m, "Winter run")], null, "Win", "50 × 2.00 event “Winter run”" },
        { XpSource.ShopPurchase, -500, null, [], "Steady hand", "Steady hand bought", "Shop" },
        { XpSource.AdminGrant, 100, null, [], "for the report", "Granted by an admin", "for the report" },
        { XpSource.PressPassReset, 0, null, [], null, "Press Pass wipe", "Total XP back to 0" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Every_line_says_what_it_is_for_and_how_it_was_made(XpSource source, long amount, long? basis, Multiplier[] factors, string? description, string what, string how)
    {
        var line = new LedgerLine(1, new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), source, amount, amount, 0, basis, factors, description, null);

        Assert.Equal((what, how), (LedgerWords.For(line), LedgerWords.How(line)));
    }

    [Fact]
    public void A_correction_names_the_line_that_it_takes_back() =>
        Assert.Equal("Line 4711: closed twice", LedgerWords.How(new(2, TestTime.Noon, XpSource.Correction, -50, -50, 0, null, [], "closed twice", 4711)));

    [Fact]
    public void A_wipe_by_day_is_one_by_deactivation() =>
        Assert.Equal("Wiped by deactivation", LedgerWords.For(new(2, TestTime.Noon, XpSource.PressPassReset, -50, -50, 0, null, [], null, null)));

    [Fact]
    public void Every_source_has_a_name() => Assert.All(Enum.GetValues<XpSource>(), source => Assert.NotEmpty(LedgerWords.Name(source)));
}
