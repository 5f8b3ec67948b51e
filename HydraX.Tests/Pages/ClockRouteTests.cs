using HydraX.Tests.Support;
using HydraX.Web.Pages.Dev;

namespace HydraX.Tests.Pages;

public sealed class ClockRouteTests
{
    [Theory]
    [InlineData("2026-11-19T23:00:00Z", null, "2026-11-19T23:00:00.0000000+00:00")]
    [InlineData("2026-11-19T23:00:00", null, "2026-11-19T23:00:00.0000000+00:00")]
    [InlineData("2026-11-20T01:00:00+02:00", null, "2026-11-19T23:00:00.0000000+00:00")]
    [InlineData(null, "01:00:00", "2026-11-19T13:00:00.0000000+00:00")]
    [InlineData(null, "2.00:30:00", "2026-11-21T12:30:00.0000000+00:00")]
    public void A_move_names_an_instant_or_a_time(string? now, string? advance, string target) =>
        Assert.Equal(target, ClockRoute.Target(new(now, advance), TestTime.Noon).Value.ToString("O"));

    [Theory]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    [InlineData(null, "an hour")]
    [InlineData("2026-11-19T23:00:00Z", "01:00:00")]
    public void Anything_else_is_refused_with_what_would_be_right(string? now, string? advance) =>
        Assert.Equal("clock.request", ClockRoute.Target(new(now, advance), TestTime.Noon).Problem?.Code);
}
