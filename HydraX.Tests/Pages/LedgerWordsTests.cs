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

    [Theory]
    [InlineData(XpSource.ShopPurchase, -500, 0, "Steady hand", "Shop, total XP stays")]
    [InlineData(XpSource.SeasonReset, 0, -2_250, "spring", "spring, total XP −2,250")]
    [InlineData(XpSource.Correction, 0, -50, null, "total XP −50")]
    [InlineData(XpSource.AdminGrant, 5, 5, "thanks", "thanks")]
    public void What_a_line_does_to_total_XP_is_said_where_it_differs(XpSource source, long amount, long total, string? description, string how) =>
        Assert.Equal(how, LedgerWords.How(new(2, TestTime.Noon, source, amount, total, 0, null, [], description, null)));

    [Fact]
    public void What_caused_a_line_is_named()
    {
        var win = new LedgerLine(7, TestTime.Noon, XpSource.TradeWin, 50, 50, 0, 50, [], "XAUUSD", null);

        Assert.Equal("Earned with line 7, Win, XAUUSD", LedgerWords.How(new(8, TestTime.Noon, XpSource.AchievementUnlock, 10, 10, 0, null, [], "First blood", null, win)));
        Assert.Equal("Line 7, Win, XAUUSD: closed twice", LedgerWords.How(new(9, TestTime.Noon, XpSource.Correction, -50, -50, 0, null, [], "closed twice", 7, win)));
    }

    [Fact]
    public void A_wipe_by_day_is_one_by_deactivation() =>
        Assert.Equal("Wiped by deactivation", LedgerWords.For(new(2, TestTime.Noon, XpSource.PressPassReset, -50, -50, 0, null, [], null, null)));

    [Fact]
    public void Every_source_has_a_name() => Assert.All(Enum.GetValues<XpSource>(), source => Assert.NotEmpty(LedgerWords.Name(source)));
}
