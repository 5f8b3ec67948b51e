using Bunit;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Tests.Components.Ui.Numbers;

public sealed class WhenTests : BunitContext
{
    private static readonly DateTimeOffset Late = new(2026, 11, 19, 23, 27, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Berlin", "00:27")]
    [InlineData("America/New_York", "18:27")]
    [InlineData("UTC", "23:27")]
    [InlineData("Not/AZone", "23:27")]
    [InlineData(null, "23:27")]
    public void Times_are_in_the_members_zone_and_in_UTC_where_it_is_not_known(string? zone, string written) =>
        Assert.Equal(written, WhenWords.Of(Late, WhenText.Time, MemberZone.Of(zone)));

    [Fact]
    public void UTC_is_always_in_sight_on_hover_and_for_machines()
    {
        var time = Render<When>(p => p.Add(w => w.At, Late).Add(w => w.As, WhenText.Time).AddCascadingValue(MemberZone.Of("Europe/Berlin"))).Find("time");

        Assert.Equal("00:27", time.TextContent);
        Assert.Equal("Thu 19 Nov 2026, 23:27:05 UTC", time.GetAttribute("title"));
        Assert.Equal("2026-11-19T23:27:05Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void Recent_times_are_told_by_the_members_own_day()
    {
        var berlin = MemberZone.Of("Europe/Berlin");
        var now = Late.AddMinutes(30);

        Assert.Equal("00:27", WhenWords.Of(Late, WhenText.Recent, berlin, now));
        Assert.Equal("Thu", WhenWords.Of(Late.AddHours(-1), WhenText.Recent, berlin, now));
        Assert.Equal("12 Nov 2026", WhenWords.Of(Late.AddDays(-8), WhenText.Recent, berlin, now));
        Assert.Equal("20 Nov 2026", WhenWords.Of(Late.AddHours(1), WhenText.Recent, MemberZone.Utc, Late));
    }

    [Fact]
    public void Zones_with_and_without_summer_time_are_read_at_the_instant_itself() =>
        Assert.Equal("14:00", WhenWords.Of(TestTime.Noon.AddMonths(-5), WhenText.Time, MemberZone.Of("Europe/Berlin")));
}
