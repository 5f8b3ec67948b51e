using HydraX.Core.Users;
using HydraX.Core.Xp;

namespace HydraX.Tests.Xp;

public sealed class MidnightRulesTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "Z");

    [Theory]
    [InlineData("2026-11-19T12:00:00", "2026-11-26T12:00:00", "2026-11-19T23:59:59.999999", null)]
    [InlineData("2026-11-19T12:00:00", "2026-11-26T12:00:00", "2026-11-20T00:00:00", "2026-11-20")]
    [InlineData("2026-11-19T12:00:00", "2026-11-26T12:00:00", "2026-11-22T09:00:00", "2026-11-20")]
    [InlineData("2026-11-20T00:00:00", "2026-11-26T12:00:00", "2026-11-20T23:59:59", null)]
    [InlineData("2026-11-20T00:00:00", "2026-11-26T12:00:00", "2026-11-21T00:00:00", "2026-11-21")]
    [InlineData("2026-11-25T12:00:00", "2026-11-26T00:00:00", "2026-11-26T00:00:00", null)]
    [InlineData("2026-11-25T12:00:00", "2026-11-26T00:00:01", "2026-11-26T00:00:00", "2026-11-26")]
    public void A_wipe_is_due_from_its_midnight_on_within_the_pass(string settled, string until, string now, string? midnight) =>
        Assert.Equal(midnight, MidnightRules.Due(At(settled), At(until), At(now))?.ToString());

    [Fact]
    public void Off_a_pass_nothing_is_due() => Assert.Null(MidnightRules.Due(null, null, At("2026-11-20T00:00:00")));

    [Theory]
    [InlineData("2026-11-22T09:00:00", "2026-11-26T12:00:00", "2026-11-22T00:00:00")]
    [InlineData("2026-11-29T09:00:00", "2026-11-26T12:00:00", "2026-11-26T00:00:00")]
    [InlineData("2026-11-29T09:00:00", "2026-11-26T00:00:00", "2026-11-25T00:00:00")]
    public void Settling_covers_every_midnight_that_has_passed_within_the_pass(string now, string until, string settledBy) =>
        Assert.Equal(At(settledBy), MidnightRules.SettledBy(At(now), At(until)));

    [Fact]
    public void What_is_shown_after_midnight_is_nothing_but_a_debt()
    {
        var profile = new UserProfile { XpBalance = 433, TotalXp = 500, WipeSettledUntil = At("2026-11-19T00:00:00"), WipeUntil = At("2026-11-26T12:00:00") };
        Assert.Equal((433, 500), MidnightRules.Shown(profile, At("2026-11-19T23:59:59")));
        Assert.Equal((0, 0), MidnightRules.Shown(profile, At("2026-11-20T00:00:00")));
        profile.XpBalance = -30;
        Assert.Equal((-30, 0), MidnightRules.Shown(profile, At("2026-11-20T00:00:00")));
    }
}
