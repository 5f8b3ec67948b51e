using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Ui;

namespace HydraX.Web.Components.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Name">The word shown.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Icon">The picture beside the word.</param>
/// <param name="OnPhoneBar">Whether it has a place in the bar at the bottom of a phone; the others are behind Me.</param>
/// <param name="Duty">Whose duty it is to be there, among staff; null for all.</param>
/// <param name="IsWhole">Whether it is current only on exactly this address, not on addresses below it.</param>
public sealed record Place(string Name, string Url, IconName Icon, bool OnPhoneBar = false, bool IsWhole = false, Duty? Duty = null);

/// <summary>The places of the dashboard, in the order shown. Adding a place is adding a line.</summary>
public static class Places
{
    /// <summary>For everybody: the first groups of the rail, each group set off by a line.</summary>
    public static IReadOnlyList<IReadOnlyList<Place>> ForMembers(WhoIAm who) =>
    [
        [
            new("Home", Urls.Home, IconName.Home, OnPhoneBar: true, IsWhole: true),
            new("Press Pass", Urls.PressPass, IconName.Ticket, OnPhoneBar: true),
            new("Boards", Urls.Leaderboards, IconName.Boards, OnPhoneBar: true),
            new("Achievements", Urls.Achievements, IconName.Medal),
            new("Shop", Urls.Shop, IconName.Shop, OnPhoneBar: true),
            new("Events", Urls.Events, IconName.Calendar),
        ],
        [
            new("Prestige", Urls.Prestige, IconName.Star),
            new("Profile", Urls.Profile(who.Username), IconName.Person),
            new("Settings", Urls.Settings, IconName.Settings),
            .. who.Duties.Count > 0 ? [new Place("Admin", Urls.Admin, IconName.Shield)] : Array.Empty<Place>(),
        ],
    ];

    /// <summary>For a visitor: what may be seen without signing in.</summary>
    public static IReadOnlyList<IReadOnlyList<Place>> ForVisitors { get; } =
    [
        [
            new("Home", Urls.Home, IconName.Home, OnPhoneBar: true, IsWhole: true),
            new("Boards", Urls.Leaderboards, IconName.Boards, OnPhoneBar: true),
            new("Events", Urls.Events, IconName.Calendar, OnPhoneBar: true),
            new("Sign in", Urls.SignIn, IconName.Person, OnPhoneBar: true),
        ],
    ];

    /// <summary>For staff, on the admin pages: those that their duties open.</summary>
    public static IReadOnlyList<IReadOnlyList<Place>> ForStaff(WhoIAm who) =>
        [.. OfStaff.Select(group => group.Where(place => place.Duty is not { } duty || who.Duties.Contains(duty)).ToList())];

    private static readonly IReadOnlyList<IReadOnlyList<Place>> OfStaff =
    [
        [
            new("Overview", Urls.Admin, IconName.Home, OnPhoneBar: true, IsWhole: true),
            new("Tiers", Urls.AdminTiers, IconName.Sliders, Duty: Duty.EditTiers),
            new("Members", Urls.AdminUsers, IconName.People, OnPhoneBar: true, Duty: Duty.LookUpMembers),
            new("Reviews", Urls.AdminReviews, IconName.Search, Duty: Duty.WorkReviews),
            new("Names", Urls.AdminNames, IconName.Edit, Duty: Duty.ModerateWords),
            new("In bulk", Urls.AdminBulk, IconName.Layers, Duty: Duty.XpByHand),
            new("Achievements", Urls.AdminAchievements, IconName.Medal, Duty: Duty.ShapeProgress),
            new("Shop", Urls.AdminShop, IconName.Shop, Duty: Duty.ShapeProgress),
            new("Outages", Urls.AdminOutages, IconName.Flame, Duty: Duty.ShapeProgress),
            new("Events", Urls.AdminEvents, IconName.Calendar, Duty: Duty.ShapeProgress),
            new("Jobs", Urls.AdminJobs, IconName.Clock, OnPhoneBar: true, Duty: Duty.Jobs),
            new("Deliveries", Urls.AdminDeliveries, IconName.Send, OnPhoneBar: true, Duty: Duty.Deliveries),
            new("Audit", Urls.AdminAudit, IconName.Eye, Duty: Duty.ReadAudit),
            new("API keys", Urls.AdminKeys, IconName.Key, Duty: Duty.Keys),
            new("Protection", Urls.AdminProtection, IconName.Lock, Duty: Duty.Protection),
            new("Roles", Urls.AdminRoles, IconName.Shield),
            new("Privacy", Urls.AdminPrivacy, IconName.Person, Duty: Duty.Privacy),
        ],
        [new("Back to the dashboard", Urls.Home, IconName.ArrowBack, IsWhole: true)],
    ];

    /// <summary>The groups that fit the person and the address they are at.</summary>
    public static IReadOnlyList<IReadOnlyList<Place>> For(WhoIAm? who, string path) =>
        who is null ? ForVisitors
        : who.Duties.Count > 0 && path.StartsWith("/admin", StringComparison.OrdinalIgnoreCase) ? ForStaff(who)
        : ForMembers(who);
}
