using System.Globalization;

namespace HydraX.Web;

/// <summary>Every internal address. Pages and messages ask here, so that an address changes in one place.</summary>
public static class Urls
{
    public const string Home = "/";
    public const string PressPass = "/press-pass";
    public const string Achievements = "/achievements";
    public const string Shop = "/shop";
    public const string Prestige = "/prestige";
    public const string Leaderboards = "/leaderboards";
    public const string Events = "/events";
    public const string League = "/leaderboards/league";
    public const string HallOfFame = "/leaderboards/hall-of-fame";
    public const string SignIn = "/account/login";
    public const string Register = "/account/register";
    public const string SignOut = "/account/logout";
    public const string ForgotPassword = "/account/forgot";
    public const string ChangePassword = "/account/password";
    public const string SessionEnded = "/account/ended";
    public const string TooFast = "/account/ended?fast=true";
    public const string MiniApp = "/account/mini-app";
    public const string MiniAppSignIn = "/account/telegram/mini-app";
    public const string TelegramReturn = "/account/telegram/return";
    public const string Settings = "/account/settings";
    public const string Keys = "/account/keys";
    public const string Security = "/account/security";
    public const string Privacy = "/account/privacy";
    public const string Erase = "/account/privacy/erase";
    public const string ChangeEmail = "/account/email";
    public const string LostFactor = "/account/lost-factor";
    public const string Authenticator = "/account/authenticator";
    public const string RecoveryCodes = "/account/recovery-codes";
    public const string Passkeys = "/account/passkeys";
    public const string AskPasskey = "/account/passkeys/ask";
    public const string AskNewPasskey = "/account/passkeys/new";
    public const string DevMail = "/dev/mail";
    public const string Admin = "/admin";
    public const string AdminTiers = "/admin/tiers";
    public const string AdminUsers = "/admin/users";
    public const string AdminJobs = "/admin/jobs";
    public const string AdminDeliveries = "/admin/deliveries";
    public const string AdminAudit = "/admin/audit";
    public const string AdminReviews = "/admin/reviews";
    public const string AdminNames = "/admin/names";
    public const string AdminBulk = "/admin/bulk";
    public const string AdminOutages = "/admin/outages";
    public const string AdminAchievements = "/admin/achievements";
    public const string AdminShop = "/admin/shop";
    public const string AdminEvents = "/admin/events";
    public const string AdminKeys = "/admin/keys";
    public const string AdminProtection = "/admin/protection";
    public const string AdminPrivacy = "/admin/privacy";
    public const string AdminRoles = "/admin/roles";
    public const string Pieces = "/dev/pieces";
    public const string Ledger = "/account/xp";
    public const string BotConsole = "/dev/bot";
    public const string Clock = "/dev/clock";
    public const string Plans = "/plans";
    public const string NotFound = "/not-found";
    public const string Error = "/Error";

    /// <summary>A member's public profile.</summary>
    public static string Profile(string username) => $"/u/{Uri.EscapeDataString(username)}";

    /// <summary>A member's card as a picture, to be shown or taken away.</summary>
    public static string ProfileCard(string username, bool download = false) => $"{Profile(username)}/card.svg{(download ? "?download=true" : "")}";

    /// <summary>A member's profile with its line of total XP over so many days.</summary>
    public static string Profile(string username, int days) => $"{Profile(username)}?days={days}";

    /// <summary>The own ledger, of one source or of all, of some UTC days (2026-11-29) or of all, from the newest line or from before or after a line.</summary>
    public static string LedgerOf(string? source, long? before = null, long? after = null, string? from = null, string? to = null) =>
        Ledger + Query(("source", source), ("from", from), ("to", to), ("before", before), ("after", after));

    /// <summary>The same lines as CSV.</summary>
    public static string LedgerCsv(string? source, string? from = null, string? to = null) => $"{Ledger}.csv" + Query(("source", source), ("from", from), ("to", to));

