using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class ChangeTests
{
    [Fact]
    public async Task A_new_address_is_proved_by_its_link_and_the_one_before_is_told()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");

        Assert.Contains("no e-mail address", (await browser.Submit("/account/email", ("Typed.Email", "nowhere"))).Text, StringComparison.Ordinal);
        Assert.Contains("We have written to falcon@example.org", (await browser.Submit("/account/email", ("Typed.Email", "falcon@example.org"))).Text, StringComparison.Ordinal);
        var link = new Uri((await app.Mail("falcon@example.org", "new address")).Link!).PathAndQuery;
        Assert.DoesNotContain("falcon", link, StringComparison.OrdinalIgnoreCase);

        var other = app.Open();
        Assert.Contains("One press", (await other.Get(link)).Text, StringComparison.Ordinal); // looking at it changes nothing
        Assert.Contains("another now", (await other.Submit(link)).Text, StringComparison.Ordinal);
        Assert.Contains("has been used", (await other.Submit(link)).Text, StringComparison.Ordinal);

        Assert.Equal("/account/ended", (await browser.Get("/account/settings")).RedirectedTo);
        await app.Mail("kestrel@example.org", "was changed");
        Assert.Equal("/", (await app.Open().Submit("/account/login", ("Typed.Email", "falcon@example.org"), ("Typed.Password", AccountApp.Password))).RedirectedTo);
        Assert.Contains("is wrong", (await app.Open().Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wanting_somebody_elses_address_answers_as_for_a_free_one_and_tells_them()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");
        await app.Member("osprey");
        var browser = await app.SignedIn("kestrel");

        Assert.Contains("We have written to osprey@example.org", (await browser.Submit("/account/email", ("Typed.Email", "osprey@example.org"))).Text, StringComparison.Ordinal);
        Assert.Null((await app.Mail("osprey@example.org", "Your address")).Link);
    }

    [Fact]
    public async Task Who_has_lost_every_factor_waits_and_the_mail_stops_it()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await Staff.Code(app.Get<SecondFactors>(), user, "kestrel");
        var browser = app.Open();
        Assert.Contains("Sign in first", (await browser.Get("/account/lost-factor")).Text, StringComparison.Ordinal);
        await browser.Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));

        Assert.Contains("It is under way", (await browser.Submit("/account/lost-factor")).Text, StringComparison.Ordinal);

        Assert.Contains("going to be taken out", (await (await app.SignedIn("kestrel")).Get("/account/security")).Text, StringComparison.Ordinal);
        var link = new Uri((await app.Mail("kestrel@example.org", "second factor")).Link!).PathAndQuery;
        Assert.Contains("It is stopped", (await app.Open().Submit(link)).Text, StringComparison.Ordinal);
        Assert.Contains("stopped or made already", (await app.Open().Submit(link)).Text, StringComparison.Ordinal);
        Assert.Equal(ChangeState.Stopped, (await app.Data.Read(db => db.AccountChanges.SingleAsync())).State);
    }
}
