using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Scenarios;

public sealed class BotCrashTests
{
    private const int People = 40;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_process_that_is_killed_in_the_middle_loses_nothing_and_repeats_only_what_was_on_its_way(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var telegram = await FakeBotApi.Start();
        for (long person = 1; person <= People; person++)
        {
            telegram.Says(person, "/start");
            telegram.Says(person, "/presspass activate yes");
        }

        await using (var first = Run(database, telegram))
        {
            await telegram.Called("sendMessage", People / 2, TimeSpan.FromMinutes(2));
            await first.Kill();
        }
        telegram.Says(1, "/help");
        await using var second = Run(database, telegram);
        await second.Answers(within: TimeSpan.FromMinutes(2));
        var back = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(() => Missing(telegram).Count == 0, () => $"missing: {string.Join("; ", Missing(telegram))}; the log: {second.Written}",
            within: TimeSpan.FromMinutes(3), every: TimeSpan.FromMilliseconds(200));
        // What the dead process held is free when its leases end; the rest is the pace at which Telegram takes messages.
        Assert.InRange(TimeProvider.System.GetElapsedTime(back), TimeSpan.Zero, InboxWorker.LeaseLength + TimeSpan.FromSeconds(30));
        await Eventually.Holds(async () => await Pending(database) == 0, () => second.Written);
        await second.Kill();

        var sent = Enumerable.Range(1, People).Sum(person => telegram.Chat(person).Count);
        Assert.InRange(sent, 3 * People + 1, 3 * People + 1 + 64);
        await using var db = database.Open();
        Assert.Equal((People, People, People), (await db.Users.CountAsync(Stop), await db.Passes.CountAsync(Stop), await db.XpTransactions.CountAsync(t => t.SourceType == "daily_login", Stop)));
        Assert.Equal(2 * People + 1, await db.Inbox.CountAsync(m => m.State == MessageState.Done, Stop));
    }

    [Fact]
    public async Task Of_two_nodes_one_polls_and_the_other_takes_over_when_it_leaves()
    {
        Needs.PostgreSql();
        await using var one = await BotApp.Start(DatabaseProvider.PostgreSql, TelegramMode.Polling);
        var telegram = one.Telegram;
        telegram.Says(1, "/start");
        await telegram.Hears(1, "Welcome", TimeSpan.FromSeconds(60));
        await using (var two = one.Another(TelegramMode.Polling))
        {
            for (long person = 2; person <= 10; person++) telegram.Says(person, "/start");
            for (long person = 2; person <= 10; person++) await telegram.Hears(person, "Welcome", TimeSpan.FromSeconds(60));
        }
        await using var three = one.Another(TelegramMode.Polling);
        telegram.Says(11, "/start");
        await telegram.Hears(11, "Welcome", TimeSpan.FromSeconds(60));

        Assert.Equal(11, Enumerable.Range(1, 11).Sum(person => telegram.Chat(person).Count));
        // Had two polled at once, Telegram would have ended one with a conflict, and it would have begun anew.
        Assert.Single(telegram.Calls("deleteWebhook"));
    }

    // Each is told of three things: that they are welcome, that the pass runs, and its fact. Whoever's question was worked on and not yet answered when the process
    // died is answered as things then stand: they are a member already, their pass runs already.
    private static List<string> Missing(FakeBotApi telegram)
    {
        var missing = Enumerable.Range(1, People).SelectMany(person => new[]
        {
            (person, What: "welcome", IsThere: Heard(telegram, person, "Welcome") || Heard(telegram, person, "Good to see you")),
            (person, What: "pass", IsThere: Heard(telegram, person, "Press Pass runs") || Heard(telegram, person, "Press Pass already runs")),
            (person, What: "fact", IsThere: Heard(telegram, person, "features of APEX")),
        }).Append((person: 1, What: "help", IsThere: Heard(telegram, 1, "What I can do")));
        return [.. missing.Where(one => !one.IsThere).Select(one => $"{one.What} of {one.person}")];
    }

    private static bool Heard(FakeBotApi telegram, long person, string text) => telegram.Chat(person).Any(message => message.Text.Contains(text, StringComparison.Ordinal));

    private static async Task<int> Pending(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Inbox.CountAsync(m => m.State == MessageState.Pending, Stop) + await db.Outbox.CountAsync(m => m.State == MessageState.Pending, Stop);
    }

    private static WebProcess Run(TestDatabase database, FakeBotApi telegram) => WebProcess.Start("Development",
        ("Database:Provider", database.Provider.ToString()),
        ("ConnectionStrings:HydraX", database.ConnectionString),
        ("Telegram:BotToken", telegram.Token),
        ("Telegram:BaseUrl", telegram.BaseUrl),
        ("Telegram:Mode", nameof(TelegramMode.Polling)));
}
