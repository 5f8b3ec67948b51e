using System.Net;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class SignInTests
{
    [Theory, Support.EachProvider]
    public async Task Somebody_registers_confirms_and_signs_in(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        var browser = app.Open();

        var registered = await browser.Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kes@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));
        Assert.Contains("Look into your mail", registered.Text, StringComparison.Ordinal);
        Assert.Contains("Confirm your address first", (await SignIn(browser, "kes@example.org")).Text, StringComparison.Ordinal);

        var link = new Uri((await app.Mail("kes@example.org", "Confirm")).Link!).PathAndQuery;
        Assert.False((await app.Data.Read(db => db.Users.SingleAsync())).EmailConfirmed);
        await browser.Get(link);
        Assert.False((await app.Data.Read(db => db.Users.SingleAsync())).EmailConfirmed); // a look alone confirms nothing
        Assert.Contains("is confirmed", (await browser.Submit(link)).Text, StringComparison.Ordinal);

        Assert.Equal("/", (await SignIn(browser, "KES@example.org")).RedirectedTo);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
        var left = await SignOut(browser);
        Assert.Equal("/", left.RedirectedTo);
        Assert.StartsWith("/account/login", (await browser.Get("/account/settings")).RedirectedTo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_answered_alike_whether_the_address_has_an_account_or_not()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        foreach (var address in new[] { "kestrel@example.org", "nobody@example.org" })
        {
            var page = await app.Open().Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", address), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));
            Assert.Contains("The name kestrel is taken", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Registering_a_known_address_answers_as_for_a_new_one_and_tells_its_holder_by_mail()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = app.Open();

        var fresh = await browser.Submit("/account/register", ("Typed.Username", "osprey"), ("Typed.Email", "osprey@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));
        var known = await browser.Submit("/account/register", ("Typed.Username", "merlin"), ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));

        Assert.Equal(fresh.Text.Replace("osprey@example.org", "kestrel@example.org", StringComparison.Ordinal), known.Text);
        await app.Mail("kestrel@example.org", "You have a HydraX account");
        Assert.Equal(2, await app.Data.Read(db => db.Users.CountAsync()));
    }

    // The name would tell what the answer does not: taken after a free address, free after a known one.
    [Fact]
    public async Task A_name_asked_for_with_a_known_address_is_taken_from_then_on_and_nobody_is_seen_before_the_address_is_proved()
    {
        await using var app = await AccountApp.Start();
        var kestrel = await app.Member("kestrel");
        foreach (var (name, address) in new[] { ("probe_known", "kestrel@example.org"), ("probe_free", "free@example.org") })
            await app.Open().Submit("/account/register", ("Typed.Username", name), ("Typed.Email", address), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));

        foreach (var (name, address) in new[] { ("Probe_Known", "other1@example.org"), ("Probe_Free", "other2@example.org") })
        {
            var again = await app.Open().Submit("/account/register", ("Typed.Username", name), ("Typed.Email", address), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));
            Assert.Contains($"The name {name} is taken", again.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Open().Get($"/u/{name}")).Status);
            Assert.NotEqual(name, (await app.Get<Arrivals>().FromTelegram(new(name.Length + 70_000, name, null))).Username, StringComparer.OrdinalIgnoreCase);
        }
        // Whose address it is may have it.
        Assert.True((await app.Get<ProfileSettings>().Rename(kestrel, "probe_known")).Succeeded);
    }

    [Fact]
    public async Task What_cannot_be_registered_is_said_at_its_field_and_the_password_is_not_sent_back()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = app.Open();

        Assert.Contains("is taken", await Refusal("Kestrel", "k@example.org", AccountApp.Password), StringComparison.Ordinal);
        Assert.Contains("looks like one of the staff", await Refusal("adm1n", "k@example.org", AccountApp.Password), StringComparison.Ordinal);
        Assert.Contains("no e-mail address", await Refusal("osprey", "nobody at all", AccountApp.Password), StringComparison.Ordinal);
        Assert.Contains("at least 10 characters", await Refusal("osprey", "k@example.org", "short"), StringComparison.Ordinal);
        Assert.Contains("among the first", await Refusal("osprey", "k@example.org", "password123"), StringComparison.Ordinal);

        async Task<string> Refusal(string name, string email, string password)
        {
            var page = await browser.Submit("/account/register", ("Typed.Username", name), ("Typed.Email", email), ("Typed.Password", password), ("Typed.Agrees", "true"));
            Assert.DoesNotContain(password, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
            return page.Document.QuerySelector(".field__error")!.TextContent;
        }
    }

    [Fact]
    public async Task Wrong_address_wrong_password_and_locked_account_read_the_same()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = app.Open();

        var unknown = (await SignIn(browser, "nobody@example.org")).Document.QuerySelector(".notice")!.TextContent;
        for (var i = 0; i < 5; i++) Assert.Equal(unknown, (await SignIn(browser, "kestrel@example.org", "wrong password")).Document.QuerySelector(".notice")!.TextContent);
        Assert.Equal(unknown, (await SignIn(browser, "kestrel@example.org")).Document.QuerySelector(".notice")!.TextContent);
        Assert.NotNull((await app.Data.Read(db => db.Users.SingleAsync())).LockoutEnd);
        Assert.DoesNotContain(browser.Cookies, c => c.Name == "HydraX");
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_refused()
    {
        await using var app = await AccountApp.Start();
        var browser = app.Open();

        var tries = new List<string>();
        for (var i = 0; i < 21; i++) tries.Add((await SignIn(browser, $"nobody{i}@example.org")).Text);

        Assert.DoesNotContain("Too many tries", tries[19], StringComparison.Ordinal);
        Assert.Contains("Too many tries", tries[20], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_cookie_is_of_this_host_http_only_and_lax()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = app.Open();

        var answer = await browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));

        var cookie = Assert.Single(answer.Headers.Headers.GetValues("Set-Cookie"), c => c.StartsWith("HydraX=", StringComparison.Ordinal));
        Assert.Contains("path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires=", cookie, StringComparison.Ordinal); // not asked to stay
    }

    [Fact]
    public async Task Under_https_the_session_cookie_is_bound_to_the_host()
    {
        await using var app = await AccountApp.Start(settings: ("PublicUrl", "https://hydrax.example"));

        var options = app.Get<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>().Get("Identity.Application");

        Assert.Equal(("__Host-HydraX", Microsoft.AspNetCore.Http.CookieSecurePolicy.Always, "/", null),
            (options.Cookie.Name, options.Cookie.SecurePolicy, options.Cookie.Path, options.Cookie.Domain));
        Assert.Equal("https://hydrax.example/account/forgot", app.Get<HydraX.Web.Hosting.PublicAddress>().To("/account/forgot"));
    }

    [Theory]
    [InlineData("/press-pass?tab=past", "/press-pass?tab=past")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task After_signing_in_one_goes_on_within_this_site(string returnUrl, string expected)
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");

        var answer = await app.Open().Submit($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));

        Assert.Equal(expected, answer.RedirectedTo);
    }

    [Fact]
    public async Task A_forged_form_does_nothing()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/account/logout")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/account/login", ("_handler", "sign-in"), ("Typed.Email", "kestrel@example.org"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);
    }

    [Theory, Support.EachProvider]
    public async Task Suspension_ends_a_session_at_the_next_request_and_says_why(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        var (admin, user) = (await app.Member("heron", Roles.Moderator), await app.Member("kestrel"));
        var browser = await app.SignedIn("kestrel");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/settings")).Status);

        Assert.True((await app.Get<Suspensions>().Suspend(user, "Spam in squads", new Actor(admin, "heron", Origin.Web))).Succeeded);

        Assert.Equal("/account/ended", (await browser.Get("/account/settings")).RedirectedTo);
        var told = await browser.Get("/account/ended");
        Assert.Contains("Your account is suspended", told.Text, StringComparison.Ordinal);
        Assert.Contains("Spam in squads", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies, c => c.Name == "HydraX");
        Assert.Contains("Spam in squads", (await SignIn(browser, "kestrel@example.org")).Text, StringComparison.Ordinal);
        Assert.Contains("Address or password is wrong", (await SignIn(browser, "kestrel@example.org", "not the password")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browsers_too()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var (one, two) = (await app.SignedIn("kestrel"), await app.SignedIn("kestrel"));

        Assert.True((await app.Get<ProfileSettings>().SignOutEverywhere(new(user, "heron", Origin.Web))).Succeeded);

        Assert.Equal("/account/ended", (await one.Get("/account/settings")).RedirectedTo);
        Assert.Equal("/account/ended", (await two.Get("/account/settings")).RedirectedTo);
        Assert.Contains("You are signed out", (await two.Get("/account/ended")).Text, StringComparison.Ordinal);
        Assert.StartsWith("/account/login", (await two.Get("/account/settings")).RedirectedTo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_name_reaches_sessions_that_are_open()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");

        Assert.True((await app.Get<ProfileSettings>().Rename(user, "merlin")).Succeeded);

        await Support.Eventually.Holds(async () => (await browser.Get("/account/ended")).Text.Contains("signed in as merlin", StringComparison.Ordinal), within: TimeSpan.FromSeconds(10));
    }

    private static Task<Page> SignIn(Browser browser, string email, string password = AccountApp.Password) =>
        browser.Submit("/account/login", ("Typed.Email", email), ("Typed.Password", password));

    private static async Task<Page> SignOut(Browser browser)
    {
        var token = (await browser.Get("/account/login")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.Post("/account/logout", ("__RequestVerificationToken", token));
    }
}
