using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Web;
using HydraX.Web.Components.Layout;

namespace HydraX.Tests.Components.Layout;

public sealed class PlacesTests
{
    private static readonly WhoIAm Member = new("kestrel", "CORPORAL", 11, 0.7, "COMMANDER", 23, null, [], "UTC");

    [Fact]
    public void Only_staff_is_shown_the_way_to_the_admin_pages()
    {
        Assert.DoesNotContain(Places.For(Member, "/").SelectMany(g => g), p => p.Url == Urls.Admin);
        Assert.Contains(Places.For(Of(Roles.Finance), "/").SelectMany(g => g), p => p.Url == Urls.Admin);
    }

    [Theory]
    [InlineData(Roles.Moderator, "Overview, Members, Reviews, Names, Roles, Back to the dashboard")]
    [InlineData(Roles.Support, "Overview, Members, Roles, Back to the dashboard")]
    [InlineData(Roles.Finance, "Overview, Members, Audit, Roles, Back to the dashboard")]
    [InlineData(Roles.Admin, "Overview, Tiers, Members, Reviews, Names, In bulk, Achievements, Shop, Outages, Events, Jobs, Deliveries, Audit, API keys, Protection, Roles, Privacy, Back to the dashboard")]
    public void On_the_admin_pages_staff_has_the_places_of_its_duties(string role, string places)
    {
        Assert.Equal(places, string.Join(", ", Places.For(Of(role), "/admin/users").SelectMany(g => g).Select(p => p.Name)));
        Assert.DoesNotContain(Places.For(Member, "/admin/users").SelectMany(g => g), p => p.Url == Urls.AdminRoles);
    }

    [Fact]
    public void The_phones_bar_has_room_for_four_places_and_Me()
    {
        foreach (var groups in Roles.Staff.Select(role => Places.ForStaff(Of(role))).Append(Places.For(null, "/")).Append(Places.For(Member, "/")))
            Assert.InRange(groups.SelectMany(g => g).Count(p => p.OnPhoneBar), 1, 4);
    }

    private static WhoIAm Of(string role) => Member with { Duties = [.. DutyRules.All.Where(line => line.Roles.Contains(role)).Select(line => line.Duty)] };
}
