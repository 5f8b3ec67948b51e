using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users;

namespace HydraX.Tests.Entitlements;

public sealed class NeedTests
{
    private const string NoFactor = "Staff acts only after signing in with a second factor. Set one up under Settings, Security; you are asked for it from then on.";

    private static readonly HashSet<string> XpWrite = ["xp:write"];

    [Theory]
    [InlineData("who:anybody")]
    [InlineData("who:staff")]
    [InlineData("duty:give_roles")]
    [InlineData("tier:PRESS_PASS")]
    [InlineData("feature:auto_fire")]
    [InlineData("scope:xp:write")]
    public void A_need_is_read_back_from_its_code(string code) => Assert.Equal(code, Need.Find(code)!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("admin")]
    [InlineData("who:king")]
    [InlineData("duty:nothing")]
    [InlineData("tier:GOLD")]
    [InlineData("feature:flight")]
    [InlineData("scope:")]
    [InlineData("rank:MAJOR")]
    public void What_is_no_need_is_read_as_none(string code) => Assert.Null(Need.Find(code));

    [Fact]
    public void What_declares_nothing_is_refused_even_to_admins()
    {
        var answer = NeedRules.Meets([], new(1, [Roles.Admin]), AccessRulesTests.Member("APEX"));

        Assert.Equal((false, "access.undeclared"), (answer.IsAllowed, answer.Code));
    }

    [Theory]
    [InlineData("who:anybody", "stranger", null)]
    [InlineData("who:member", "stranger", "Sign in first.")]
    [InlineData("tier:FANG", "stranger", "Sign in first.")]
    [InlineData("scope:xp:write", "stranger", "Sign in first.")]
    [InlineData("who:member", "member", null)]
    [InlineData("who:staff", "member", "This is for staff.")]
    [InlineData("duty:suspend_members", "member", "Only the roles Moderator and Admin may suspend members.")]
    [InlineData("who:staff", "moderator", null)]
    [InlineData("duty:suspend_members", "moderator", null)]
    [InlineData("duty:money", "moderator", "Only the roles Finance and Admin may handle money.")]
    [InlineData("duty:money", "moderator and finance", null)]
    [InlineData("duty:suspend_members", "moderator and finance", null)]
    [InlineData("duty:help_members", "moderator and finance", "Only the roles Support and Admin may help members.")]
    [InlineData("duty:give_roles", "moderator and finance", "Only the role Admin may give and take roles.")]
    [InlineData("duty:give_roles", "admin", null)]
    [InlineData("who:member", "admin without factor", null)]
    [InlineData("who:staff", "admin without factor", NoFactor)]
    [InlineData("duty:give_roles", "admin without factor", NoFactor)]
    [InlineData("tier:FANG", "admin", "This needs FANG or higher, and you are on NIBBLER. FANG costs 89.00 USD a month.")]
    [InlineData("feature:auto_fire", "member", "Automatic fire is not part of NIBBLER. It comes with COMMANDER (139.00 USD a month) and above.")]
    [InlineData("feature:basic_trading", "member", null)]
    [InlineData("scope:xp:write", "member", "This needs an API key with the scope xp:write.")]
    [InlineData("scope:xp:write", "key", null)]
    [InlineData("scope:mt5", "key", "This API key does not have the scope mt5.")]
    [InlineData("who:anybody", "suspended", null)]
    [InlineData("who:member", "suspended", "This account is suspended. Contact support if you think that is a mistake.")]
    [InlineData("scope:xp:write", "suspended", "This account is suspended. Contact support if you think that is a mistake.")]
    public void Each_need_is_met_or_says_what_is_missing(string code, string who, string? missing)
    {
        var (caller, standing) = who switch
        {
            "stranger" => (Caller.Stranger, null),
            "moderator" => (new Caller(1, [Roles.Member, Roles.Moderator]), AccessRulesTests.Member("unpaid NIBBLER")),
            "moderator and finance" => (new(1, [Roles.Moderator, Roles.Finance]), AccessRulesTests.Member("unpaid NIBBLER")),
            "admin" => (new(1, [Roles.Admin]), AccessRulesTests.Member("unpaid NIBBLER")),
            "admin without factor" => (new(1, [Roles.Admin], HasFactor: false), AccessRulesTests.Member("unpaid NIBBLER")),
            "key" => (new(1, [Roles.Member], XpWrite), AccessRulesTests.Member("unpaid NIBBLER")),
            "suspended" => (new(1, [Roles.Admin], XpWrite), AccessRulesTests.Member("suspended APEX")),
            _ => (new(1, [Roles.Member]), AccessRulesTests.Member("unpaid NIBBLER")),
        };

        var answer = NeedRules.Meets([Need.Find(code)!], caller, standing);

        Assert.Equal(missing, answer.Problem?.Sentence);
    }

    [Fact]
    public void All_needs_must_be_met_and_the_first_that_is_not_gives_the_answer()
    {
        Need[] needs = [Need.Of(Who.Member), Need.Of(TierCode.Fang), Need.Of(Feature.AutoFire)];

        Assert.Equal("access.feature", NeedRules.Meets(needs, new(1, [Roles.Member]), AccessRulesTests.Member("FANG")).Code);
        Assert.Equal("access.tier", NeedRules.Meets(needs, new(1, [Roles.Member]), AccessRulesTests.Member("unpaid NIBBLER")).Code);
        Assert.True(NeedRules.Meets(needs, new(1, [Roles.Member]), AccessRulesTests.Member("APEX")).IsAllowed);
    }
}
