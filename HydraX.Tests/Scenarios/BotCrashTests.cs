using System.Diagnostics;
using System.Globalization;
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

        using (var first = Run(database, telegram))
        {
            await telegram.Called("sendMessage", People / 2, TimeSpan.FromMinutes(2));
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync(Stop);
        }
        telegram.Says(1, "/help");
        using var second = Run(database, telegram);
        try
        {
            // Each is told of three things: that they are welcome, that the pass runs, and its fact.
            await Eventually.Holds(() => Enumerable.Range(1, People).All(person => Heard(telegram, person, "Welcome") && Heard(telegram, person, "Press Pass runs") && Heard(telegram, person, "features of APEX"))
                && Heard(telegram, 1, "What I can do"), within: TimeSpan.FromMinutes(4), every: TimeSpan.FromMilliseconds(200));
        }
        finally
        {
            second.Kill(entireProcessTree: true);
            await second.WaitForExitAsync(Stop);
        }

        var sent = Enumerable.Range(1, People).Sum(person => telegram.Chat(person).Count);
        Assert.InRange(sent, 3 * People + 1, 3 * People + 1 + 64);
        await using var db = database.Open();
        Assert.Equal((People, People, People), (await db.Users.CountAsync(Stop), await db.Passes.CountAsync(Stop), await db.XpTransactions.CountAsync(t => t.SourceType == "daily_login", Stop)));
        Assert.Equal(2 * People + 1, await db.Inbox.CountAsync(m => m.State == MessageState.Done, Stop));
        Assert.Equal(0, await db.Inbox.CountAsync(m => m.State == MessageState.Dead, Stop));
    }

    [Fact]
    public async Task Of_two_nodes_one_polls_and_the_other_takes_over_when_it_leaves()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null && !EachProviderAttribute.Ci, "Two nodes share PostgreSQL; set HYDRAX_TEST_POSTGRESQL.");
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

    private static bool Heard(FakeBotApi telegram, long person, string text) => telegram.Chat(person).Any(message => message.Text.Contains(text, StringComparison.Ordinal));

    private static Process Run(TestDatabase database, FakeBotApi telegram)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HydraX.Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Urls", "http://127.0.0.1:0"),
            ("Database__Provider", database.Provider.ToString()),
            ("ConnectionStrings__HydraX", database.ConnectionString),
            ("Demo__Enabled", "false"),
            ("Telegram__BotToken", telegram.Token),
            ("Telegram__BaseUrl", telegram.BaseUrl),
            ("Telegram__Mode", nameof(TelegramMode.Polling)),
        }) start.Environment[key] = string.Create(CultureInfo.InvariantCulture, $"{value}");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
