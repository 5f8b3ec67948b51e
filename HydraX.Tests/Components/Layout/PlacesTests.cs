using HydraX.Web;
using HydraX.Web.Components.Layout;

namespace HydraX.Tests.Components.Layout;

public sealed class PlacesTests
{
    private static readonly WhoIAm Member = new("kestrel", "CORPORAL", 11, 0.7, "COMMANDER", 23, null, IsAdmin: false, "UTC");

    [Fact]
    public void Only_admins_are_shown_the_way_to_the_admin_pages()
    {
        Assert.DoesNotContain(Places.For(Member, "/").SelectMany(g => g), p => p.Url == Urls.Admin);
        Assert.Contains(Places.For(Member with { IsAdmin = true }, "/").SelectMany(g => g), p => p.Url == Urls.Admin);
    }

    [Fact]
    public void On_the_admin_pages_an_admin_has_their_places()
    {
        Assert.Same(Places.ForAdmins, Places.For(Member with { IsAdmin = true }, "/admin/users"));
        Assert.NotSame(Places.ForAdmins, Places.For(Member, "/admin/users"));
    }

    [Fact]
    public void The_phones_bar_has_room_for_four_places_and_Me()
    {
        foreach (var groups in new[] { Places.For(null, "/"), Places.For(Member, "/"), Places.ForAdmins })
            Assert.InRange(groups.SelectMany(g => g).Count(p => p.OnPhoneBar), 1, 4);
    }
}
