using System.Text.Json;
using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Core.Messaging;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Tests.Leaderboards.Summaries;

public sealed class WeeklySummaryTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 5, 0, TimeSpan.Zero);

    [Theory, EachProvider]
    public async Task Whoever_was_active_is_told_once_what_the_week_was_like(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (osprey, heron, silent, away) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"), await core.Member("crane"));
        await core.Get<LeagueRounds>().Run(Stop);
        foreach (var (user, xp) in new[] { (osprey, 900), (heron, 300), (silent, 200), (away, 100) }) await core.Give(user, xp);
        for (var day = 0; day < 3; day++)
        {
            await core.Get<Activity>().Note(osprey, Stop);
            core.Time.Advance(TimeSpan.FromDays(1));
        }
        await core.Get<Activity>().Note(osprey, Stop);
        Assert.True((await core.Get<ProfileSettings>().Summarize(silent, false, Stop)).Succeeded);
        await core.Change(away, user => user.IsActive = false);
        core.Time.Now = other.Time.Now = Monday;
        Assert.Equal(0, await core.Get<WeeklySummaries>().Tell(Stop));
        await core.Get<LeagueRounds>().Run(Stop);

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? core : other).Get<WeeklySummaries>().Tell(Stop), Stop)));

        Assert.Equal(2, told.Sum());
        Assert.Equal(0, await core.Get<WeeklySummaries>().Tell(Stop));
        var message = Assert.Single(await core.Told(osprey, WeekSummed.Kind));
        Assert.Single(await core.Told(heron, WeekSummed.Kind));
        Assert.Empty(await core.Told(silent, WeekSummed.Kind));
        Assert.Empty(await core.Told(away, WeekSummed.Kind));
        Assert.Equal((int)OutboxLane.Digests, message.Lane);
        var fact = JsonSerializer.Deserialize<WeekSummed>(message.Data, Outbox.Json)!;
        var earned = (await core.Ledger(osprey)).Sum(line => line.TotalXpChange);
        // The last day with activity was Sunday: on Monday the run is still in force.
        Assert.Equal(
            new WeekSummed(new(2026, 11, 16), earned, 1, 4, 4, "copper", 1, 3, "promoted", "PRIVATE", 1_000 - earned, 6, 900 - earned, 7) with { NextLevel = fact.NextLevel, ToNextLevel = fact.ToNextLevel },
            fact);
    }

    [Theory, EachProvider]
    public async Task Whoever_hides_from_boards_is_told_as_well_and_hears_of_no_league(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (hidden, idle, seen) = (await core.Member("osprey"), await core.Member("heron"), await core.Member("stork"));
        await core.Change(hidden, user => user.Profile!.Visibility = Visibility.Hidden);
        await core.Get<LeagueRounds>().Run(Stop);
        await core.Give(hidden, 300);
        await core.Get<Activity>().Note(seen, Stop);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);

        Assert.Equal(2, await core.Get<WeeklySummaries>().Tell(Stop));

        Assert.Empty(await core.Told(idle, WeekSummed.Kind));
        Assert.Single(await core.Told(seen, WeekSummed.Kind));
        var message = Assert.Single(await core.Told(hidden, WeekSummed.Kind));
        var fact = JsonSerializer.Deserialize<WeekSummed>(message.Data, Outbox.Json)!;
        Assert.Equal((300, null, null, null, 0), (fact.Xp, fact.BoardPlace, fact.Division, fact.LeaguePlace, fact.DaysActive));
        Assert.StartsWith("<b>Your week</b> from 16 November to 22 November: 300 XP.\n🔥 Here on 0 days", Notices.Words.Of(message)!.Html, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_wiped_week_is_told_with_what_was_earned_and_a_late_one_not_at_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var pass = await core.MemberOnPass();
        await core.Get<LeagueRounds>().Run(Stop);
        await core.Give(pass, 900);
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        core.Time.Now = Monday;
        await core.Night.Wipe(Stop);
        await core.Get<LeagueRounds>().Run(Stop);
        Assert.Equal(1, await core.Get<WeeklySummaries>().Tell(Stop));
        var fact = JsonSerializer.Deserialize<WeekSummed>(Assert.Single(await core.Told(pass, WeekSummed.Kind)).Data, Outbox.Json)!;
        Assert.Equal((900, null, 1), (fact.Xp, fact.BoardPlace, fact.LeaguePlace));

        await core.Give(pass, 5);
        await core.Get<LeagueRounds>().Run(Stop);
        core.Time.Now = Monday.AddDays(7 + 3);
        await core.Night.Wipe(Stop);
        await core.Get<LeagueRounds>().Run(Stop);
        Assert.Equal(0, await core.Get<WeeklySummaries>().Tell(Stop));
    }

    [Fact]
    public void It_is_told_in_a_few_lines()
    {
        var fact = new WeekSummed(new(2026, 11, 16), 1_240, 17, 5, 12, "steel", 3, 28, "promoted", "SERGEANT", 760, 14, 212, 14);

        Assert.Equal(
            "<b>Your week</b> from 16 November to 22 November: 1,240 XP, 17th on the week's board.\n" +
            "🏅 Steel: 3rd of 28, up a division\n" +
            "🔥 Here on 5 days, streak 12 days\n" +
            "➡️ 760 XP to SERGEANT, 212 XP to level 14, 2 days to the bonus of 14 days in a row\n" +
            "Not every Monday? /settings weekly off",
            Notices.Words.Of(new OutboxMessage { Kind = WeekSummed.Kind, Data = JsonSerializer.Serialize(fact, Outbox.Json) })!.Html);

        var withTrophies = Notices.Words.Of(new OutboxMessage { Kind = WeekSummed.Kind, Data = JsonSerializer.Serialize(fact with { Trophies = 2, Near = "Warrior & spirit", NearSays = "7 of 10" }, Outbox.Json) })!.Html;
        Assert.Contains("streak 12 days\n🏆 2 achievements earned\n➡️", withTrophies, StringComparison.Ordinal);
        Assert.Contains("14 days in a row\n🎖 Near: Warrior &amp; spirit, 7 of 10\nNot every Monday?", withTrophies, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task It_counts_what_was_achieved_and_names_what_is_nearest(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var (osprey, heron) = (await core.Member("osprey"), await core.Member("heron"));
        await core.Get<LeagueRounds>().Run(Stop);
        for (var trade = 1; trade <= 8; trade++) Assert.True((await core.Progression.AwardXp(new(osprey, XpSource.TradeWin, trade), Stop)).Succeeded);
        Assert.True((await core.Progression.AwardXp(new(heron, XpSource.TradeLoss, 99), Stop)).Succeeded);
        core.Time.Now = Monday;
        await core.Get<LeagueRounds>().Run(Stop);

        await core.Get<WeeklySummaries>().Tell(Stop);

        var fact = JsonSerializer.Deserialize<WeekSummed>(Assert.Single(await core.Told(osprey, WeekSummed.Kind)).Data, Outbox.Json)!;
        var view = (await core.Get<AchievementQuestions>().Of(osprey, Stop))!;
        Assert.Equal((view.Earned, "Warrior spirit", "8 of 10"), (fact.Trophies, fact.Near, fact.NearSays));
        Assert.Contains(view.Trophies, t => t is { Code: "hat_trick", EarnedAt: not null });
        Assert.Equal(0, JsonSerializer.Deserialize<WeekSummed>(Assert.Single(await core.Told(heron, WeekSummed.Kind)).Data, Outbox.Json)!.Trophies);
    }
}
