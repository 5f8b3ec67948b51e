using System.Net.Http.Json;
using HydraX.Core.Achievements;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Jobs;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

/// <summary>Thirty days of one member, played through the rehearsal's clock: what bot and pages show of them, and that every number can be explained from the ledger.</summary>
public sealed class MonthStoryTests
{
    private const long Ana = 7_000_000_101;
    private const string Key = "a key for the month of this story";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_days_bring_streak_freeze_event_promotion_achievements_purchases_league_and_prestige_alike_in_bot_and_page()
    {
        await using var app = await BotApp.Rehearse(DatabaseProvider.Sqlite, TelegramMode.Polling, ("Achievements:StartingSet", "true"), ("Achievements:WeeklyGoals", "true"), ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", "four words in a row"), ("Admin:ApiKey", Key));
        using var api = new HttpClient { BaseAddress = app.Address };
        api.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var visitor = new HttpClient { BaseAddress = app.Address };
        var story = new Story(app, api);
        var monday = new UtcDay(UtcDay.Of(app.Services.GetRequiredService<Clock>().GetUtcNow()).Monday.Date.AddDays(7));
        await story.MoveTo(monday.Start.AddHours(9));

        // Day 1: three wins, the goals of the week, and the first badges.
        long[] others = [7_000_000_102, 7_000_000_103, 7_000_000_104];
        foreach (var chat in others) await story.Arrive(chat);
        await story.Arrive(Ana);
        var ana = await app.Data.Read(db => db.Users.SingleAsync(u => u.TelegramId == Ana, Stop), Stop);
        foreach (var chat in others) await story.Award(await story.IdOf(chat), "trade_loss");
        for (var trade = 0; trade < 3; trade++) await story.Award(ana.Id, "trade_win");
        await story.Hears(Ana, "First blood");
        await story.Hears(Ana, "Hat trick");
        await story.Says(Ana, "/achievements", "Your goals of the week");

        // Day 2: the day before was perfect; an event doubles trades for two hours, and not a moment longer. A freeze is bought.
        var tuesday = monday.Next.Start;
        var planned = await app.Services.GetRequiredService<XpEvents>().Plan(new("Double Tuesday", "Trades count twice.", tuesday.AddHours(10), tuesday.AddHours(12), 2m, new([XpSource.TradeWin], [])), "for the story", Actor.Job, Stop);
        Assert.Null(planned.Problem);
        await story.Says(Ana, "/events", "Double Tuesday");
        await story.MoveTo(tuesday.AddHours(11));
        await story.Hears(Ana, "a perfect day");
        await story.Says(Ana, "/me", "Double Tuesday");
        Assert.Equal(100, await story.Award(ana.Id, "trade_win"));
        await story.MoveTo(tuesday.AddHours(12));
        Assert.Equal(50, await story.Award(ana.Id, "trade_win"));
        await story.Says(Ana, "/buy streak_freeze yes", "Streak freeze is yours");

        // Day 3 is missed, and the freeze keeps the streak.
        await story.MoveTo(tuesday.AddDays(2).AddHours(9));
        await story.Says(Ana, "/me", "3 days in a row");
        await story.Hears(Ana, "A streak freeze protected");

        // The rest of the week, and a promotion that is told once.
        for (var day = 4; day <= 6; day++)
        {
            await story.MoveTo(monday.Start.AddDays(day).AddHours(9));
            await story.Says(Ana, "/me", $"{day} days in a row");
            await story.Award(ana.Id, "sniper_bonus");
        }
        await story.Grant(ana.Id, 800);
        await story.Hears(Ana, "Promoted: you are PRIVATE");

        // The next Monday: up in the league, the summary, a board of the week that stands for good.
        await story.MoveTo(monday.Start.AddDays(7).AddHours(9));
        await story.Hears(Ana, "Up to Iron");
        await story.Hears(Ana, "Your week");
        Assert.Contains(ana.UserName!, await visitor.GetStringAsync(Urls.Hall("week"), Stop), StringComparison.Ordinal);
        await story.Says(Ana, "/leaderboard league", "Iron league");

        // A title and a boost from the shop, seen on the profile.
        await story.Grant(ana.Id, 5_000);
        await story.Says(Ana, "/buy night_owl yes", "Night owl is yours");
        await story.Says(Ana, "/buy xp_boost yes", "XP boost ×1.5 is yours");
        // × 1.5 of the boost and × 1.1 of a streak of seven days.
        Assert.Equal(82, await story.Award(ana.Id, "trade_win"));
        Assert.Contains("Night owl", await visitor.GetStringAsync(Urls.Profile(ana.UserName!), Stop), StringComparison.Ordinal);

        // The third week is quiet, and then comes the star.
        await story.MoveTo(monday.Start.AddDays(22).AddHours(9));
        await story.Says(Ana, "/me", "1 day ·");
        await story.Grant(ana.Id, 300_000);
        await story.Says(Ana, "/prestige", "Take star 1");
        await story.Says(Ana, "/prestige take 1", "star 1");
        await story.Says(Ana, "/prestige take 1", "yours already");
        await story.Hears(Ana, "First star");
        var profile = await story.Profile(ana.Id);
        Assert.Equal((1, RankCode.Recruit), (profile.PrestigeLevel, profile.CurrentRank));
        Assert.Contains("prestige_1", EarnedCodes.Of(profile));
        Assert.True(profile.XpBalance > 300_000);

        // Day 30: what bot, page, card and API say is one and the same, and the ledger explains all of it.
        await story.MoveTo(monday.Start.AddDays(29).AddHours(9));
        await story.Says(Ana, "/me", $"{Spend((await story.Profile(ana.Id)).XpBalance + 5)} XP to spend");
        profile = await story.Profile(ana.Id);
        var page = await visitor.GetStringAsync(Urls.Profile(ana.UserName!), Stop);
        var card = await visitor.GetStringAsync(Urls.ProfileCard(ana.UserName!), Stop);
        var me = await (await api.GetAsync(new Uri($"/api/v1/users/{ana.UserName}", UriKind.Relative), Stop)).Json();
        Assert.Contains("RECRUIT", page, StringComparison.Ordinal);
        Assert.Contains($"{profile.TotalXp:N0} total XP", page, StringComparison.Ordinal);
        Assert.Contains($"{profile.TotalXp:N0} XP", card, StringComparison.Ordinal);
        Assert.Contains("★1", card, StringComparison.Ordinal);
        Assert.Equal((profile.TotalXp, profile.XpBalance, 1), (me.GetProperty("totalXp").GetInt64(), me.GetProperty("xpBalance").GetInt64(), me.GetProperty("prestigeLevel").GetInt32()));
        var lines = await app.Data.Read(db => db.XpTransactions.Where(t => t.UserId == ana.Id).OrderBy(t => t.TransactionId).ToListAsync(Stop), Stop);
        Assert.Equal(profile.XpBalance, lines.Sum(l => l.Amount));
        Assert.Equal(profile.TotalXp, lines.Sum(l => l.TotalXpChange));
        Assert.Equal(lines.Count, lines.Select(l => l.RewardKey).Distinct().Count());
        Assert.True((await app.Services.GetRequiredService<XpVerification>().All(stop: Stop)).IsRight);
    }

    private static string Spend(long xp) => xp.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Story(BotApp app, HttpClient api)
    {
        private long trade;
        private int grant;

        public async Task MoveTo(DateTimeOffset to) => Assert.Null((await app.Services.GetRequiredService<Rehearsal>().MoveTo(to, Actor.Start, Stop)).Problem);

        public async Task Arrive(long chat)
        {
            app.Telegram.Says(chat, "/start");
            await Hears(chat, "Welcome");
        }

        public Task Hears(long chat, string text) => Eventually.Holds(() => Task.FromResult(app.Telegram.Chat(chat).Any(m => m.Text.Contains(text, StringComparison.OrdinalIgnoreCase))),
            () => $"{text} was not said; said were: {string.Join(" | ", app.Telegram.Chat(chat).Select(m => m.Text))}", within: TimeSpan.FromSeconds(60), every: TimeSpan.FromMilliseconds(20));

        public async Task Says(long chat, string command, string answer)
        {
            var before = app.Telegram.Chat(chat).Count;
            app.Telegram.Says(chat, command);
            await Eventually.Holds(() => Task.FromResult(app.Telegram.Chat(chat).Skip(before).Any(m => Says(m.Text, m.Buttons.Select(b => b.Text)).Contains(answer, StringComparison.OrdinalIgnoreCase))),
                () => $"{command} was not answered by {answer}; said were: {string.Join(" | ", app.Telegram.Chat(chat).Skip(before).Select(m => m.Text))}", within: TimeSpan.FromSeconds(60), every: TimeSpan.FromMilliseconds(20));
        }

        public Task<long> IdOf(long chat) => app.Data.Read(db => db.Users.Where(u => u.TelegramId == chat).Select(u => u.Id).SingleAsync(Stop), Stop);

        public Task<UserProfile> Profile(long user) => app.Data.Read(db => db.Profiles.SingleAsync(p => p.UserId == user, Stop), Stop);

        public async Task<long> Award(long user, string source)
        {
            using var answer = await api.PostAsJsonAsync("/api/v1/xp/awards", new { userId = user, source, sourceId = ++trade, description = "EURUSD long" }, Stop);
            return (await answer.Json()).GetProperty("amount").GetInt64();
        }

        public async Task Grant(long user, long xp) => Assert.Null((await app.Services.GetRequiredService<Progression>().Grant(user, xp, "for the story", $"story{++grant}", Stop)).Problem);

        private static string Says(string text, IEnumerable<string> buttons) => $"{text}\n{string.Join('\n', buttons)}";
    }
}
