using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using HydraX.Core.Data;
using HydraX.Tests.Account;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram.Receiving;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Hosting;

/// <summary>Everything secret, used by a real process on good days and bad, and looked for wherever it must not stand.</summary>
public sealed class SecretsTests
{
    private const string WebhookSecret = "hook-secret-of-this-very-test";
    private const string AdminPassword = "granite lantern orchid seven";
    private const string MemberPassword = "velvet harbour comet twelve";
    private const string AdminKey = "operators-own-key-for-this-test";
    private const string Phone = "436601239876";
    private const string MailPassword = "mail-password-of-this-test";

    [Fact]
    public async Task No_secret_stands_in_the_log_the_figures_the_audit_log_or_the_inbox()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var telegram = await FakeBotApi.Start();
        await using var process = WebProcess.Start("Development", ("ConnectionStrings:HydraX", database.ConnectionString), ("Serilog:MinimumLevel:Default", "Debug"),
            ("Telegram:BotToken", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", WebhookSecret),
            ("Telegram:PublicUrl", "http://127.0.0.1:9"), ("Admin:Email", "chief@hydrax.example"), ("Admin:Password", AdminPassword), ("Admin:ApiKey", AdminKey),
            ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "9"), ("Smtp:User", "postbox"), ("Smtp:Password", MailPassword), ("Smtp:From", "HydraX <no-reply@hydrax.example>"));
        await process.Answers("/health/ready");

        var link = await SignInByLink(process, telegram);
        var initData = await SignInByMiniApp(process, telegram.Token);
        var appSecret = await SignInByPassword(process);
        await UseTheKey(process);
        await PostUpdates(process, telegram);
        await Eventually.Holds(() => process.Written.Contains("was not sent (try 1)", StringComparison.Ordinal), () => process.Written);
        var figures = await process.Client.GetStringAsync("/metrics");
        process.Terminate();
        await process.Ends(within: TimeSpan.FromSeconds(40));

        await using var db = database.Open();
        var audit = JsonSerializer.Serialize(await db.Set<HydraX.Core.Audit.AuditEntry>().AsNoTracking().ToListAsync());
        var outbox = JsonSerializer.Serialize(await db.Outbox.AsNoTracking().ToListAsync());
        var inbox = JsonSerializer.Serialize(await db.Inbox.AsNoTracking().ToListAsync());
        var secrets = new Dictionary<string, string>
        {
            ["bot token"] = telegram.Token,
            ["bot token's secret half"] = telegram.Token.Split(':')[1],
            ["webhook secret"] = WebhookSecret,
            ["admin's password"] = AdminPassword,
            ["member's password"] = MemberPassword,
            ["API key"] = AdminKey,
            ["mail password"] = MailPassword,
            ["telephone number"] = Phone,
            ["sign-in link"] = link,
            ["initData's hash"] = initData,
            ["admin's address"] = "chief@hydrax.example",
            ["member's address"] = "falcon@example.org",
            ["authenticator's secret"] = appSecret,
        };
        foreach (var (name, secret) in secrets)
            foreach (var (place, text) in new[] { ("log", process.Written), ("figures", figures), ("audit log", audit), ("inbox", inbox), ("outbox", outbox) })
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase) || text.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase), $"The {name} stands in the {place}.");
        foreach (var way in new[] { "telegram_link", "mini_app", "password" }) Assert.Matches($"Member [0-9]+ signed in by \"?{way}", process.Written);
        Assert.Contains("Somebody did not prove to be member", process.Written, StringComparison.Ordinal);
        Assert.Matches("GET \"?/admin\"? answered 403", process.Written);
        Assert.NotEmpty(inbox);
        Assert.Contains("sealed", outbox, StringComparison.Ordinal);
        Assert.Contains("users.", audit, StringComparison.Ordinal);
    }

    private static async Task<string> SignInByLink(WebProcess process, FakeBotApi telegram)
    {
        await telegram.Called("setWebhook");
        await Post(process, telegram.Message(7, "/link"), 1, WebhookSecret);
        var said = await telegram.Hears(7, "signs you in", TimeSpan.FromSeconds(60));
        var token = Regex.Match(said.Text, @"token=([A-Za-z0-9_-]+)").Groups[1].Value;
        Assert.NotEmpty(token);
        var browser = new Account.Browser(process.Client.BaseAddress!);
        await browser.Submit($"/account/telegram?token={token}");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/press-pass")).Status);
        // A second time it is no good, and that is told without naming it.
        await browser.Get($"/account/telegram?token={token}");
        return token;
    }

    private static async Task<string> SignInByMiniApp(WebProcess process, string botToken)
    {
        var signed = TelegramTests.Signed(42, TimeProvider.System.GetUtcNow(), botToken);
        var browser = new Account.Browser(process.Client.BaseAddress!);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostJson("/account/telegram/mini-app", signed)).StatusCode);
        await browser.PostJson("/account/telegram/mini-app", signed.Replace("%22id%22%3A42", "%22id%22%3A43", StringComparison.Ordinal));
        return Regex.Match(signed, "hash=([0-9a-f]+)").Groups[1].Value;
    }

    // Returns the secret of the authenticator app that is offered on the way.
    private static async Task<string> SignInByPassword(WebProcess process)
    {
        var browser = new Account.Browser(process.Client.BaseAddress!);
        await browser.Submit("/account/login", ("Typed.Email", "chief@hydrax.example"), ("Typed.Password", AdminPassword + " wrong"));
        await browser.Submit("/account/login", ("Typed.Email", "chief@hydrax.example"), ("Typed.Password", AdminPassword));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/security")).Status);
        // No second factor, no admin.
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin")).Status);
        var registered = await new Account.Browser(process.Client.BaseAddress!).Submit("/account/register", ("Typed.Username", "falcon"), ("Typed.Email", "falcon@example.org"), ("Typed.Password", MemberPassword), ("Typed.Agrees", "true"));
        Assert.Contains("Look into your mail", registered.Text, StringComparison.Ordinal);
        var secret = (await browser.Get("/account/authenticator")).Document.QuerySelector("[data-secret]")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.True(secret.Length >= 32);
        return secret;
    }

    private static async Task UseTheKey(WebProcess process)
    {
        foreach (var key in new[] { AdminKey, AdminKey + "x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.Add("X-Api-Key", key);
            using var answer = await process.Client.SendAsync(request);
            Assert.Equal(key == AdminKey ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static async Task PostUpdates(WebProcess process, FakeBotApi telegram)
    {
        Assert.Equal(HttpStatusCode.OK, await Post(process, telegram.Contact(7, Phone), 3, WebhookSecret));
        await telegram.Hears(7, "is verified", TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, await Post(process, telegram.Contact(7, Phone, whose: 8), 4, WebhookSecret));
        await telegram.Hears(7, "not your own contact", TimeSpan.FromSeconds(60));
        telegram.Answers("sendMessage", Trouble.ServerError);
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(process, telegram.Message(7, "/me"), 2, WebhookSecret + "x"));
        Assert.Equal(HttpStatusCode.OK, await Post(process, telegram.Message(7, "/me"), 2, WebhookSecret));
    }

    private static async Task<HttpStatusCode> Post(WebProcess process, System.Text.Json.Nodes.JsonObject update, int number, string secret)
    {
        update["update_id"] = number;
        using var request = new HttpRequestMessage(HttpMethod.Post, TelegramEndpoint.Path) { Content = JsonContent.Create(update) };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await process.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
