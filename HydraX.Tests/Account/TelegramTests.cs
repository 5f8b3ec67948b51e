using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class TelegramTests
{
    private const string BotToken = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public async Task A_link_of_the_bot_signs_in_by_one_press_and_only_once()
    {
        await using var app = await AccountApp.Start();
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        var link = HydraX.Web.Urls.TelegramSignIn((await app.Get<AccountLinks>().WebSignInCode(member.UserId)).Value.Code);

        for (var look = 0; look < 3; look++) Assert.Contains("Sign in as kestrel", (await app.Open().Get(link)).Text, StringComparison.Ordinal);
        var browser = app.Open();
        var late = app.Open();
        var lateView = await late.Get(link);
        Assert.Equal("/", (await browser.Submit(link)).RedirectedTo);

        Assert.Contains("42", (await app.User(member.UserId)).TelegramId.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
        Assert.Contains("has been used", (await late.SubmitOn(lateView, link)).Text, StringComparison.Ordinal);
        Assert.Contains("has been used", (await late.Get(link)).Text, StringComparison.Ordinal);
        Assert.StartsWith("/account/login", (await late.Get("/account/settings")).RedirectedTo, StringComparison.Ordinal);
    }

    // What the one before proved is theirs: neither their second factor nor their fresh proof goes over, nor does the link prove anything for them.
    [Fact]
    public async Task A_link_opened_where_somebody_else_is_signed_in_says_whom_it_signs_in_and_goes_on_as_them_alone()
    {
        await using var app = await AccountApp.Start();
        var heron = await app.Member("heron", Roles.Admin);
        var browser = await app.SignedIn("heron");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/admin")).Status);
        var longAgo = TimeProvider.System.GetUtcNow().AddHours(-1);
        await app.Data.Run(work => work.Db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, HydraX.Core.Kernel.Clock.Cut(longAgo))));
        var before = browser.Stolen();
        var kestrel = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        await app.Data.Run(work => work.GiveRole(kestrel.UserId, Roles.Admin));
        var link = HydraX.Web.Urls.TelegramSignIn((await app.Get<AccountLinks>().WebSignInCode(kestrel.UserId)).Value.Code);

        Assert.Contains("Sign in as kestrel", (await browser.Get(link)).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.Submit(link)).RedirectedTo);

        Assert.Contains("signed in as kestrel", (await browser.Get("/account/ended")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin")).Status);
        var sessions = await app.Data.Read(db => db.Sessions.Where(s => s.EndedAt == null).ToListAsync());
        Assert.Null(Assert.Single(sessions, s => s.UserId == kestrel.UserId).SecondFactorAt);
        Assert.All(sessions.Where(s => s.UserId == heron), s => Assert.Equal(HydraX.Core.Kernel.Clock.Cut(longAgo), s.ConfirmedAt));
        await Task.Delay(SignIns.Moment);
        Assert.StartsWith("/account/prove", (await before.Get("/account/password")).RedirectedTo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Mini_App_signs_in_whom_Telegram_signed_for_and_registers_the_unknown()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var browser = app.Open();

        var answer = await browser.PostJson("/account/telegram/mini-app", Signed(42, TimeProvider.System.GetUtcNow()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
        Assert.Equal(42, (await app.Data.Read(db => db.Users.SingleAsync())).TelegramId);
    }

    // What Telegram signed half an hour ago may be in somebody else's hands by now.
    [Fact]
    public async Task What_Telegram_signed_a_while_ago_signs_in_and_is_no_fresh_proof()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var (fresh, old) = (app.Open(), app.Open());

        await fresh.PostJson("/account/telegram/mini-app", Signed(42, TimeProvider.System.GetUtcNow()));
        await old.PostJson("/account/telegram/mini-app", Signed(42, TimeProvider.System.GetUtcNow().AddMinutes(-30)));

        Assert.Equal(HttpStatusCode.OK, (await fresh.Get("/account/email")).Status);
        Assert.Equal(HttpStatusCode.OK, (await old.Get("/account/settings")).Status);
        Assert.StartsWith("/account/prove", (await old.Get("/account/email")).RedirectedTo, StringComparison.Ordinal);
    }

    // Telegram in a browser: our cookie does not hold in its frame.
    [Fact]
    public async Task In_a_frame_the_Mini_App_gets_a_link_for_a_tab_of_its_own_that_signs_in_once()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var frame = app.Open();

        var answer = await frame.PostJson("/account/telegram/mini-app", Signed(42, TimeProvider.System.GetUtcNow()).Replace("{", "{\"isFramed\":true,", StringComparison.Ordinal));

        Assert.Empty(frame.Cookies);
        var link = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
        var tab = app.Open();
        Assert.Equal("/", (await tab.Submit(link)).RedirectedTo);
        Assert.Equal(HttpStatusCode.OK, (await tab.Get("/account/settings")).Status);
        Assert.Contains("has been used", (await app.Open().Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forged_stale_and_repeated_initData_signs_nobody_in()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var now = TimeProvider.System.GetUtcNow();

        await Refused(Signed(42, now).Replace("%22id%22%3A42", "%22id%22%3A43", StringComparison.Ordinal), "telegram.init-data-forged");
        await Refused(Signed(42, now.AddHours(-2)), "telegram.init-data-stale");
        await Refused(Signed(42, now.AddHours(2)), "telegram.init-data-stale");
        await Refused(Signed(42, now).Replace("auth_date=", "auth_date=1&auth_date=", StringComparison.Ordinal), "telegram.init-data-malformed");
        await Refused("{\"initData\":\"\"}", "telegram.init-data-malformed");
        await Refused("{}", "telegram.init-data-malformed");
        Assert.Equal(0, await app.Data.Read(db => db.Users.CountAsync()));

        async Task Refused(string json, string code)
        {
            var browser = app.Open();
            var answer = await browser.PostJson("/account/telegram/mini-app", json);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            Assert.Empty(browser.Cookies);
        }
    }

    [Fact]
    public async Task A_suspended_member_does_not_come_in_by_Telegram_either()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        await app.Get<Suspensions>().Suspend(member.UserId, "Spam in squads", Actor.Job);

        var answer = await app.Open().PostJson("/account/telegram/mini-app", Signed(42, TimeProvider.System.GetUtcNow()));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Spam in squads", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_send_the_Mini_Apps_form()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));

        var browser = app.Open();
        Assert.NotEqual(HttpStatusCode.OK, (await browser.Post("/account/telegram/mini-app", ("initData", JsonSerializer.Deserialize<JsonElement>(Signed(42, TimeProvider.System.GetUtcNow())).GetProperty("initData").GetString()!))).Status);

        Assert.Empty(browser.Cookies);
        Assert.Equal(0, await app.Data.Read(db => db.Users.CountAsync()));
    }

    // As Telegram signs: HMAC over the sorted fields under a key made of the bot's token.
    internal static string Signed(long id, DateTimeOffset at, string botToken = BotToken)
    {
        var user = $$"""{"id":{{id}},"first_name":"Kes","username":"kestrel"}""";
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["auth_date"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["query_id"] = "AAE",
            ["user"] = user,
        };
        var text = string.Join('\n', fields.Select(f => $"{f.Key}={f.Value}"));
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(botToken));
        fields["hash"] = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return JsonSerializer.Serialize(new { initData = string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}")) });
    }
}