    /// <summary>The plans with the prices of a billing cycle.</summary>
    public static string PlansBy(string page, string cycle) => $"{page}?cycle={Uri.EscapeDataString(cycle)}#plans";

    /// <summary>The bot console, speaking as the person with a Telegram id.</summary>
    public static string BotConsoleAs(long telegramId) => $"{BotConsole}?as={telegramId}";

    /// <summary>A board for a period, in the words of the address: <c>xp</c>, <c>month</c>; of one tier's members or of all.</summary>
    public static string Board(string board, string? period, string? tier = null) => Leaderboards + Query(("board", board), ("period", period), ("tier", tier?.ToLowerInvariant()));

    /// <summary>The hall of fame at a kind of period: the latest that is over, or the one that began on a day.</summary>
    public static string Hall(string period, DateOnly? start = null) => HallOfFame + Query(("period", period), ("start", start?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>Achievements of one kind: <c>earned</c>, <c>open</c>, or a category.</summary>
    public static string AchievementsOnly(string only) => $"{Achievements}?only={Uri.EscapeDataString(only)}";

    /// <summary>The editor of an achievement; <c>new</c> makes one.</summary>
    public static string AdminAchievement(string code) => $"{AdminAchievements}/{Uri.EscapeDataString(code)}";

    /// <summary>What is done in bulk: a kind's code, or an award without one.</summary>
    public static string AdminBulkOf(string? kind) => AdminBulk + Query(("kind", kind));

    /// <summary>The shop with the member's purchases from before one.</summary>
    public static string ShopBefore(long purchaseId) => $"{Shop}?before={purchaseId}";

    /// <summary>The sign-in page that leads back to <paramref name="returnUrl"/>, a local path.</summary>
    public static string SignInThen(string returnUrl) => $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The page that asks for a second factor, and leads on to <paramref name="returnUrl"/>, a local path.</summary>
    public static string SecondStepThen(string returnUrl) => $"/account/second-step?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The page that asks a member once more who they are, and leads on to <paramref name="returnUrl"/>, a local path.</summary>
    public static string ProveThen(string returnUrl) => $"/account/prove?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The shelf for staff with one item to change.</summary>
    public static string AdminShopItem(long itemId) => $"{AdminShop}?item={itemId}";

    /// <summary>The shelf for staff with a new item to fill in, by the code of what it does.</summary>
    public static string AdminShopNew(string kind) => $"{AdminShop}?new={Uri.EscapeDataString(kind)}";

    /// <summary>The tier editor with one tier before the eyes of a phone.</summary>
    public static string AdminTiersOf(string tier) => $"{AdminTiers}?tier={Uri.EscapeDataString(tier)}";

    /// <summary>The tiers' history, from the latest revision or from before one.</summary>
    public static string AdminTierHistory(int? before = null) => $"{AdminTiers}/history{(before is null ? "" : $"?before={before}")}";

    /// <summary>The page that a mail leads to, to prove an address.</summary>
    public static string ConfirmEmail(long userId, string code) => $"/account/confirm?user={userId}&code={code}";

    /// <summary>The page that a mail to a new address leads to, to prove it.</summary>
    public static string NewEmail(string token) => $"/account/email/confirm?token={token}";

    /// <summary>The page that a mail leads to, to stop a change that its member did not ask for.</summary>
    public static string StopChange(string token) => $"/account/stop?token={token}";

    /// <summary>The page that a mail leads to, to stop an erasure.</summary>
    public static string StopErasure(string token) => $"/account/privacy/stop?token={token}";

    /// <summary>A copy of one's data, once.</summary>
    public static string DataExport(string token) => $"{Privacy}/copy?token={token}";

    /// <summary>The page that a mail or the bot leads a suspended member to, for the copy that staff asked for.</summary>
    public static string FetchCopy(string token) => $"{Privacy}/fetch?token={token}";

    /// <summary>Where that page sends its link, and has the file.</summary>
    public const string FetchCopyFile = Privacy + "/fetch/file";

    /// <summary>A text that members agree to: the present version, or one of them.</summary>
    public static string Policy(string word, int? version = null) => $"/legal/{word.Replace('_', '-')}" + Query(("version", version));

    /// <summary>The page that a mail leads to, to set a new password.</summary>
    public static string ResetPassword(long userId, string code) => $"/account/reset?user={userId}&code={code}";

    /// <summary>The page that a link of the bot leads to, to sign in.</summary>
    public static string AskTelegram(string? returnUrl) => $"/account/telegram/ask?returnUrl={Uri.EscapeDataString(returnUrl ?? Home)}";
    public static string TelegramSignIn(string code) => $"/account/telegram?token={code}";

    /// <summary>The page that makes the first admin.</summary>
    public static string Setup(string token) => $"/account/setup?token={token}";

    /// <summary>One member in the admin's list, with the newest lines of the ledger or those before or after one.</summary>
    public static string AdminUser(long userId, long? before = null, long? after = null) => $"{AdminUsers}/{userId}" + Query(("before", before), ("after", after));

    /// <summary>A member's own pages as support sees them, while a grant runs.</summary>
    public static string AdminLook(long userId) => $"{AdminUsers}/{userId}/look";

    /// <summary>The admin's list of members: what is looked for, a tier's code, a status' code, members before an id.</summary>
    public static string AdminUsersOf(string? text, string? tier, string? status, long? before = null) =>
        AdminUsers + Query(("q", text), ("tier", tier), ("status", status), ("before", before));

    /// <summary>The runs of one job or of all, from the latest or from before one.</summary>
    public static string AdminJobRuns(string? job, long? before = null) => AdminJobs + Query(("of", job), ("before", before));

    /// <summary>What the page of deliveries shows.</summary>
    public sealed record DeliveryQuery(bool IsIncoming = false, string? State = null, string? Kind = null, string? Person = null);

    /// <summary>Inbox or outbox with filters, from the latest message or from before one.</summary>
    public static string AdminDeliveriesOf(DeliveryQuery of, long? before = null) =>
        AdminDeliveries + Query(("direction", of.IsIncoming ? "in" : null), ("state", of.State), ("kind", of.Kind), ("person", of.Person), ("before", before));

    /// <summary>What the audit page shows.</summary>
    public sealed record AuditQuery(string? Action = null, string? Kind = null, string? Id = null, string? Origin = null, string? Person = null, string? From = null, string? To = null);

    /// <summary>The review queue by state and rule, from the latest item or from before one, with one item to decide about.</summary>
    public static string AdminReviewsOf(string? state, string? rule, long? before = null, long? item = null) =>
        AdminReviews + Query(("state", state), ("rule", rule), ("before", before), ("item", item));

    /// <summary>Events with the past ones that were planned before one.</summary>
    public static string AdminEventsBefore(long eventId) => AdminEvents + Query(("before", eventId));

    /// <summary>Names and bios that nobody has looked at, from the longest unseen or from after one, by its instant in microseconds and its member.</summary>
    public static string AdminNamesAfter(long micros, long userId) => AdminNames + Query(("at", micros), ("after", userId));

    /// <summary>The audit log with filters, from the latest entry or from before one.</summary>
    public static string AdminAuditOf(AuditQuery of, long? before = null) => AdminAudit + Query([.. Words(of), ("before", before)]);

    /// <summary>The same entries as a file.</summary>
    public static string AdminAuditExport(AuditQuery of) => AdminAudit + "/export" + Query(Words(of));

    private static (string, object?)[] Words(AuditQuery of) =>
        [("action", of.Action), ("kind", of.Kind), ("id", of.Id), ("origin", of.Origin), ("person", of.Person), ("from", of.From), ("to", of.To)];

    // What is empty is left out, so that an address without filters is the plain one.
    private static string Query(params (string Name, object? Value)[] values) =>
        string.Concat(values.Where(v => v.Value is not (null or "")).Select((v, i) => $"{(i == 0 ? '?' : '&')}{v.Name}={Uri.EscapeDataString($"{v.Value}")}"));
}
