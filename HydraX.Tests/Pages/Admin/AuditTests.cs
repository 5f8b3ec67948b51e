using Bunit;
using HydraX.Core.Audit;
using HydraX.Web;
using Page = HydraX.Web.Pages.Admin.Audit.Audit;

namespace HydraX.Tests.Pages.Admin;

public sealed class AuditTests : StaffPage
{
    // The first start records that it filled the tiers; these tests are about what staff does.
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Core.Database.OpenAuditLog();
        await Core.Data.Run(async work =>
        {
            await work.Execute("DELETE FROM audit_people");
            await work.Execute("DELETE FROM audit_entries");
        });
    }

    [Fact]
    public async Task The_chain_is_checked_by_hand_and_the_check_is_recorded()
    {
        await Core.Data.Run(work => work.Execute("UPDATE audit_head SET sequence = 0, seal = ''"), Stop);
        await Record("xp.granted", AuditSubject.Person(Heron, "heron"), new { balance = 0 }, new { balance = 50 }, "made up for an outage");
        var page = await Open<Page>();

        await Button(page, "Check the chain").ClickAsync(new());
        Assert.Equal(AuditReason.Missing.Sentence, page.Find(".field__error").TextContent.Trim());
        Explain(page, "an odd entry");
        await Button(page, "Check the chain").ClickAsync(new());
        Assert.Contains("2 entries in an unbroken chain", page.Find(".notice.good").TextContent, StringComparison.Ordinal); // the check itself is one
        await Core.Data.Run(work => work.Execute("UPDATE audit_entries SET why = 'no reason' WHERE sequence = 1"), Stop);
        await Button(page, "Check the chain").ClickAsync(new());

        Assert.Contains("the reason of entry 1 is not as it was written", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal(["an odd entry", "an odd entry"], (await Audited("jobs.run")).Select(line => line.Why));
    }

    [Fact]
    public async Task Entries_say_who_did_what_to_whom_from_where_and_why()
    {
        await Record("xp.granted", AuditSubject.Person(Heron, "heron"), new { balance = 0 }, new { balance = 50 }, "made up for an outage");

        var page = await Open<Page>();

        var text = Assert.Single(page.FindAll("tbody tr")).TextContent;
        foreach (var part in new[] { "osprey_staff", "203.0.113.9", "xp.granted", "heron", "made up for an outage", """{"balance":0}""", """{"balance":50}""" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_narrow_the_log_stand_in_the_address_and_go_with_the_export()
    {
        await Record("xp.granted", AuditSubject.Person(Heron, "heron"), null, null, null);
        await Record("tiers.revised", new("tier_revision", "2"), null, null, "autumn");
        Core.Time.Now += TimeSpan.FromDays(2);
        await Record("xp.granted", new("user", "99"), null, null, null);
        var page = await Open<Page>();
        Assert.Equal(3, page.FindAll("tbody tr").Count);

        page.FindAll("select")[0].Change("xp.granted");
        page.FindAll("input[type=date]")[1].Change("2026-11-19");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.EndsWith("/admin/audit?action=xp.granted&to=2026-11-19", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("/admin/audit/export?action=xp.granted&to=2026-11-19", page.FindAll("a.button").Single(a => a.TextContent == "Export as CSV").GetAttribute("href"));
    }

    [Fact]
    public async Task Words_that_mean_nothing_are_not_asked_for()
    {
        await Record("tiers.revised", new("tier_revision", "2"), null, null, "autumn");
        Navigation.NavigateTo(Urls.AdminAuditOf(new(Origin: "moon", From: "yesterday")));

        var page = await Open<Page>();

        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task More_than_a_page_is_paged_by_key()
    {
        for (var i = 0; i < 55; i++) await Record("tiers.revised", new("tier_revision", $"{i}"), null, null, null);
        var page = await Open<Page>();
        Assert.Equal(50, page.FindAll("tbody tr").Count);

        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("tbody tr").Count));
    }

    private Task Record(string action, AuditSubject subject, object? before, object? after, string? why) => Core.Data.Run(work =>
    {
        Core.Get<AuditTrail>().Record(work, new(77, "osprey_staff", Origin.Web, "203.0.113.9"), action, subject, before, after, why);
        return Task.CompletedTask;
    }, Stop);
}
