using System.IO.Compression;
using System.Net;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using HydraX.Web.Privacy;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class PrivacyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_what_is_held_and_what_erasure_leaves()
    {
        await using var app = await AccountApp.Start();
        await app.Member("kestrel");

        var page = await (await app.SignedIn("kestrel")).Get("/account/privacy");

        Assert.Contains("Where you were signed in", page.Text, StringComparison.Ordinal);
        Assert.Contains("30 days", page.Text, StringComparison.Ordinal);
        Assert.Contains("stays without you", page.Text, StringComparison.Ordinal);
        Assert.Contains("Trading may lose money", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_registers_without_agreeing_to_the_terms_and_who_does_stands_in_the_book()
    {
        await using var app = await AccountApp.Start();
        var refused = await app.Open().Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kes@example.org"), ("Typed.Password", AccountApp.Password));
        Assert.Contains("agree to them", refused.Text, StringComparison.Ordinal);
        Assert.False(await app.Data.Read(db => db.Users.AnyAsync(Stop), Stop));

        await app.Open().Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kes@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));

        var consent = await app.Data.Read(db => db.Consents.SingleAsync(Stop), Stop);
        Assert.Equal((Core.Privacy.Consents.ConsentPurpose.Terms, true, 1, "this machine"), (consent.Purpose, consent.IsGiven, consent.Version, consent.Place));
    }

    [Fact]
    public async Task A_copy_is_fetched_once_by_its_member_who_proved_lately_and_a_shared_link_gives_nothing()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await app.Member("osprey");
        var (mine, other) = (await app.SignedIn("kestrel"), await app.SignedIn("osprey"));
        Assert.True((await app.Get<Exports>().Ask(new Actor(user, "kestrel", Origin.Web), Stop)).Succeeded);
        await Eventually.Holds(async () => (await app.Get<Exports>().Of(user, Stop))!.State == ExportState.Ready);
        var link = $"/account/privacy/copy?token={(await app.Get<Exports>().Link((await app.Get<Exports>().Of(user, Stop))!.ExportId, user, Stop)).Value}";

        Assert.StartsWith("/account/login", (await app.Open().Get(link)).RedirectedTo, StringComparison.Ordinal);
        Assert.Equal("/account/privacy?gone=1", (await other.Get(link)).RedirectedTo);
        await Stale(app, user);
        Assert.StartsWith("/account/prove", (await mine.Get(link)).RedirectedTo, StringComparison.Ordinal);
        await Fresh(app, user);
        var file = await mine.Client.GetAsync(link, Stop);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
        Assert.True(file.Headers.CacheControl!.NoStore);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Stop));
        using var account = new StreamReader(zip.GetEntry("json/users.json")!.Open());
        Assert.Contains("kestrel@example.org", await account.ReadToEndAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("/account/privacy?gone=1", (await mine.Get(link)).RedirectedTo);
        Assert.Contains("holds no more", (await mine.Get("/account/privacy?gone=1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_member_fetches_by_the_mail_the_copy_that_staff_asked_for()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        await app.Get<Suspensions>().Suspend(user, "under review", Actor.Job, Stop);
        // As the page of staff does it.
        var admin = await app.Member("heron");
        await app.Data.Run(work => work.GiveRole(admin, Roles.Admin), Stop);
        var asked = await app.Get<Exports>().AskFor(user, "by letter, passport seen", new Actor(admin, "heron", Origin.Web), Stop);
        await app.Get<PrivacyMail>().Copy(user, asked.Value);

        var letter = await app.Mail("kestrel@example.org", "A copy of your data");
        Assert.Contains("in your name", letter.Text, StringComparison.Ordinal);
        var link = new Uri(letter.Link!).PathAndQuery;
        await Eventually.Holds(async () => (await app.Get<Exports>().Of(user, Stop))!.State == ExportState.Ready);
        var browser = app.Open();
        // Looking at the page, as a mail's scanner does, uses nothing up.
        for (var i = 0; i < 2; i++) Assert.Contains("It can be fetched once", (await browser.Get(link)).Text, StringComparison.Ordinal);
        var file = await browser.Submit(link);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (file.Status, file.Headers.Content.Headers.ContentType!.MediaType));
        Assert.Contains("holds no more", (await browser.Get(link)).Text, StringComparison.Ordinal);
        Assert.Contains("holds no more", (await browser.Get("/account/privacy/fetch")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_asks_for_a_fresh_proof_is_stopped_by_the_mail_and_made_by_the_job()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        var browser = await app.SignedIn("kestrel");
        Assert.Contains("Type your name", (await browser.Get("/account/privacy/erase")).Text, StringComparison.Ordinal);
        await Stale(app, user);
        Assert.StartsWith("/account/prove", (await browser.Get("/account/privacy/erase")).RedirectedTo, StringComparison.Ordinal);

        await Ask(app, user);
        Assert.Contains("going to be erased", (await browser.Get("/account/privacy")).Text, StringComparison.Ordinal);
        var link = new Uri((await app.Mail("kestrel@example.org", "going to be erased")).Link!).PathAndQuery;
        Assert.Contains("One press", (await app.Open().Get(link)).Text, StringComparison.Ordinal);
        Assert.Contains("It stays", (await app.Open().Submit(link)).Text, StringComparison.Ordinal);
        Assert.Contains("stopped or made already", (await app.Open().Submit(link)).Text, StringComparison.Ordinal);

        await Ask(app, user);
        await app.Data.Run(work => work.Db.Erasures.ExecuteUpdateAsync(e => e.SetProperty(x => x.EffectiveAt, x => x.AskedAt), Stop), Stop);
        Assert.Equal("1 member erased", await app.Get<PrivacyRounds>().Erase(Stop));

        await app.Mail("kestrel@example.org", "was erased");
        Assert.Equal("/account/ended", (await browser.Get("/account/privacy")).RedirectedTo);
        Assert.Contains("is wrong", (await app.Open().Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password))).Text, StringComparison.Ordinal);
        foreach (var gone in new[] { "/u/kestrel", $"/u/deleted%20member%20{user}" }) Assert.DoesNotContain("kestrel", (await app.Open().Get(gone)).Text, StringComparison.OrdinalIgnoreCase);
        // The address is free again, for whoever holds it.
        Assert.Contains("We have written", (await app.Open().Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_there_for_everybody_in_every_version_it_ever_had()
    {
        await using var app = await AccountApp.Start();

        Assert.Contains("at least 18 years old", (await app.Open().Get("/legal/terms")).Text, StringComparison.Ordinal);
        Assert.Contains("no such text", (await app.Open().Get("/legal/terms?version=7")).Text, StringComparison.Ordinal);
        Assert.Contains("no such text", (await app.Open().Get("/legal/nonsense")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_on_a_restored_backup_erases_again_before_anybody_is_served()
    {
        var list = Path.Combine(Path.GetTempPath(), $"hydrax-{Guid.NewGuid():N}.erasures");
        await using var app = await AccountApp.Start(DatabaseProvider.Sqlite, ("Privacy:ErasureList", list));
        var user = await app.Member("kestrel");
        var backup = await app.User(user);
        await Ask(app, user);
        await app.Data.Run(work => work.Db.Erasures.ExecuteUpdateAsync(e => e.SetProperty(x => x.EffectiveAt, x => x.AskedAt), Stop), Stop);
        await app.Get<PrivacyRounds>().Erase(Stop);
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.UserName, backup.UserName).SetProperty(x => x.NormalizedUserName, backup.NormalizedUserName)
            .SetProperty(x => x.ProtectedEmail, backup.ProtectedEmail).SetProperty(x => x.EmailLookup, backup.EmailLookup).SetProperty(x => x.PasswordHash, backup.PasswordHash).SetProperty(x => x.IsActive, true)
            .SetProperty(x => x.ErasedAt, (DateTimeOffset?)null), Stop), Stop);

        await using var again = app.Another(("Privacy:ErasureList", list));

        Assert.Equal(($"deleted member {user}", null), ((await again.User(user)).UserName, (await again.User(user)).ProtectedEmail));
        File.Delete(list);
    }

    // As the page does it.
    private static async Task Ask(AccountApp app, long user)
    {
        var asked = await app.Get<Erasures>().Ask(new Actor(user, "kestrel", Origin.Web), Stop);
        await app.Get<PrivacyMail>().Waits(user, asked.Value);
    }

    private static Task Stale(AccountApp app, long user) => Confirmed(app, user, DateTimeOffset.UnixEpoch);

    private static Task Fresh(AccountApp app, long user) => Confirmed(app, user, TimeProvider.System.GetUtcNow());

    private static async Task Confirmed(AccountApp app, long user, DateTimeOffset at)
    {
        await app.Data.Run(work => work.Db.Set<Session>().Where(s => s.UserId == user).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, at), Stop), Stop);
        // What was read of the session a moment ago is read anew.
        app.Get<Core.Users.SignIns>().End(user, "none of them");
    }
}
