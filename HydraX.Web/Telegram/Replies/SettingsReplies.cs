using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about what members set about themselves.</summary>
internal static class SettingsReplies
{
    /// <summary>Something behind the command that is none of its words.</summary>
    public static readonly Problem NotUnderstood = Problem.Of("settings.unknown", "Behind /settings I understand visibility (public, members, hidden), zone (such as Europe/Berlin) and weekly (on, off).");

    /// <summary>The settings as they are, and why a change was refused.</summary>
    public static BotReply All(SettingsShown settings, Problem? refusal, DateTimeOffset now, Links links)
    {
        var next = settings.NextTimeZone is { } zone ? $", {Say.Safe(zone)} from {Say.At(settings.NextTimeZoneFrom ?? now)} on" : "";
        var reply = new BotReply(
            (refusal is null ? "" : $"{Say.Safe(refusal.Sentence)}\n\n") +
            $"<b>Settings</b> of {Say.Safe(settings.Username)}\n" +
            $"👁 Profile: {Name(settings.Visibility)}\n" +
            $"🕓 Time zone: {Say.Safe(settings.TimeZone)}{next}\n" +
            $"🗓 Summary on Mondays: {(settings.WeeklySummary ? "on" : "off")}\n" +
            "Another zone: /settings zone Europe/Berlin");
        var others = Enum.GetValues<Visibility>().Where(one => one != settings.Visibility).Select(one => new BotButton($"Show to {Name(one)}", $"/settings visibility {one.Code()}"));
        var weekly = new BotButton(settings.WeeklySummary ? "No summary on Mondays" : "Summary on Mondays", $"/settings weekly {(settings.WeeklySummary ? "off" : "on")}");
        return reply.With([.. others, weekly]).WithLinks(links.Button("All settings", Urls.Settings));
    }

    private static string Name(Visibility visibility) => visibility switch
    {
        Visibility.Public => "everybody",
        Visibility.Members => "members",
        _ => "nobody, and off the boards",
    };
}
