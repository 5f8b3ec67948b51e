using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;

namespace HydraX.Tests.Entitlements;

public sealed class AccessRulesTests
{
    private static readonly DateTimeOffset Now = TestTime.Noon;
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    public static TheoryData<SubscriptionStatus, double?, bool, TierCode, bool> Subscriptions => new()
    {
        // status, hours from now to the period's end, whether on a pass too → tier, paid
        { SubscriptionStatus.Active, 24, false, TierCode.Fang, true },
        { SubscriptionStatus.Active, null, false, TierCode.Fang, true },
        { SubscriptionStatus.Trialing, 24, false, TierCode.Fang, false },
        { SubscriptionStatus.Trialing, null, false, TierCode.Fang, false },
        { SubscriptionStatus.Trialing, 0, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Active, -24, false, TierCode.Fang, true },
        { SubscriptionStatus.PastDue, -71, false, TierCode.Fang, true },
        { SubscriptionStatus.PastDue, -72, false, TierCode.Nibbler, false },
        { SubscriptionStatus.PastDue, null, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Cancelled, 1, false, TierCode.Fang, true },
        { SubscriptionStatus.Cancelled, 0, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Cancelled, null, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Paused, 24, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Pending, 24, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Expired, 24, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Inactive, 24, false, TierCode.Nibbler, false },
        { SubscriptionStatus.Active, 24, true, TierCode.Fang, true },
        { SubscriptionStatus.Expired, -24, true, TierCode.PressPass, false },
        { SubscriptionStatus.PastDue, -72, true, TierCode.PressPass, false },
    };

    [Theory, MemberData(nameof(Subscriptions))]
    public void Status_and_dates_give_the_tier(SubscriptionStatus status, double? endsInHours, bool onPass, TierCode tier, bool isPaid)
    {
        var standing = At([new(TierCode.Fang, status, endsInHours is { } hours ? Now.AddHours(hours) : null)], onPass ? Now.AddDays(1) : null);

        Assert.Equal((tier, isPaid), (standing.Tier, standing.IsPaid));
    }

    [Fact]
    public void Access_ends_at_the_instant_itself()
    {
        Assert.Equal(TierCode.PressPass, At([], Now + Tick).Tier);
        Assert.Equal(TierCode.Nibbler, At([], Now).Tier);
        Assert.Equal(TierCode.Fang, At([new(TierCode.Fang, SubscriptionStatus.Cancelled, Now + Tick)]).Tier);
        Assert.Equal(TierCode.Fang, At([new(TierCode.Fang, SubscriptionStatus.PastDue, Now - TimeSpan.FromDays(3) + Tick)]).Tier);
        Assert.Equal(TierCode.Nibbler, At([new(TierCode.Fang, SubscriptionStatus.PastDue, Now - TimeSpan.FromDays(3))]).Tier);
    }

    [Fact]
    public void The_highest_subscription_that_gives_access_counts()
    {
        var standing = At([new(TierCode.Apex, SubscriptionStatus.Expired, Now.AddDays(9)), new(TierCode.Nibbler, SubscriptionStatus.Active, Now.AddDays(9)), new(TierCode.Fang, SubscriptionStatus.Trialing, Now.AddDays(2))]);

        Assert.Equal((TierCode.Fang, false, Now.AddDays(2)), (standing.Tier, standing.IsPaid, standing.Until));
    }

    [Fact]
    public void Until_says_when_access_ends()
    {
        Assert.Equal(Now.AddDays(2), At([new(TierCode.Fang, SubscriptionStatus.Cancelled, Now.AddDays(2))]).Until);
        Assert.Equal(Now.AddDays(1), At([new(TierCode.Fang, SubscriptionStatus.PastDue, Now.AddDays(-2))]).Until);
        Assert.Equal(Now.AddDays(4), At([], Now.AddDays(4)).Until);
        Assert.Null(At([]).Until);
    }

    public static TheoryData<string, Feature, bool, string> Answers => new()
    {
        { "unpaid NIBBLER", Feature.BasicTrading, true, "Basic trading comes with NIBBLER." },
        { "unpaid NIBBLER", Feature.LiveExecution, false, "Live execution on MT5 is for members who pay for NIBBLER. It comes with NIBBLER (39.00 USD a month) and above." },
        { "paid NIBBLER", Feature.LiveExecution, true, "Live execution on MT5 comes with NIBBLER." },
        { "unpaid NIBBLER", Feature.ChaingunMode, false, "Chaingun mode is not part of NIBBLER. It comes with FANG (89.00 USD a month) and above." },
        { "paid NIBBLER", Feature.SniperAccess, false, "Sniper access is not part of NIBBLER. It comes with FANG (89.00 USD a month) and above." },
        { "unpaid NIBBLER", Feature.PressPassTrial, false, "The Press Pass trial is not part of NIBBLER. No tier has it at present." },
        { "FANG", Feature.ChaingunMode, true, "Chaingun mode comes with FANG." },
        { "FANG", Feature.AutoFire, false, "Automatic fire is not part of FANG. It comes with COMMANDER (139.00 USD a month) and above." },
        { "FANG", Feature.MidnightHammer, false, "Midnight Hammer is not part of FANG. It comes with APEX (188.00 USD a month)." },
        { "COMMANDER", Feature.AutoFire, true, "Automatic fire comes with COMMANDER." },
        { "COMMANDER", Feature.StealthMode, true, "Stealth mode comes with COMMANDER." },
        { "APEX", Feature.MidnightHammer, true, "Midnight Hammer comes with APEX." },
        { "Press Pass", Feature.MidnightHammer, true, "Midnight Hammer comes with Press Pass." },
        { "Press Pass", Feature.ChaingunMode, true, "Chaingun mode comes with Press Pass." },
        { "Press Pass", Feature.AutoFire, false, "Press Pass fires by hand only. It comes with COMMANDER (139.00 USD a month) and above." },
        { "Press Pass", Feature.SemiFire, false, "Press Pass fires by hand only. It comes with COMMANDER (139.00 USD a month) and above." },
        { "Press Pass", Feature.LiveExecution, false, "Press Pass trades on paper. It comes with NIBBLER (39.00 USD a month) and above." },
        { "Press Pass", Feature.XpResetNightly, true, "The nightly XP reset comes with Press Pass." },
        { "locked COMMANDER", Feature.StealthMode, false, "Your COMMANDER subscription is locked since 18 November, 12:00 UTC because its renewal is unpaid. Stealth mode comes back as soon as it is paid." },
        { "locked COMMANDER", Feature.MidnightHammer, false, "Midnight Hammer is not part of NIBBLER. It comes with APEX (188.00 USD a month)." },
        { "suspended APEX", Feature.BasicTrading, false, "This account is suspended. Contact support if you think that is a mistake." },
    };

