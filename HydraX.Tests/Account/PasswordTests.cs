using System.Buffers.Binary;
using HydraX.Core.Audit;
using HydraX.Core.Users;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Account;

public sealed class PasswordTests
{
    private const string Next = "two loud magpies";

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_a_link_that_works_once_and_ends_all_sessions()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var old = await app.SignedIn("kestrel");
        var browser = app.Open();

        var known = await browser.Submit("/account/forgot", ("Typed.Email", "kestrel@example.org"));
        var unknown = await browser.Submit("/account/forgot", ("Typed.Email", "nobody@example.org"));
        Assert.Equal(known.Text, unknown.Text);

        var link = new Uri((await app.Mail("kestrel@example.org", "Set a new password")).Link!).PathAndQuery;
        Assert.Contains("among the first", (await browser.Submit(link, ("Typed.Password", "password123"))).Text, StringComparison.Ordinal);
        Assert.Contains("Your password is changed", (await browser.Submit(link, ("Typed.Password", Next))).Text, StringComparison.Ordinal);
        Assert.Contains("has been used", (await browser.Submit(link, ("Typed.Password", "four more birds"))).Text, StringComparison.Ordinal);

        await app.Mail("kestrel@example.org", "was changed");
        Assert.Equal(("kestrel", "kestrel", "127.0.0.1"), Assert.Single(await Audited(app, "users.password-reset")) is var line ? (line.Actor, line.Subject, line.Address) : default);
        Assert.Empty(await Audited(app, "users.password-changed"));
        Assert.Equal("/account/ended", (await old.Get("/account/settings")).RedirectedTo);
        Assert.Equal("/", (await SignIn(browser, Next)).RedirectedTo);
        Assert.Contains("is wrong", (await SignIn(app.Open(), AccountApp.Password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sets_a_password_by_mail_has_proved_the_address()
    {
        await using var app = await AccountApp.Start();
        var browser = app.Open();
        await browser.Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));

        await browser.Submit("/account/forgot", ("Typed.Email", "kestrel@example.org"));
        var link = new Uri((await app.Mail("kestrel@example.org", "Set a new password")).Link!).PathAndQuery;
        await browser.Submit(link, ("Typed.Password", Next));

        Assert.Equal("/", (await SignIn(browser, Next)).RedirectedTo);
    }

    [Theory]
    [InlineData("/account/reset?user=1&code=bm9uc2Vuc2U")]
    [InlineData("/account/reset?user=1&code=%%%")]
    [InlineData("/account/reset?user=99&code=AAAA")]
    [InlineData("/account/reset?user=x")]
    [InlineData("/account/reset")]
    public async Task A_link_that_we_never_wrote_changes_nothing(string link)
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var before = await app.User(user);

        Assert.Contains("was never ours", (await app.Open().Submit(link, ("Typed.Password", Next))).Text, StringComparison.Ordinal);

        var after = await app.User(user);
        Assert.Equal((before.PasswordHash, before.SecurityStamp), (after.PasswordHash, after.SecurityStamp));
    }

    [Fact]
    public async Task Changing_the_password_keeps_this_session_and_ends_the_others()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var (here, elsewhere) = (await app.SignedIn("kestrel"), await app.SignedIn("kestrel"));

        Assert.Contains("password is wrong", (await here.Submit("/account/password", ("Typed.Present", "not it at all"), ("Typed.Next", Next))).Text, StringComparison.Ordinal);
        Assert.Contains("Your password is changed", (await here.Submit("/account/password", ("Typed.Present", AccountApp.Password), ("Typed.Next", Next))).Text, StringComparison.Ordinal);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await here.Get("/account/settings")).Status);
        Assert.Equal("/account/ended", (await elsewhere.Get("/account/settings")).RedirectedTo);
        await app.Mail("kestrel@example.org", "was changed");
        Assert.Equal(("kestrel", "kestrel", "127.0.0.1"), Assert.Single(await Audited(app, "users.password-changed")) is var line ? (line.Actor, line.Subject, line.Address) : default);
        Assert.True((await app.Get<AuditVerification>().All()).IsRight);
    }

    [Fact]
    public async Task A_change_by_Identity_does_not_undo_what_was_written_meanwhile()
    {
        await using var app = await AccountApp.Start();
        var userId = await app.Member("kestrel");
        await using var scope = app.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        Assert.True((await app.Get<Suspensions>().Suspend(userId, "Spam", HydraX.Core.Audit.Actor.Job)).Succeeded);

        await users.AccessFailedAsync(user);

        var now = await app.User(userId);
        Assert.Equal((false, "Spam", 1), (now.IsActive, now.SuspendedReason, now.AccessFailedCount));
    }

    [Fact]
    public async Task Passwords_are_hashed_with_210_000_rounds_of_SHA_512()
    {
        await using var app = await AccountApp.Start();
        var hash = Convert.FromBase64String((await app.User(await app.Member("kestrel"))).PasswordHash!);

        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal((uint)AccountServices.PasswordRounds, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }

    private static Task<Page> SignIn(Browser browser, string password) => browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", password));

    private static async Task<IReadOnlyList<AuditLine>> Audited(AccountApp app, string action) => (await app.Get<AuditQuestions>().Page(new(action), null, 10)).Lines;
}
