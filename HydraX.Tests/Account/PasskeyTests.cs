using HydraX.Core.Data;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Live;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace HydraX.Tests.Account;

/// <summary>Passkeys with a real browser and a virtual authenticator, at <c>localhost</c>, since an address of figures cannot have any.</summary>
public sealed class PasskeyTests
{
    [Theory, EachProvider]
    public async Task A_passkey_is_added_signs_in_as_two_factors_and_is_taken_out(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        var user = await app.Member("kestrel");
        await using var browser = await Chromium.Open(new($"http://localhost:{app.Address.Port}"));
        var page = await browser.Context.NewPageAsync();
        await Authenticator(page);
        await SignIn(page);

        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("Name").FillAsync("Blue key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added")).ToBeVisibleAsync();
        Assert.Equal(10, await page.Locator(".paper-codes code").CountAsync());

        // The passkey alone signs in, with both factors.
        await SignOut(page);
        await page.GotoAsync("/account/login?returnUrl=%2Faccount%2Fsecurity");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("by passkey, with a second factor")).ToBeVisibleAsync();
        var session = await app.Data.Read(db => db.Sessions.OrderBy(s => s.SessionId).LastAsync());
        Assert.Equal((user, SignInMethod.Passkey, true), (session.UserId, session.Method, session.SecondFactorAt is not null));

        // The password alone no longer does; the passkey is the second step.
        await SignOut(page);
        await SignIn(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second step" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.Leaves("/account/");

        await page.GotoAsync("/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out Blue key" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Blue key is taken out")).ToBeVisibleAsync();
        await SignOut(page);
        await SignIn(page);
        await page.Leaves("/account/");
    }

    [Fact]
    public async Task A_passkey_of_another_member_is_no_second_step_and_an_answer_without_a_question_nothing()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var osprey = await app.Member("osprey");
        await Staff.Code(app.Get<HydraX.Core.Users.Factors.SecondFactors>(), osprey, "osprey");
        await using var browser = await Chromium.Open(new($"http://localhost:{app.Address.Port}"));
        var page = await browser.Context.NewPageAsync();
        await Authenticator(page);
        await SignIn(page);
        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("Name").FillAsync("Kestrel's key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added")).ToBeVisibleAsync();
        await SignOut(page);

        await SignIn(page, "osprey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("That passkey is of another account")).ToBeVisibleAsync();

        foreach (var junk in new[] { "", "{}", "[]", "no json", """{"id":"AAAA","rawId":"AAAA","response":{},"type":"public-key"}""" })
        {
            var forger = app.Open();
            var form = await forger.Get("/account/login");
            var token = form.Document.QuerySelectorAll("form").Last().QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
            var answer = await forger.Post("/account/login", ("_handler", "passkey"), ("__RequestVerificationToken", token), ("Typed.Passkey", junk));
            Assert.Contains("The passkey was not taken", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_passkey_answers_the_site_that_people_know_us_by_and_no_other()
    {
        await using var app = await AccountApp.Start(settings: ("PublicUrl", "https://hydrax.example"));
        var options = app.Get<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Identity.IdentityPasskeyOptions>>().Value;

        Assert.Equal(("hydrax.example", "required"), (options.ServerDomain, options.UserVerificationRequirement));
        Assert.True(await Accepts("https://hydrax.example"));
        foreach (var other in new[] { "https://evil.example", "http://hydrax.example", "https://hydrax.example:444", "https://sub.hydrax.example", "https://hydrax.example.evil.example", "null", "" }) Assert.False(await Accepts(other), other);
        Assert.False(await Accepts("https://hydrax.example", isFramed: true));

        ValueTask<bool> Accepts(string origin, bool isFramed = false) => options.ValidateOrigin!(new() { HttpContext = new Microsoft.AspNetCore.Http.DefaultHttpContext(), Origin = origin, CrossOrigin = isFramed });
    }

    private static async Task Authenticator(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignIn(IPage page, string name = "kestrel")
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("E-mail").FillAsync($"{name}@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AccountApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Leaves("/account/login");
    }

    private static async Task SignOut(IPage page)
    {
        await page.Context.ClearCookiesAsync();
    }
}
