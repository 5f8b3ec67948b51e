using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Lifecycle;
using HydraX.Core.Progress;
using HydraX.Core.Users.Keys;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Api;

public sealed class ApiTests
{
    private const string Root = "/api/v1/";

    [Theory, EachProvider]
    public async Task An_award_pays_once_and_is_seen_by_name_and_on_the_ledger(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var member = await site.Member("kestrel");
        var admin = site.Caller(await site.Key(await site.Admin(), ApiScopes.Read, ApiScopes.XpWrite));
        var own = site.Caller(await site.Key(member, ApiScopes.Read));

        var first = await (await admin.PostAsJsonAsync(Root + "xp/awards", new { userId = member, source = "trade_win", sourceId = 4711, description = "EURUSD long" })).Json();
        var again = await (await admin.PostAsJsonAsync(Root + "xp/awards", new { userId = member, source = "trade_win", sourceId = 4711 })).Json();

        Assert.False(first.GetProperty("wasKnown").GetBoolean());
        Assert.True(again.GetProperty("wasKnown").GetBoolean());
        Assert.Equal(first.GetProperty("transactionId").GetInt64(), again.GetProperty("transactionId").GetInt64());
        Assert.Equal(first.GetProperty("amount").GetInt64(), first.GetProperty("balanceAfter").GetInt64());
        Assert.Equal(JsonValueKind.Array, first.GetProperty("multipliers").ValueKind);

        var user = await (await own.GetAsync(Root + "users/KESTREL")).Json();
        string[] shape = ["userId", "username", "tier", "subscriptionStatus", "rank", "level", "totalXp", "xpBalance", "prestigeLevel", "pressPassActive"];
        Assert.Equal(shape, user.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("kestrel", "NIBBLER", "inactive", "RECRUIT"), (user.GetProperty("username").GetString(), user.GetProperty("tier").GetString(), user.GetProperty("subscriptionStatus").GetString(), user.GetProperty("rank").GetString()));
        Assert.Equal(first.GetProperty("balanceAfter").GetInt64(), user.GetProperty("xpBalance").GetInt64());

        var lines = await (await own.GetAsync(Root + "xp/transactions")).Json();
        var line = Assert.Single(lines.GetProperty("items").EnumerateArray());
        Assert.Equal(("trade_win", 4711, "EURUSD long"), (line.GetProperty("source").GetString(), line.GetProperty("sourceId").GetInt64(), line.GetProperty("description").GetString()));
    }

    [Theory, EachProvider]
    public async Task A_board_of_the_season_is_there_while_one_runs(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var member = await site.Member("kestrel");
        var own = site.Caller(await site.Key(member, ApiScopes.Read));

        var none = await own.GetAsync(Root + "leaderboards/xp?period=season");
        Assert.Equal((HttpStatusCode.NotFound, "boards.no-season"), (none.StatusCode, await none.Code()));

        var clock = site.Get<Clock>();
        var first = clock.Today.Next;
        Assert.True((await site.Get<SeasonDesk>().Plan(new("Winter", "", first.Date, first.Date.AddDays(9)), "for the test", Actor.Job)).Succeeded);
        clock.MoveTo(first.Start.AddHours(1));
        await site.Get<Progression>().Grant(member, 70, "for the test", "one");
        await site.Get<Boards>().Follow(TestContext.Current.CancellationToken);
        var board = await (await own.GetAsync(Root + "leaderboards/xp?period=season")).Json();
        Assert.Equal(("season", first.Start, first.Start.AddDays(10), 70), (board.GetProperty("period").GetString(), board.GetProperty("from").GetDateTimeOffset(), board.GetProperty("until").GetDateTimeOffset(), board.GetProperty("entries")[0].GetProperty("xp").GetInt64()));
    }

