using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HydraX.Tests.Hosting;

/// <summary>Good and bad days of the process as a whole.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Broken_settings_end_the_start_with_every_fault_and_no_stack_trace()
    {
        await using var process = WebProcess.Start("Production", ("Database:Provider", "Oracle"), ("Clock:Mode", "Rehearsal"), ("Xp:TradeXpPerDay", "lots"));

        Assert.Equal(1, await process.Ends());
        Assert.Contains("Database:Provider is \"Oracle\"; set one of Sqlite, SqlServer, PostgreSql.", process.Written, StringComparison.Ordinal);
        Assert.Contains("Clock:Mode is Rehearsal, which Production refuses", process.Written, StringComparison.Ordinal);
        Assert.Contains("Xp:TradeXpPerDay is \"lots\"; set a whole number", process.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_tier_file_ends_the_start_with_line_and_reason()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        var file = Path.Combine(Path.GetTempPath(), $"tiers-{Guid.NewGuid():N}.yml");
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "config", "tier_settings.yml"));
        await File.WriteAllTextAsync(file, shipped.Replace("monthly_price: 89", "monthly_price: -89", StringComparison.Ordinal));
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString), ("Tiers:File", file));

        Assert.Equal(1, await process.Ends());
        Assert.Matches(@"line \d+: .*-89", process.Written);
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task An_unreachable_database_and_a_file_that_is_none_end_the_start_with_a_sentence()
    {
        await using var absent = WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", "Host=127.0.0.1;Port=1;Database=hydrax;Username=hydrax;Timeout=3"));
        var file = Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.db");
        await File.WriteAllTextAsync(file, new string('x', 8_192));
        await using var damaged = WebProcess.Start("Development", ("ConnectionStrings:HydraX", $"Data Source={file}"));

        Assert.Equal((1, 1), (await absent.Ends(), await damaged.Ends()));
        Assert.Contains("The PostgreSQL server cannot be reached", absent.Written, StringComparison.Ordinal);
        Assert.Contains("The SQLite file is damaged, or is none.", damaged.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", absent.Written + damaged.Written, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task An_address_that_another_process_holds_ends_the_start_with_a_sentence()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString), ("Urls", $"http://{holder.LocalEndpoint}"));

        Assert.Equal(1, await process.Ends());
        Assert.Equal($"HydraX cannot start. Failed to bind to address http://{holder.LocalEndpoint}: address already in use. Stop what listens there, or set another address with Urls, for example http://localhost:5081.",
            process.Written.ReplaceLineEndings("\n").Split('\n').Last(line => line.Length > 0));
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("FTL", process.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_graceful_and_soon_and_a_full_or_locked_file_is_named()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString));
        await process.Answers("/health/ready");

        process.Terminate();

        Assert.Equal(0, await process.Ends(within: TimeSpan.FromSeconds(30)));
        Assert.Equal("The SQLite file is locked by another process. One process uses it at a time: stop the other one, or move to PostgreSQL or SQL Server.", DatabaseTrouble.Sentence(new InvalidOperationException("", new SqliteException("database is locked", 5))));
        Assert.StartsWith("The disk that holds the SQLite file is full.", DatabaseTrouble.Sentence(new SqliteException("database or disk is full", 13)), StringComparison.Ordinal);
        Assert.Null(DatabaseTrouble.Sentence(new InvalidOperationException("a bug")));
    }

    [Fact]
    public async Task A_database_that_is_gone_for_a_while_makes_it_unready_and_it_recovers_by_itself()
    {
        Needs.PostgreSql();
        await using var database = await TestDatabase.Create(DatabaseProvider.PostgreSql);
        await using var wire = TestDatabase.Wire();
        await using var telegram = await FakeBotApi.Start();
        await using var process = WebProcess.Start("Development", ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", database.Through(wire).ConnectionString), ("Admin:Email", "chief@hydrax.example"),
            ("Admin:Password", Password), ("Admin:ApiKey", Key), ("Telegram:BotToken", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:Mode", "Polling"));
        await process.Answers("/health/ready");
        process.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/api/v1/me"));
        var browser = new Account.Browser(process.Client.BaseAddress!);
        await browser.Submit("/account/login", ("Typed.Email", "chief@hydrax.example"), ("Typed.Password", Password));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/press-pass")).Status);

        wire.Cut();
        await process.Answers("/health/ready", HttpStatusCode.ServiceUnavailable, within: TimeSpan.FromSeconds(15));
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/health/live"));
        using (var refused = await process.Client.GetAsync("/api/v1/me"))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "api.failed"), (refused.StatusCode, await refused.Code()));
            Assert.DoesNotContain("Npgsql", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        var page = await browser.Get("/press-pass");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("The database does not answer", page.Text, StringComparison.Ordinal);
        Assert.Equal("/press-pass", page.Document.QuerySelectorAll("a").Single(link => link.TextContent == "Try again").GetAttribute("href"));
        // The outage lasts for several rounds of everything that works in the background.
        await Eventually.Holds(() => Complaints(process).Count >= 5, () => process.Written);
        var told = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(() => TimeProvider.System.GetElapsedTime(told) > TimeSpan.FromSeconds(8));
        var complaints = Complaints(process);

        wire.Mend();
        await process.Answers("/health/ready", within: TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await process.StatusOf("/api/v1/me"));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/press-pass")).Status);
        telegram.Says(1, "/start");
        await telegram.Hears(1, "Welcome", TimeSpan.FromSeconds(60));
        process.Terminate();
        Assert.Equal(0, await process.Ends(within: TimeSpan.FromSeconds(40)));

        Assert.DoesNotContain(Key, process.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Written, StringComparison.Ordinal);
        Assert.All(complaints, part => Assert.True(part.Count() == 1, $"{part.Key} complained {part.Count()} times:{Environment.NewLine}{process.Written}"));
    }

    [Fact]
    public async Task A_part_that_fails_by_a_bug_ends_the_process_with_an_exit_code_that_says_so()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var process = WebProcess.StartWithFailingPart("Development", ("ConnectionStrings:HydraX", database.ConnectionString));

        Assert.Equal(1, await process.Ends());
        Assert.Contains($"CRITICAL: HydraX has stopped, because its part Part failed: {FailingPart.Words}", process.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_complains_of_nothing()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString), ("Clock:Mode", "Rehearsal"));
        await process.Answers("/health/ready");
        process.Terminate();
        Assert.Equal(0, await process.Ends(within: TimeSpan.FromSeconds(40)));

        Assert.Empty(Complaints(process).SelectMany(part => part));
    }

    [Fact]
    public async Task A_bot_in_trouble_leaves_the_node_ready()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var telegram = await FakeBotApi.Start();
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString),
            ("Telegram:BotToken", "123456:ANOTHER-TOKEN-abcdefghijklmnopqrstuv"), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:Mode", "Polling"));
        await process.Answers("/health/ready");

        await Eventually.Holds(async () => (await process.Client.GetStringAsync("/health/ready")).Contains("Telegram refuses the bot", StringComparison.Ordinal), () => process.Written);

        using var ready = await process.Client.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "degraded"), (ready.StatusCode, (await ready.Json()).GetProperty("status").GetString()));
    }

    [Theory, EachProvider]
    public async Task A_clock_that_is_an_hour_behind_what_the_database_has_seen_is_told_and_stops_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var ahead = TimeProvider.System.GetUtcNow().AddHours(1);
        await using (var db = database.Open())
        {
            // What a process leaves whose clock ran an hour ahead, and that was killed.
            db.Add(new JobRun { Job = "press-pass-notice", Node = "other:1", DueAt = ahead, StartedAt = ahead, EndedAt = ahead, Result = JobResult.Done });
            foreach (var name in Enumerable.Range(0, Inbox.Lanes).Select(lane => $"inbox-{lane}").Concat(["telegram-poller", "telegram-outbox"]))
                db.Add(new LeaseRow { Name = name, Owner = "other:1", LeasedUntil = ahead.AddSeconds(30) });
            await db.SaveChangesAsync();
        }
        await using var telegram = await FakeBotApi.Start();
        await using var process = WebProcess.Start("Development", ("Database:Provider", provider.ToString()), ("ConnectionStrings:HydraX", database.ConnectionString),
            ("Telegram:BotToken", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:Mode", "Polling"));
        await process.Answers("/health/ready");

        Assert.Contains("but this database was at work at", process.Written, StringComparison.Ordinal);
        telegram.Says(1, "/start");
        await telegram.Hears(1, "Welcome", TimeSpan.FromSeconds(30));
    }

    private const string Password = "four words in a row";
    private const string Key = "a key for the tests of today";

    // Lines of trouble by the part that wrote them and its first words. Requests that failed have a line each, for they have a reference each. Of ASP.NET Core: the
    // keys that protect cookies lie in the database as they are.
    private static List<IGrouping<string, string>> Complaints(WebProcess process) => [.. process.Written.Split(Environment.NewLine)
        .Select(line => Regex.Match(line, @"^\d\d:\d\d:\d\d (?:WRN|ERR|FTL) (\S+) (.{0,25})"))
        .Where(line => line.Success && !line.Groups[1].Value.StartsWith("HydraX.Web.Hosting.Logs.", StringComparison.Ordinal)
            && !line.Groups[1].Value.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal))
        .GroupBy(line => $"{line.Groups[1].Value} {line.Groups[2].Value}", line => line.Value)];
}
