using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Current;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Users;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Pages;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Commands;
using HydraX.Web.Telegram.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Telegram;

public sealed class LeaderboardCommandTests : PageTest
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_weeks_board_names_who_won_the_last_one()
    {
        var (osprey, heron) = (await Core.Member("osprey"), await Core.Member("heron"));
        await Core.Give(osprey, 1_500);
        await Core.Give(heron, 1_500);
        Core.Time.Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        await Core.Get<BoardFreeze>().Freeze(Stop);
        await Core.Give(heron, 20);
        await Core.Get<Boards>().Follow(Stop);

        Assert.Equal("<b>XP · This week</b> · 1 member\n🥇 heron – 20 XP\n\n🏆 Last week: osprey and heron with 1,500 XP", await Answer("week"));
        Assert.DoesNotContain("Last week", await Answer("month"), StringComparison.Ordinal);

        await Core.Change(osprey, user => user.IsActive = false);
        Assert.EndsWith("🏆 Last week: a member who is not shown and heron with 1,500 XP", await Answer(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_own_league_shows_the_first_the_own_neighbours_and_both_zones()
    {
        var users = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            users.Add(await Core.Member($"bird{i}"));
            await Core.Give(users[i], 10);
        }
        await Core.Data.Run(work =>
        {
            work.Db.AddRange(users.Select(user => new LeagueMember { UserId = user, Division = Division.Iron }));
            return Task.CompletedTask;
        }, Stop);
        Core.Time.Now = new(2026, 11, 23, 0, 5, 0, TimeSpan.Zero);
        await Core.Get<LeagueRounds>().Run(Stop);
        for (var i = 0; i < 12; i++) await Core.Give(users[i], 120 - 10 * i);
        await Core.Get<Boards>().Follow(Stop);

        Assert.Equal(
            "<b>Iron league</b> · 12 members · ends on 30 November at 00:00 UTC, in 6 days 23 hours\n" +
            "1. bird0 – 120 XP ⬆️\n2. bird1 – 110 XP ⬆️\n3. bird2 – 100 XP ⬆️\n…\n" +
            "7. bird6 – 60 XP\n8. bird7 – 50 XP\n<b>9. bird8 – 40 XP</b>\n10. bird9 – 30 XP ⬇️\n11. bird10 – 20 XP ⬇️\n" +
            "⬆️ the first 3 go up, ⬇️ the last 3 and whoever has no XP go down",
            await Answer("league", users[8]));
        // Whoever has just hidden is no longer in the table, before the boards have heard of it.
        await Core.Change(users[8], user => user.Profile!.Visibility = Visibility.Hidden);
        Assert.StartsWith("You are in no league: your profile is hidden.", await Answer("league", users[8]), StringComparison.Ordinal);
        Assert.StartsWith("Your league is for you alone", await Answer("league", users[8], isPrivate: false), StringComparison.Ordinal);
        Assert.StartsWith("You are in no league this week yet.", await Answer("league", await Core.Member("late")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streak", "<b>Streaks</b> · 0 members\nNobody is on this board yet.")]
    [InlineData("streak all fang", "<b>Streaks · FANG</b> · 0 members\nNobody of FANG is on this board yet.")]
    [InlineData("streak week", "The board streak shows what stands now, so there is none by week.")]
    [InlineData("xp day fang", "<b>XP · Today · FANG</b> · 0 members\nNobody of FANG is on this board yet.")]
    [InlineData("win_rate", "The board win_rate is not open yet: it opens with trading. There is xp and streak.")]
    [InlineData("week of mine", "Behind /leaderboard I understand day, week, month, all, streak and league; and a tier behind that, such as /leaderboard week fang.")]
    public async Task What_stands_behind_it(string arguments, string says) => Assert.Equal(says, await Answer(arguments));

    private async Task<string> Answer(string arguments, long? user = null, bool isPrivate = true)
    {
        var command = new LeaderboardCommand(Core.Get<Boards>(), Core.Get<BoardKinds>(), Core.Get<HallQuestions>(), Core.Get<LeagueQuestions>(), Core.Clock,
            new Links(Services.GetRequiredService<PublicAddress>(), Services.GetRequiredService<BotState>()));
        var member = user is { } id ? new MemberCard(id, "somebody", TierCode.Nibbler, IsActive: true, TelegramId: 7, IsNew: false) : null;
        return (await command.Answer(new(new Incoming(new(7, "somebody", null), 7, isPrivate, null), member, arguments, "one"), Stop)).Html;
    }
}