    [Theory, MemberData(nameof(Answers))]
    public void A_feature_is_given_or_refused_with_the_reason(string member, Feature feature, bool isAllowed, string sentence)
    {
        var answer = Member(member).May(feature);

        Assert.Equal((isAllowed, sentence), (answer.IsAllowed, answer.Sentence));
        Assert.Equal(isAllowed, answer.Problem is null);
    }

    [Fact]
    public void An_answer_names_the_tiers_that_have_the_feature()
    {
        Assert.Equal([TierCode.Fang, TierCode.Commander, TierCode.Apex], Member("unpaid NIBBLER").May(Feature.ChaingunMode).GivenBy);
        var patchy = TierRules.Read(TestTiers.Lineup.Sheet.With(TierCode.Commander, TierForm.Of(Feature.ChaingunMode), "false")).Lineup!;
        var answer = AccessRules.At(new(true, [], null, []), patchy, Now).May(Feature.ChaingunMode);
        Assert.Equal("Chaingun mode is not part of NIBBLER. It comes with FANG (89.00 USD a month) and APEX.", answer.Sentence);
    }

    [Theory]
    [InlineData("unpaid NIBBLER", TierCode.PressPass, true, "You are on NIBBLER.")]
    [InlineData("unpaid NIBBLER", TierCode.Nibbler, true, "You are on NIBBLER.")]
    [InlineData("unpaid NIBBLER", TierCode.Fang, false, "This needs FANG or higher, and you are on NIBBLER. FANG costs 89.00 USD a month.")]
    [InlineData("COMMANDER", TierCode.Fang, true, "You are on COMMANDER.")]
    [InlineData("COMMANDER", TierCode.Apex, false, "This needs APEX, and you are on COMMANDER. APEX costs 188.00 USD a month.")]
    [InlineData("Press Pass", TierCode.Apex, true, "You are on Press Pass.")]
    [InlineData("locked COMMANDER", TierCode.Fang, false, "Your COMMANDER subscription is locked since 18 November, 12:00 UTC because its renewal is unpaid. It opens again as soon as it is paid.")]
    [InlineData("locked COMMANDER", TierCode.Apex, false, "This needs APEX, and you are on NIBBLER. APEX costs 188.00 USD a month.")]
    [InlineData("suspended APEX", TierCode.Nibbler, false, "This account is suspended. Contact support if you think that is a mistake.")]
    public void Tiers_compare_in_their_order_and_a_press_pass_counts_as_apex(string member, TierCode atLeast, bool isAllowed, string sentence)
    {
        var answer = Member(member).HasTier(atLeast);

        Assert.Equal((isAllowed, sentence), (answer.IsAllowed, answer.Sentence));
    }

    [Fact]
    public void A_press_pass_without_apex_access_is_the_lowest_tier()
    {
        var lineup = TierRules.Read(TestTiers.Lineup.Sheet.With(TierCode.PressPass, TierForm.Of(Feature.HasApexAccess), "false")).Lineup!;

        var answer = AccessRules.At(new(true, [], Now.AddDays(1), []), lineup, Now).HasTier(TierCode.Nibbler);

        Assert.Equal("This needs NIBBLER or higher, and you are on Press Pass. NIBBLER costs 39.00 USD a month.", answer.Sentence);
    }

    internal static Standing Member(string member) => member switch
    {
        "unpaid NIBBLER" => At([]),
        "paid NIBBLER" => At([new(TierCode.Nibbler, SubscriptionStatus.Active, Now.AddDays(9))]),
        "Press Pass" => At([], Now.AddDays(3)),
        "locked COMMANDER" => At([new(TierCode.Commander, SubscriptionStatus.PastDue, Now.AddDays(-4))]),
        "suspended APEX" => AccessRules.At(new(false, [new(TierCode.Apex, SubscriptionStatus.Active, null)], null, []), TestTiers.Lineup, Now),
        _ => At([new(Codes<TierCode>.Parse(member), SubscriptionStatus.Active, Now.AddDays(9))]),
    };

    private static Standing At(IReadOnlyList<SubscriptionFacts> subscriptions, DateTimeOffset? passUntil = null) =>
        AccessRules.At(new(true, subscriptions, passUntil, []), TestTiers.Lineup, Now);
}
