using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class TelegramLoginTests
{
    private static string Ask(string returnUrl = "/shop") => HydraX.Web.Urls.AskTelegram(returnUrl);

    [Fact]
    public async Task Telegram_signs_a_known_member_and_a_new_one_in_and_sends_them_where_they_were_going()
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        var known = (await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null))).UserId;
        var browser = app.Open();
        Assert.Contains("Sign in with Telegram", (await browser.Get("/account/login")).Text, StringComparison.Ordinal);

        var entered = await browser.Get(telegram.Agree((await browser.Get(Ask())).RedirectedTo!));

        Assert.Equal("/shop", entered.RedirectedTo);
        Assert.Equal((known, SignInMethod.TelegramOidc), await app.Data.Read(db => db.Sessions.Select(s => new ValueTuple<long, SignInMethod>(s.UserId, s.Method)).SingleAsync()));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
        // Somebody new, whose client is a number and whose id is a text.
        var other = app.Open();
        var back = telegram.Agree((await other.Get(Ask("https://evil.example/"))).RedirectedTo!, change: c => (c["aud"], c["id"]) = (new JsonArray(FakeTelegramLogin.ClientId, "1"), "43"));
        Assert.Equal("/", (await other.Get(back)).RedirectedTo);
        Assert.Equal(43, (await app.Data.Read(db => db.Users.OrderByDescending(u => u.Id).FirstAsync())).TelegramId);
    }

    [Fact]
    public async Task The_second_factor_is_asked_for_all_the_same_and_the_suspended_stay_out()
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        var member = (await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null))).UserId;
        var code = await Staff.Code(app.Get<SecondFactors>(), member, "kestrel");
        var browser = app.Open();

        var step = await browser.Get(telegram.Agree((await browser.Get(Ask())).RedirectedTo!));
        Assert.Equal("/account/second-step?returnUrl=%2Fshop", step.RedirectedTo);
        Assert.StartsWith("/account/login", (await browser.Get("/account/settings")).RedirectedTo, StringComparison.Ordinal);
        Assert.Equal("/shop", (await browser.Submit(step.RedirectedTo!, ("Typed.Code", code))).RedirectedTo);

        await app.Get<Suspensions>().Suspend(member, "spam", HydraX.Core.Audit.Actor.Job);
        var late = app.Open();
        Assert.Contains("suspended: spam", (await late.Get(telegram.Agree((await late.Get(Ask())).RedirectedTo!))).Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Data.Read(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_asked()
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        var (asker, other) = (app.Open(), app.Open());
        var back = telegram.Agree((await asker.Get(Ask())).RedirectedTo!);

        // Sent to somebody else, who would be signed in as the sender.
        Assert.Contains("belongs to another browser", (await other.Get(back)).Text, StringComparison.Ordinal);
        await other.Get(Ask());
        Assert.Contains("belongs to another browser", (await other.Get(back)).Text, StringComparison.Ordinal);
        Assert.Equal("/shop", (await asker.Get(back)).RedirectedTo);
        Assert.Contains("was used", (await asker.Get(back)).Text, StringComparison.Ordinal);

        // No code: the person said no. A code that Telegram does not know: refused.
        var asked = (await other.Get(Ask())).RedirectedTo!;
        var state = telegram.Agree(asked).Split("&code=")[0];
        Assert.Contains("told not to sign you in", (await other.Get($"{state}&error=access_denied")).Text, StringComparison.Ordinal);
        asked = (await other.Get(Ask())).RedirectedTo!;
        Assert.Contains("not signed by Telegram", (await other.Get($"{telegram.Agree(asked).Split("&code=")[0]}&code=made-up")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Data.Read(db => db.Sessions.CountAsync()));
    }

    public static TheoryData<string> Spoiled => ["another audience", "another issuer", "expired", "old", "from tomorrow", "another nonce", "no person", "a person below zero", "another key", "unsigned", "nothing at all", "no token", "half a token"];

    [Theory, MemberData(nameof(Spoiled))]
    public async Task A_token_that_does_not_hold_lets_nobody_in(string how)
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        var browser = app.Open();
        using var foreign = RSA.Create(2048);
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Action<JsonObject>? change = how switch
        {
            "another audience" => c => c["aud"] = "1234567",
            "another issuer" => c => c["iss"] = "https://evil.example",
            "expired" => c => c["exp"] = seconds - 301,
            "old" => c => c["iat"] = seconds - 901,
            "from tomorrow" => c => c["nbf"] = seconds + 86_400,
            "another nonce" => c => c["nonce"] = "another",
            "no person" => c => c.Remove("id"),
            "a person below zero" => c => c["id"] = -42,
            _ => null,
        };
        telegram.Spoil = how switch
        {
            "another key" => token => FakeTelegramLogin.Sign(Claims(token), foreign),
            "unsigned" => token => FakeTelegramLogin.Sign(Claims(token), foreign, "none"),
            "half a token" => token => token[..(token.Length / 2)],
            _ => null,
        };
        telegram.Instead = how switch { "nothing at all" => (200, ""), "no token" => (200, """{"access_token":"x"}"""), _ => null };

        var page = await browser.Get(telegram.Agree((await browser.Get(Ask())).RedirectedTo!, change: change));

        Assert.Contains("Not signed in", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Data.Read(db => db.Sessions.CountAsync()));
        Assert.Equal(0, await app.Data.Read(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_nonce_that_is_right_and_clocks_that_differ_by_five_minutes_do_no_harm()
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        var browser = app.Open();
        var asked = (await browser.Get(Ask())).RedirectedTo!;
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        var back = telegram.Agree(asked, change: c => (c["nonce"], c["exp"], c["nbf"]) = (FakeTelegramLogin.NonceOf(asked), seconds - 200, seconds + 200));

        Assert.Equal("/shop", (await browser.Get(back)).RedirectedTo);
    }

    [Fact]
    public async Task A_telegram_that_is_away_or_is_somebody_else_is_said_and_without_the_setting_there_is_no_such_way()
    {
        await using var telegram = await FakeTelegramLogin.Start();
        await using var app = await AccountApp.Start(settings: telegram.Settings);
        telegram.Issuer = "https://somebody.example";
        var browser = app.Open();
        var refused = (await browser.Get(Ask())).RedirectedTo!;
        Assert.Contains("does not answer as it should", (await browser.Get(refused)).Text, StringComparison.Ordinal);

        await using var healthy = app.Another(telegram.Settings);
        telegram.Issuer = null;
        browser = healthy.Open();
        var back = telegram.Agree((await browser.Get(Ask())).RedirectedTo!);
        telegram.Instead = (503, "busy");
        Assert.Contains("does not answer as it should", (await browser.Get(back)).Text, StringComparison.Ordinal);

        await using var without = app.Another();
        Assert.Equal(HttpStatusCode.NotFound, (await without.Open().Get(Ask())).Status);
        Assert.DoesNotContain("Sign in with Telegram", (await without.Open().Get("/account/login")).Text, StringComparison.Ordinal);
        Assert.Contains("Sign in again", (await without.Open().Get("/account/telegram/return?state=x&code=y")).Text, StringComparison.Ordinal);
    }

    private static JsonObject Claims(string token) => (JsonObject)JsonNode.Parse(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(token.Split('.')[1]))!;
}