    [Fact]
    public async Task Achievements_come_with_progress_and_what_is_earned()
    {
        await using var site = await TestSite.Start(settings: ("Achievements:StartingSet", "true"));
        var member = await site.Member("kestrel");
        var own = site.Caller(await site.Key(member, ApiScopes.Read));
        await site.Get<Progression>().AwardXp(new(member, XpSource.TradeWin, 1));

        var all = await (await own.GetAsync(Root + "achievements")).Json();

        JsonElement Of(string code) => all.GetProperty("items").EnumerateArray().Single(a => a.GetProperty("code").GetString() == code);
        Assert.Equal(("First blood", "combat", "BRONZE", 100), (Of("first_blood").GetProperty("name").GetString(), Of("first_blood").GetProperty("category").GetString(), Of("first_blood").GetProperty("tier").GetString(), Of("first_blood").GetProperty("xp").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, Of("first_blood").GetProperty("earnedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, Of("warrior_spirit").GetProperty("earnedAt").ValueKind);
        Assert.Equal((1, 10), (Of("warrior_spirit").GetProperty("progress")[0].GetProperty("value").GetInt32(), Of("warrior_spirit").GetProperty("progress")[0].GetProperty("target").GetInt32()));
        Assert.Equal(2, all.GetProperty("secret").GetInt32());
        Assert.DoesNotContain(all.GetProperty("items").EnumerateArray(), a => a.GetProperty("code").GetString() is "beta_tester" or "first_recruit");
    }

    [Fact]
    public async Task Daily_login_and_perfect_day_pay_once_a_day_whatever_id_comes_along()
    {
        await using var site = await TestSite.Start();
        var member = await site.Member("kestrel");
        var admin = site.Caller(await site.Key(await site.Admin(), ApiScopes.XpWrite));

        var known = new List<bool>();
        foreach (var sourceId in new long?[] { null, 1, 2 })
            known.Add((await (await admin.PostAsJsonAsync(Root + "xp/awards", new { userId = member, source = "perfect_day", sourceId })).Json()).GetProperty("wasKnown").GetBoolean());

        Assert.Equal([false, true, true], known);
    }

    [Fact]
    public async Task The_ledger_is_paged_by_key_without_gaps_or_repeats()
    {
        await using var site = await TestSite.Start();
        var member = await site.Member("kestrel");
        for (var i = 0; i < 7; i++) await site.Get<Progression>().Grant(member, i + 1, "for the test", $"g{i}");
        var own = site.Caller(await site.Key(member, ApiScopes.Read));

        var amounts = new List<long>();
        long? before = null;
        do
        {
            var page = await (await own.GetAsync($"{Root}xp/transactions?limit=3{(before is null ? "" : $"&before={before}")}")).Json();
            amounts.AddRange(page.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("amount").GetInt64()));
            before = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }
        while (before is not null);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], amounts);
        Assert.Equal("api.limit", await (await own.GetAsync(Root + "xp/transactions?limit=101")).Code());
    }

    [Fact]
    public async Task An_admins_key_acts_for_a_member_and_a_members_key_for_nobody_else()
    {
        await using var site = await TestSite.Start();
        var (member, other) = (await site.Member("kestrel"), await site.Member("merlin"));
        var admin = site.Caller(await site.Key(await site.Admin(), ApiScopes.Read));
        var own = site.Caller(await site.Key(member, ApiScopes.Read));

        Assert.Equal("merlin", (await (await admin.GetAsync($"{Root}me?userId={other}")).Json()).GetProperty("username").GetString());
        Assert.Equal("kestrel", (await (await own.GetAsync($"{Root}me?userId={member}")).Json()).GetProperty("username").GetString());
        var refused = await own.GetAsync($"{Root}xp/transactions?userId={other}");
        Assert.Equal((HttpStatusCode.Forbidden, "access.duty"), (refused.StatusCode, await refused.Code()));
        var nobody = await admin.GetAsync($"{Root}me?userId=999999");
        Assert.Equal((HttpStatusCode.NotFound, "users.unknown"), (nobody.StatusCode, await nobody.Code()));
    }

