using System.Net;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class SecondStepTests
{
    private const string BotToken = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwxyz";

    [Theory, EachProvider]
    public async Task Setting_up_an_app_goes_on_here_ends_other_sessions_and_is_asked_for_from_then_on(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider);
        await app.Member("kestrel");
        var (here, elsewhere) = (await app.SignedIn("kestrel"), await app.SignedIn("kestrel"));

        var offer = await here.Get("/account/authenticator");
        Assert.NotNull(offer.Document.QuerySelector(".qr svg"));
        var secret = offer.Document.QuerySelector("[data-secret]")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var wrong = await here.SubmitOn(offer, "/account/authenticator", ("Typed.Code", "000000"));
        Assert.Contains("This code is wrong", wrong.Text, StringComparison.Ordinal);
        var done = await here.SubmitOn(wrong, "/account/authenticator", ("Typed.Code", FactorRules.CodeAt(secret, TimeProvider.System.GetUtcNow())));

        var paper = done.Document.QuerySelectorAll(".paper-codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, paper.Count);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account/security")).Status);
        Assert.Equal("/account/ended", (await elsewhere.Get("/account/security")).RedirectedTo);
        Assert.Contains("authenticator app counts", (await app.Mail("kestrel@example.org", "changed")).Text, StringComparison.Ordinal);

        // The password alone opens nothing now.
        var thief = app.Open();
        var step = await thief.Submit("/account/login?returnUrl=%2Fshop", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));
        Assert.Equal("/account/second-step?returnUrl=%2Fshop", step.RedirectedTo);
        Assert.StartsWith("/account/login", (await thief.Get("/account/security")).RedirectedTo, StringComparison.Ordinal);
        Assert.Contains("code is wrong", (await thief.Submit(step.RedirectedTo!, ("Typed.Code", "123456"))).Text, StringComparison.Ordinal);
        Assert.Contains("none of yours", (await thief.Submit(step.RedirectedTo!, ("Typed.Code", FactorRules.NewRecoveryCode()))).Text, StringComparison.Ordinal);

        Assert.Equal("/shop", (await thief.Submit(step.RedirectedTo!, ("Typed.Code", paper[3].ToLowerInvariant()))).RedirectedTo);
        Assert.Contains("with a second factor", (await thief.Get("/account/security")).Text, StringComparison.Ordinal);
        // The step is used up with it.
        Assert.Contains("Nobody is signing in here", (await thief.Get(step.RedirectedTo!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_way_by_Telegram_goes_around_the_second_factor()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        var code = await Staff.Code(app.Get<SecondFactors>(), member.UserId, "kestrel");

        var byLink = app.Open();
        var link = HydraX.Web.Urls.TelegramSignIn((await app.Get<AccountLinks>().WebSignInCode(member.UserId)).Value.Code);
        var step = await byLink.Submit(link);
        Assert.Equal("/account/second-step?returnUrl=%2F", step.RedirectedTo);
        Assert.StartsWith("/account/login", (await byLink.Get("/account/security")).RedirectedTo, StringComparison.Ordinal);

        var byMiniApp = app.Open();
        var answer = await byMiniApp.PostJson("/account/telegram/mini-app", TelegramTests.Signed(42, TimeProvider.System.GetUtcNow()));
        Assert.Contains("/account/second-step", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("/account/login", (await byMiniApp.Get("/account/security")).RedirectedTo, StringComparison.Ordinal);

        Assert.Equal("/", (await byLink.Submit(step.RedirectedTo!, ("Typed.Code", code))).RedirectedTo);
        Assert.Equal(SignInMethod.TelegramLink, (await app.Data.Read(db => db.Sessions.SingleAsync())).Method);
    }

    // Bound to the host like every other cookie of ours, and taken once.
    [Fact]
    public async Task Where_a_Telegram_member_was_going_is_remembered_over_the_bots_link_once_in_a_cookie_of_this_host()
    {
        await using var app = await AccountApp.Start();
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        async Task<string> Link() => HydraX.Web.Urls.TelegramSignIn((await app.Get<AccountLinks>().WebSignInCode(member.UserId)).Value.Code);
        var browser = app.Open();
        await browser.Submit(await Link());

        var asked = await browser.Get("/account/prove?returnUrl=%2Faccount%2Fkeys");
        var cookie = Assert.Single(asked.Headers.Headers.GetValues("Set-Cookie"), c => c.Contains("HydraX-Return", StringComparison.Ordinal));
        Assert.Contains("path=/;", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Equal("/account/keys", (await browser.Submit(await Link())).RedirectedTo);
        Assert.Equal("/", (await browser.Submit(await Link())).RedirectedTo);
    }

    // A stolen session and the password are not the second factor.
    [Fact]
    public async Task A_new_password_asks_for_a_fresh_proof_and_leaves_a_browser_as_forgetful_as_it_was()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        await app.Data.Run(work => work.Db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, x => work.At.AddHours(-1))));
        await Task.Delay(HydraX.Core.Users.SignIns.Moment);
        Assert.StartsWith("/account/prove", (await browser.Get("/account/password")).RedirectedTo, StringComparison.Ordinal);

        await browser.Submit("/account/prove", ("Typed.Password", AccountApp.Password));
        var changed = await browser.Submit("/account/password", ("Typed.Present", AccountApp.Password), ("Typed.Next", "four loud storks"));
        Assert.Contains("Your password is changed", changed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(changed.Headers.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("HydraX=", StringComparison.Ordinal) && cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(user, (await app.Data.Read(db => db.Sessions.SingleAsync(s => s.EndedAt == null))).UserId);
    }

    // Others cannot keep a member from what asks for a proof by trying passwords elsewhere.
    [Fact]
    public async Task While_an_account_rests_because_of_others_its_member_at_home_still_proves_it_and_a_stranger_is_told_that_it_rests()
    {
        await using var app = await AccountApp.Start(settings: ("Proxy:Trusted", "127.0.0.1"));
        await app.Member("kestrel");
        var (home, elsewhere) = (app.Open("198.51.100.7", "AT"), app.Open("203.0.113.9", "AT"));
        foreach (var browser in new[] { home, elsewhere }) Assert.Equal("/", (await browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password))).RedirectedTo);
        // The session elsewhere is a stolen one: nobody was ever signed in from that third network.
        var thief = app.Open("192.0.2.66", "AT");
        for (var time = 0; time < 5; time++) await thief.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", "not this one either"));

        Assert.Contains("The account rests", (await elsewhere.Submit("/account/prove", ("Typed.Password", "wrong all the same"))).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await home.Submit("/account/prove", ("Typed.Password", AccountApp.Password))).RedirectedTo);
    }

    [Fact]
    public async Task A_password_changed_between_the_steps_voids_the_first_one()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var code = await Staff.Code(app.Get<SecondFactors>(), user, "kestrel");
        var browser = app.Open();
        var step = await browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "another")));

        Assert.Contains("changed while you signed in", (await browser.Submit(step.RedirectedTo!, ("Typed.Code", code))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_without_a_second_factor_may_do_nothing_and_is_told_what_to_do()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("heron");
        await app.Data.Run(work => work.GiveRole(user, Roles.Admin));
        var browser = await app.SignedIn("heron");

        var refused = await browser.Get("/admin");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("only after signing in with a second factor", refused.Text, StringComparison.Ordinal);
        Assert.Contains(refused.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/account/security");

        var offer = await browser.Get("/account/authenticator");
        var secret = offer.Document.QuerySelector("[data-secret]")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        await browser.SubmitOn(offer, "/account/authenticator", ("Typed.Code", FactorRules.CodeAt(secret, TimeProvider.System.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/admin")).Status);
    }

    [Fact]
    public async Task Staff_who_takes_out_the_last_factor_acts_as_staff_no_more_in_this_browser_either()
    {
        await using var app = await AccountApp.Start();
        await app.Member("heron", Roles.Admin);
        var browser = await app.SignedIn("heron");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/admin")).Status);

        Assert.Contains("The app is taken out", (await browser.Submit("/account/authenticator")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin")).Status);
        var changed = await browser.Submit("/account/password", ("Typed.Present", AccountApp.Password), ("Typed.Next", "four loud storks"));
        Assert.Contains("Your password is changed", changed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin")).Status);
        Assert.Equal(0, await app.Data.Read(db => db.Sessions.CountAsync(s => s.EndedAt == null && s.SecondFactorAt != null)));
    }

    [Fact]
    public async Task A_password_changed_between_the_steps_voids_the_question_for_lost_factors_too()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await Staff.Code(app.Get<SecondFactors>(), user, "kestrel");
        var browser = app.Open();
        await browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));
        var page = await browser.Get("/account/lost-factor");
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "another")));

        Assert.Contains("changed since", (await browser.SubmitOn(page, "/account/lost-factor")).Text, StringComparison.Ordinal);
        Assert.Empty(await app.Get<HydraX.Core.Users.Changes.AccountChanges>().Of(user));
    }

    [Fact]
    public async Task Factors_set_up_between_the_steps_of_a_sign_in_by_Telegram_void_the_first_one()
    {
        await using var app = await AccountApp.Start(settings: ("Telegram:BotToken", BotToken));
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        await Staff.Code(app.Get<SecondFactors>(), member.UserId, "kestrel");
        var browser = app.Open();
        await browser.PostJson("/account/telegram/mini-app", TelegramTests.Signed(42, TimeProvider.System.GetUtcNow()));
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == member.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "another")));

        var code = await Staff.Code(app.Get<SecondFactors>(), member.UserId, "kestrel");
        Assert.Contains("changed while you signed in", (await browser.Submit("/account/second-step", ("Typed.Code", code))).Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Data.Read(db => db.Sessions.CountAsync(s => s.EndedAt == null)));
    }

    // A stranger who tries passwords elsewhere must not keep them from changing theirs.
    [Fact]
    public async Task While_an_account_rests_because_of_others_its_member_at_home_still_changes_the_password()
    {
        await using var app = await AccountApp.Start(settings: ("Proxy:Trusted", "127.0.0.1"));
        await app.Member("kestrel");
        var (home, thief) = (app.Open("198.51.100.7", "AT"), app.Open("192.0.2.66", "AT"));
        Assert.Equal("/", (await home.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password))).RedirectedTo);
        for (var time = 0; time < 5; time++) await thief.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", "not this one either"));

        Assert.Contains("rests", (await home.Submit("/account/password", ("Typed.Present", "wrong all the same"), ("Typed.Next", "four loud storks"))).Text, StringComparison.Ordinal);
        Assert.Contains("Your password is changed", (await home.Submit("/account/password", ("Typed.Present", AccountApp.Password), ("Typed.Next", "four loud storks"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_matters_asks_again_after_ten_minutes_and_leads_back()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        await Age(app, user);

        Assert.Equal("/account/prove?returnUrl=%2Faccount%2Fauthenticator", (await browser.Get("/account/authenticator")).RedirectedTo);
        Assert.Equal("/account/prove?returnUrl=%2Faccount%2Fpasskeys", (await browser.Get("/account/passkeys")).RedirectedTo);
        Assert.Equal("/account/prove?returnUrl=%2Faccount%2Frecovery-codes", (await browser.Get("/account/recovery-codes")).RedirectedTo);
        var prove = "/account/prove?returnUrl=%2Faccount%2Fauthenticator";
        Assert.Contains("password is wrong", (await browser.Submit(prove, ("Typed.Password", "not it at all"))).Text, StringComparison.Ordinal);
        Assert.Equal("/account/authenticator", (await browser.Submit(prove, ("Typed.Password", AccountApp.Password))).RedirectedTo);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/authenticator")).Status);
        Assert.Equal("/", (await browser.Submit("/account/prove?returnUrl=https%3A%2F%2Fevil.example", ("Typed.Password", AccountApp.Password))).RedirectedTo);

        // With a second factor the password alone does not prove it.
        var code = await Staff.Code(app.Get<SecondFactors>(), user, "kestrel");
        var again = await app.SignedIn("kestrel");
        await Age(app, user);
        Assert.Contains("none of yours", (await again.Submit(prove, ("Typed.Password", AccountApp.Password), ("Typed.Code", FactorRules.NewRecoveryCode()))).Text, StringComparison.Ordinal);
        code = await Staff.Code(app.Get<SecondFactors>(), user, "kestrel");
        Assert.Equal("/account/authenticator", (await again.Submit(prove, ("Typed.Password", AccountApp.Password), ("Typed.Code", code))).RedirectedTo);
    }

    [Fact]
    public async Task Who_has_only_Telegram_proves_it_by_a_link_of_the_bot_and_comes_back()
    {
        await using var app = await AccountApp.Start();
        var member = await app.Get<Arrivals>().FromTelegram(new(42, "kestrel", null));
        var browser = app.Open();
        await browser.Submit(await Link());
        await Age(app, member.UserId);

        var prove = (await browser.Get("/account/passkeys")).RedirectedTo!;
        Assert.Contains("/link", (await browser.Get(prove)).Text, StringComparison.Ordinal);
        Assert.Equal("/account/passkeys", (await browser.Submit(await Link())).RedirectedTo);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account/passkeys")).Status);

        async Task<string> Link() => HydraX.Web.Urls.TelegramSignIn((await app.Get<AccountLinks>().WebSignInCode(member.UserId)).Value.Code);
    }

    private static async Task Age(AccountApp app, long user)
    {
        var before = TimeProvider.System.GetUtcNow() - SessionRules.Fresh;
        await app.Data.Run(work => work.Db.Sessions.Where(s => s.UserId == user).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, before)));
        app.Get<SignIns>().End(user, "none of them");
    }
}
