using HydraX.Core.Kernel;

namespace HydraX.Core.Xp;

/// <summary>
/// The one list of reward keys. A key says what a ledger line is for; it is unique for the member, so a repeat, a race or a second node pays
/// nothing twice.
/// </summary>
public static class RewardKey
{
    /// <summary>A fact from outside with its own id: <c>trade_win:4711</c>.</summary>
    public static string Of(XpSource source, long sourceId) => $"{source.Code()}:{sourceId}";

    /// <summary><c>daily_login:2026-11-19</c></summary>
    public static string DailyLogin(UtcDay day) => $"{XpSource.DailyLogin.Code()}:{day}";

    /// <summary><c>perfect_day:2026-11-19</c></summary>
    public static string PerfectDay(UtcDay day) => $"{XpSource.PerfectDay.Code()}:{day}";

    /// <summary><c>perfect_week:2026-11-16</c>, its Monday.</summary>
    public static string PerfectWeek(UtcDay monday) => $"{XpSource.PerfectWeek.Code()}:{monday}";

    /// <summary>An achievement: <c>achievement:7</c>, and <c>achievement:7:2</c> if it was taken back and is earned again.</summary>
    public static string Achievement(long achievementId, int times) => times == 1 ? $"achievement:{achievementId}" : $"achievement:{achievementId}:{times}";

    /// <summary>XP of an achievement earned on a Press Pass, given back to a paying member: <c>achievement_kept:815</c>, the line that a wipe had taken.</summary>
    public static string AchievementKept(long line) => $"{AchievementKeptPrefix}{line}";

    /// <summary>The line that a wipe had taken and this key's line has given back; null for any other key.</summary>
    public static long? KeptLine(string key) => key.StartsWith(AchievementKeptPrefix, StringComparison.Ordinal) ? long.Parse(key.AsSpan(AchievementKeptPrefix.Length), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>A goal of a week: <c>weekly_goal:2026-11-16:trades_won</c>, with <c>:2</c> behind it if it was taken back and is met again.</summary>
    public static string WeeklyGoal(UtcDay monday, string metric, int times) => $"{XpSource.WeeklyGoal.Code()}:{monday}:{metric}{(times > 1 ? $":{times}" : "")}";

    /// <summary>The wipe at a day's first instant: <c>press_pass_reset:2026-11-20</c> took what was there at 2026-11-20 00:00:00.</summary>
    public static string PressPassReset(UtcDay midnight) => PressPassResetPrefix + midnight;

    /// <summary>A wipe because the pass was deactivated: <c>press_pass_reset:deactivated:12:3</c>, the pass and which of its spells.</summary>
    public static string PressPassDeactivated(long passId, int spell) => $"{PressPassDeactivatedPrefix}{passId}:{spell}";

    /// <summary>A wipe undone: <c>press_pass_restore:815</c>, the wipe's line.</summary>
    public static string PressPassRestore(long wipeLine) => $"{XpSource.PressPassRestore.Code()}:{wipeLine}";

    /// <summary>The opposite of a line, at most once: <c>correction:4711</c>.</summary>
    public static string Correction(long line) => $"{XpSource.Correction.Code()}:{line}";

    /// <summary>A grant by an admin; the request's own key makes a double click one grant.</summary>
    public static string AdminGrant(string request) => $"{XpSource.AdminGrant.Code()}:{request}";

    /// <summary>A purchase; the request's own key (an update of Telegram, a button press) makes a repeat one purchase.</summary>
    public static string ShopPurchase(string request) => $"{XpSource.ShopPurchase.Code()}:{request}";

    /// <summary>A star, each once: <c>prestige:3</c>.</summary>
    public static string Prestige(int star) => $"{XpSource.Prestige.Code()}:{star}";

    /// <summary>What a correction takes out of what a prestige has set aside: <c>prestige:correction:4711</c>, the line corrected.</summary>
    public static string PrestigeCorrection(long line) => $"{XpSource.Prestige.Code()}:correction:{line}";

    /// <summary>XP that came from, or went to, the other account of a person: <c>merge:17</c>.</summary>
    public static string Merge(long otherUser) => $"merge:{otherUser}";

    /// <summary>A season's beginning, by the batch that made it: <c>season_reset:12</c>.</summary>
    public static string SeasonReset(long batch) => $"{XpSource.SeasonReset.Code()}:{batch}";

    /// <summary>The same undone: <c>season_restore:12</c>.</summary>
    public static string SeasonRestore(long batch) => $"{XpSource.SeasonRestore.Code()}:{batch}";

    /// <summary>What a correction takes out of what a season has set aside: <c>season_restore:correction:12:4711</c>, the line that set it aside and the line corrected.</summary>
    public static string SeasonCorrection(long reset, long line) => $"{XpSource.SeasonRestore.Code()}:correction:{reset}:{line}";

    /// <summary>A line of a demo member's history: <c>demo:17</c>.</summary>
    public static string Demo(int number) => $"demo:{number}";

    /// <summary>Most characters of a request's key, so that every reward key fits its column of 100.</summary>
    public const int LongestRequest = 80;

    private const string AchievementKeptPrefix = "achievement_kept:";

    /// <summary>What all wipes begin with.</summary>
    public const string PressPassResetPrefix = "press_pass_reset:";

    /// <summary>What wipes by deactivation begin with.</summary>
    public const string PressPassDeactivatedPrefix = "press_pass_reset:deactivated:";
}