    [Fact]
    public async Task A_balance_is_for_its_owner_a_hidden_profile_for_nobody_and_a_wipe_counts_from_its_midnight()
    {
        await using var site = await TestSite.Start();
        var (member, other) = (await site.Member("kestrel"), await site.Member("merlin"));
        Assert.True((await site.Get<PassChanges>().Activate(member)).Succeeded);
        await site.Get<Progression>().Grant(member, 500, "for the test", "g");
        var (own, stranger) = (site.Caller(await site.Key(member, ApiScopes.Read)), site.Caller(await site.Key(other, ApiScopes.Read)));

        Assert.Equal(JsonValueKind.Null, (await (await stranger.GetAsync(Root + "users/kestrel")).Json()).GetProperty("xpBalance").ValueKind);
        var me = await (await own.GetAsync(Root + "me")).Json();
        Assert.Equal((500, "PRESS_PASS", true), (me.GetProperty("xpBalance").GetInt64(), me.GetProperty("tier").GetString(), me.GetProperty("pressPassActive").GetBoolean()));

        // A midnight has passed that no sweep has written down.
        await site.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == member).ExecuteUpdateAsync(p => p.SetProperty(x => x.WipeSettledUntil, work.At.AddDays(-1)).SetProperty(x => x.Visibility, Core.Kernel.Visibility.Hidden)));
        Assert.Equal(0, (await (await own.GetAsync(Root + "me")).Json()).GetProperty("xpBalance").GetInt64());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Root + "users/kestrel")).StatusCode);
    }

    [Fact]
    public async Task Boards_are_read_by_tier_and_one_that_is_not_open_says_what_it_waits_for()
    {
        await using var site = await TestSite.Start();
        var (kestrel, merlin) = (await site.Member("kestrel"), await site.Member("merlin"));
        await site.Data.Run(work => work.Db.Users.Where(u => u.Id == merlin).ExecuteUpdateAsync(u => u.SetProperty(x => x.Tier, Core.Kernel.TierCode.Fang)));
        foreach (var (user, xp) in new[] { (kestrel, 50), (merlin, 40) }) await site.Get<Progression>().Grant(user, xp, "for the test", $"g{user}");
        await site.Get<Activity>().Note(merlin);
        await site.Get<Core.Leaderboards.Boards>().Follow(default);
        var own = site.Caller(await site.Key(merlin, ApiScopes.Read));

        var fang = await (await own.GetAsync(Root + "leaderboards/xp?period=week&tier=fang")).Json();
        var streak = await (await own.GetAsync(Root + "leaderboards/streak")).Json();

        Assert.Equal(("FANG", 1, 1), (fang.GetProperty("tier").GetString(), fang.GetProperty("members").GetInt32(), fang.GetProperty("around")[0].GetProperty("place").GetInt32()));
        Assert.Equal(("streak", "all", 1, 0), (streak.GetProperty("board").GetString(), streak.GetProperty("period").GetString(), streak.GetProperty("entries")[0].GetProperty("score").GetInt32(), streak.GetProperty("entries")[0].GetProperty("xp").GetInt32()));
        foreach (var (path, status, code) in new[]
        {
            ("leaderboards/luck", HttpStatusCode.NotFound, "boards.unknown"), ("leaderboards/profit", HttpStatusCode.NotFound, "boards.not-open"),
            ("leaderboards/xp?tier=gold", HttpStatusCode.BadRequest, "boards.tier"), ("leaderboards/streak?period=week", HttpStatusCode.BadRequest, "boards.timeless"),
        })
        {
            using var answer = await own.GetAsync(Root + path);
            Assert.Equal((status, code), (answer.StatusCode, await answer.Code()));
        }
    }

    [Fact]
    public async Task Every_refusal_is_problem_details_with_its_status()
    {
        await using var site = await TestSite.Start();
        var member = await site.Member("kestrel");
        var (own, admin) = (site.Caller(await site.Key(member, ApiScopes.Read)), site.Caller(await site.Key(await site.Admin(), ApiScopes.XpWrite)));
        static StringContent Body(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

        async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            Assert.Equal((status, code), (answer.StatusCode, await answer.Code()));
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        }

        await Refused(HttpStatusCode.Unauthorized, "access.sign-in", site.Caller().GetAsync(Root + "me"));
        await Refused(HttpStatusCode.Unauthorized, "keys.invalid", site.Caller(ApiKeyText.New()).GetAsync(Root + "me"));
        await Refused(HttpStatusCode.Forbidden, "access.scope", own.PostAsync(Root + "xp/awards", Body("{}")));
        await Refused(HttpStatusCode.Forbidden, "access.scope", admin.GetAsync(Root + "me"));
        await Refused(HttpStatusCode.NotFound, "api.no-route", own.GetAsync(Root + "nothing"));
        await Refused(HttpStatusCode.NotFound, "users.unknown", own.GetAsync(Root + "users/nobody"));
        await Refused(HttpStatusCode.MethodNotAllowed, "api.method", own.DeleteAsync(Root + "me"));
        await Refused(HttpStatusCode.UnsupportedMediaType, "api.not-json", admin.PostAsync(Root + "xp/awards", Body("userId=1", "application/x-www-form-urlencoded")));
        await Refused(HttpStatusCode.RequestEntityTooLarge, "api.too-large", admin.PostAsync(Root + "xp/awards", Body($"{{\"description\":\"{new string('x', 70_000)}\"}}")));
        await Refused(HttpStatusCode.BadRequest, "api.bad-request", own.GetAsync(Root + "xp/transactions?limit=many"));
        await Refused(HttpStatusCode.UnprocessableEntity, "xp.not-earned", admin.PostAsync(Root + "xp/awards", Body($"{{\"userId\":{member},\"source\":\"admin_grant\",\"sourceId\":1}}")));
        await Refused(HttpStatusCode.UnprocessableEntity, "xp.no-source-id", admin.PostAsync(Root + "xp/awards", Body($"{{\"userId\":{member},\"source\":\"trade_win\"}}")));
        await Refused(HttpStatusCode.NotFound, "users.unknown", admin.PostAsync(Root + "xp/awards", Body("{\"userId\":999999,\"source\":\"trade_win\",\"sourceId\":1}")));
    }

    [Theory]
    [InlineData("{\"userId\":1,\"source\":\"trade_win\",\"bonus\":5}", "api.unknown-field", "bonus")]
    [InlineData("{\"userId\":\"one\",\"source\":\"trade_win\"}", "api.field-type", "userId")]
    [InlineData("{\"userId\":1.5,\"source\":\"trade_win\"}", "api.field-type", "userId")]
    [InlineData("{\"userId\":99999999999999999999,\"source\":\"trade_win\"}", "api.field-type", "userId")]
    [InlineData("{\"userId\":1,\"source\":7}", "api.field-type", "source")]
    [InlineData("{\"userId\":1,\"userId\":2,\"source\":\"trade_win\"}", "api.repeated-field", "userId")]
    [InlineData("{\"UserId\":1,\"source\":\"trade_win\"}", "api.unknown-field", "UserId")]
    [InlineData("{\"source\":\"trade_win\"}", "api.missing-field", "userId")]
    [InlineData("{\"userId\":1}", "api.missing-field", "source")]
    [InlineData("{\"userId\":1,\"source\":\"trade_won\"}", "xp.unknown-source", "source")]
    [InlineData("{\"userId\":1", "api.not-json-object", null)]
    [InlineData("[1]", "api.not-json-object", null)]
    [InlineData("null", "api.not-json-object", null)]
    [InlineData("", "api.not-json-object", null)]
    public async Task A_bad_body_is_told_which_field_is_wrong(string body, string code, string? field)
    {
        await using var site = await TestSite.Start();
        var admin = site.Caller(await site.Key(await site.Admin(), ApiScopes.XpWrite));

        var answer = await admin.PostAsync(Root + "xp/awards", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(code, await answer.Code());
        Assert.Equal(field, (await answer.Json()).TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    [Theory, EachProvider]
    public async Task A_post_with_an_idempotency_key_has_its_effect_once(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var member = await site.Member("kestrel");
        var admin = site.Caller(await site.Key(await site.Admin(), ApiScopes.XpWrite));
        Task<HttpResponseMessage> Post(string key, long sourceId)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Root + "xp/awards") { Content = JsonContent.Create(new { userId = member, source = "trade_win", sourceId }) };
            request.Headers.Add("Idempotency-Key", key);
            return admin.SendAsync(request);
        }

        var racing = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post("k-1", 1)));
        Assert.All(racing, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var first = await racing.First(answer => answer.StatusCode == HttpStatusCode.OK).Content.ReadAsStringAsync();

        var replayed = await Post("k-1", 1);
        Assert.Equal(first, await replayed.Content.ReadAsStringAsync());
        Assert.Equal("true", replayed.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Contains("\"wasKnown\":false", first, StringComparison.Ordinal);
        var other = await Post("k-1", 2);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "api.idempotency-reused"), (other.StatusCode, await other.Code()));
        Assert.Equal("api.idempotency-key", await (await Post(new string('k', 256), 3)).Code());
        Assert.Equal(1, await site.Data.Read(db => db.XpTransactions.CountAsync(t => t.UserId == member)));
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_again_each_key_for_itself()
    {
        await using var site = await TestSite.Start(settings: ("Api:RequestsPerMinute", "5"));
        var (fast, slow) = (site.Caller(await site.Key(await site.Member("kestrel"), ApiScopes.Read)), site.Caller(await site.Key(await site.Member("merlin"), ApiScopes.Read)));

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await fast.GetAsync(Root + "me")).StatusCode);
        var refused = await fast.GetAsync(Root + "me");

        Assert.Equal((HttpStatusCode.TooManyRequests, "api.too-fast"), (refused.StatusCode, await refused.Code()));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await slow.GetAsync(Root + "me")).StatusCode);
    }

    [Fact]
    public async Task Tiers_have_their_prices_and_unlimited_shots_are_null()
    {
        await using var site = await TestSite.Start();
        var tiers = await (await site.Caller(await site.Key(await site.Member("kestrel"), ApiScopes.Read)).GetAsync(Root + "tiers")).Json();

        Assert.Equal(["PRESS_PASS", "NIBBLER", "FANG", "COMMANDER", "APEX"], tiers.EnumerateArray().Select(t => t.GetProperty("tier").GetString()));
        var fang = tiers[2];
        Assert.Equal((89m, 240.30m, 854.40m, 10), (fang.GetProperty("monthlyPrice").GetDecimal(), fang.GetProperty("prices").GetProperty("quarterly").GetDecimal(), fang.GetProperty("prices").GetProperty("annual").GetDecimal(), fang.GetProperty("dailyShots").GetInt32()));
        Assert.Equal(JsonValueKind.Null, tiers[4].GetProperty("dailyShots").ValueKind);
        Assert.Contains("chaingun_mode", fang.GetProperty("features").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task The_document_describes_every_route_with_its_key_and_shapes()
    {
        await using var site = await TestSite.Start();
        var document = await (await site.Caller().GetAsync("/openapi/v1.json")).Json();

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        Assert.Superset(new HashSet<string> { "/api/v1/tiers", "/api/v1/me", "/api/v1/users/{username}", "/api/v1/xp/awards", "/api/v1/xp/transactions" }, paths.Keys.ToHashSet());
        Assert.Equal("X-Api-Key", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("ApiKey").GetProperty("name").GetString());
        var award = paths["/api/v1/xp/awards"].GetProperty("post");
        Assert.Contains("xp:write", award.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains(award.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(award.TryGetProperty("requestBody", out _));
        Assert.All(paths.Values.SelectMany(p => p.EnumerateObject()), operation =>
        {
            Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString()));
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _));
        });
    }
}
