using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Screens;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about a member's own standing.</summary>
internal static class MemberReplies
{
    /// <summary>Where a member stands.</summary>
    public static BotReply Status(HomeView home, Links links)
    {
        var lines = new List<string>
        {
            $"<b>{Say.Safe(home.Username)}</b> · {home.Standing.Rank.Code()}{Stars(home.PrestigeLevel)} · level {home.Standing.Level}",
            Progress(home),
            $"💰 {Say.Xp(home.Balance)} to spend, {Say.Xp(home.EarnedToday)} earned today",
            $"🔥 {Streak(home)}{(StreakWords.Freezes(home.Freezes, home.IsFrozen) is { } freezes ? $" · {freezes}" : "")}",
            $"🎯 Tier {home.Tier.Code()}",
        };
        if (home.BoostUntil is { } until) lines.Add($"⚡ XP boost until {Spoken.At(until, home.Now)}");
        if (PrestigeWords.Bonus(home.PrestigeLevel) is { } bonus) lines.Add($"⭐ {bonus}");
        lines.AddRange(home.Events.Where(one => one is { Runs: true, IsForThem: true }).Select(one => $"✨ {EventReplies.Running(one, home.Now)}"));
        if (home.Pass.Phase == PassPhase.Running) lines.Add($"🌙 {Night(home)}");
        var reply = new BotReply(string.Join('\n', lines)).With(Buttons(home));
        if (home.CanPrestige) reply = reply.With(new BotButton("Prestige is open", "/prestige", AnswersBelow: true));
        return reply.WithLinks(links.Button("Open my profile", Urls.Profile(home.Username)));
    }

    private static string Progress(HomeView home) => home.Standing.NextRank is { } next
        ? $"{Say.Bar(home.Standing.RankShare)} {Say.Xp(home.Standing.ToNextRank)} to {next.Code()}"
        : $"{Say.Bar(1)} the highest rank, {Say.Xp(home.Standing.TotalXp)}";

    private static string Streak(HomeView home) => home.Streak switch
    {
        0 => "No streak yet",
        1 => $"1 day · {StreakWords.Bonus(1)}",
        var days => $"{days} days in a row{(home.BestStreak > days ? $", best {home.BestStreak}" : "")} · {StreakWords.Bonus(days)}",
    };

    private static string Night(HomeView home) => home.Pass.WipeAt is { } wipe
        ? $"{Say.Xp(home.Balance)} at stake in {Spoken.Span(wipe - home.Now)}"
        : "No wipe comes any more: the pass ends first";

    private static string Stars(int prestige) => prestige == 0 ? "" : " " + new string('★', prestige);

    private static BotButton[] Buttons(HomeView home) => home.Pass.Phase == PassPhase.Running
        ? [new("Spend XP", "/xpshop", AnswersBelow: true), new("Press Pass", "/presspass", AnswersBelow: true)]
        : [new("XP shop", "/xpshop", AnswersBelow: true), new("Leaderboard", "/leaderboard", AnswersBelow: true)];
}
