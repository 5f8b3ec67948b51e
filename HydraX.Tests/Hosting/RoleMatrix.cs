using HydraX.Core.Users;

namespace HydraX.Tests.Hosting;

/// <summary>Who may use what: one line of the matrix.</summary>
/// <param name="What">A page by its route, a route with its method, or a command of the bot.</param>
/// <param name="Needs">Who may: one of the words of <see cref="RoleMatrix"/>, or the roles of staff.</param>
public sealed record RoleRow(string What, params string[] Needs);

/// <summary>
/// Who may use every page, route and command: written out by hand, never taken from what they declare, so that a declaration that is wrong or forgotten is seen. A new
/// page, route or command needs its line here.
/// </summary>
public static class RoleMatrix
{
    /// <summary>Open to all, signed in or not.</summary>
    public const string Anybody = "anybody";

    /// <summary>For whoever is signed in.</summary>
    public const string Member = "member";

    /// <summary>For whoever is signed in and has proved lately who they are.</summary>
    public const string Lately = "member who has proved it lately";

    /// <summary>For a key that may read.</summary>
    public const string ReadKey = "key: read";

    /// <summary>For a key that may award XP.</summary>
    public const string AwardKey = "key: xp:write";

    /// <summary>For staff's sessions and keys alike.</summary>
    public const string AlsoByKey = "by key too";

    /// <summary>For the machine's own network alone, whoever it is; the walkers come from elsewhere.</summary>
    public const string Inside = "from inside";

    /// <summary>There with some settings only.</summary>
    public const string PerhapsAbsent = "with some settings only";

    /// <summary>There in Development only.</summary>
    public const string InDevelopment = "in Development only";

    private static readonly string[] AllStaff = [Roles.Moderator, Roles.Support, Roles.Finance, Roles.Admin];

    /// <summary>Pages, by route.</summary>
    public static readonly RoleRow[] Pages =
    [
        new("/", Anybody),
        new("/Error", Anybody),
        new("/not-found", Anybody),
        new("/plans", Anybody),
        new("/leaderboards", Anybody),
        new("/events", Anybody),
        new("/leaderboards/hall-of-fame", Anybody),
        new("/leaderboards/league", Member),
        new("/u/{Username}", Anybody),
        new("/press-pass", Member),
        new("/shop", Member),
        new("/achievements", Member),
        new("/prestige", Member),
        new("/account/login", Anybody),
        new("/account/register", Anybody),
        new("/account/forgot", Anybody),
        new("/account/reset", Anybody),
        new("/account/confirm", Anybody),
        new("/account/email/confirm", Anybody),
        new("/account/second-step", Anybody),
        new("/account/lost-factor", Anybody),
        new("/account/stop", Anybody),
        new("/account/ended", Anybody),
        new("/account/telegram", Anybody),
        new("/account/telegram/return", Anybody),
        new("/account/mini-app", Anybody),
        new("/account/setup", Anybody),
        new("/account/prove", Member),
        new("/account/password", Lately),
        new("/account/settings", Member),
        new("/account/security", Member),
        new("/account/privacy", Member),
        new("/account/privacy/stop", Anybody),
        new("/account/privacy/fetch", Anybody),
        new("/legal/{Word}", Anybody),
        new("/account/privacy/erase", Lately),
        new("/account/keys", Member),
        new("/account/xp", Member),
        new("/account/email", Lately),
        new("/account/authenticator", Lately),
        new("/account/passkeys", Lately),
        new("/account/recovery-codes", Lately),
        new("/admin", AllStaff),
        new("/admin/roles", AllStaff),
        new("/admin/users", AllStaff),
        new("/admin/users/{UserId:long}", AllStaff),
        new("/admin/users/{UserId:long}/look", Roles.Support, Roles.Admin),
        new("/admin/audit", Roles.Finance, Roles.Admin),
        new("/admin/privacy", Roles.Admin),
        new("/admin/reviews", Roles.Moderator, Roles.Admin),
        new("/admin/names", Roles.Moderator, Roles.Admin),
        new("/admin/outages", Roles.Admin),
        new("/admin/bulk", Roles.Admin),
        new("/admin/achievements", Roles.Admin),
        new("/admin/achievements/{Code}", Roles.Admin),
        new("/admin/shop", Roles.Admin),
        new("/admin/events", Roles.Admin),
        new("/admin/tiers", Roles.Admin),
        new("/admin/tiers/history", Roles.Admin),
        new("/admin/jobs", Roles.Admin),
        new("/admin/deliveries", Roles.Admin),
        new("/admin/keys", Roles.Admin),
        new("/admin/protection", Roles.Admin),
        new("/dev/bot", Anybody, InDevelopment),
        new("/dev/mail", Anybody, InDevelopment),
        new("/dev/pieces", Anybody, InDevelopment),
    ];

    /// <summary>Everything else that answers at an address, with its method. What takes any method is walked with GET.</summary>
    public static readonly RoleRow[] Routes =
    [
        new("GET files", Anybody),
        new("GET /health/live", Anybody),
        new("GET /health/ready", Anybody),
        new("GET /metrics", Inside),
        new("GET /.well-known/security.txt", Anybody, PerhapsAbsent),
        new("GET /openapi/{documentName}.json", Anybody),
        new("GET /account/xp.csv", Member),
        new("GET /u/{username}/card.svg", Anybody),
        new("GET /account/privacy/copy", Lately),
        new("POST /account/privacy/fetch/file", Anybody),
        new("GET /admin/audit/export", Roles.Admin),
        new("POST /account/logout", Anybody),
        new("GET /account/telegram/ask", Anybody, PerhapsAbsent),
        new("POST /account/telegram/mini-app", Anybody, PerhapsAbsent),
        new("POST /account/passkeys/ask", Anybody),
        new("POST /account/passkeys/new", Lately),
        new("POST /dev/clock", Roles.Admin, AlsoByKey),
        new("POST /webhooks/telegram", Anybody, PerhapsAbsent),
        new("GET /api/v1/tiers", ReadKey),
        new("GET /api/v1/me", ReadKey),
        new("GET /api/v1/users/{username}", ReadKey),
        new("GET /api/v1/leaderboards/{board}", ReadKey),
        new("GET /api/v1/achievements", ReadKey),
        new("GET /api/v1/xp/transactions", ReadKey),
        new("POST /api/v1/xp/awards", AwardKey),
    ];

    /// <summary>Commands of the bot. Staff's duties are none of its: a chat knows no second factor.</summary>
    public static readonly RoleRow[] Commands =
    [
        new("/start", Member),
        new("/help", Anybody),
        new("/me", Member),
        new("/tiers", Anybody),
        new("/leaderboard", Anybody),
        new("/events", Anybody),
        new("/presspass", Member),
        new("/achievements", Member),
        new("/prestige", Member),
        new("/xpshop", Member),
        new("/buy", Member),
        new("/link", Member),
        new("/settings", Member),
        new("/privacy", Member),
        new("/phone", Member),
        new("/merge", Member),
        new("/keep", Member),
        new("/move", Member),
    ];
}
