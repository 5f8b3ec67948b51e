using Bunit;
using HydraX.Core.Jobs;
using HydraX.Web;
using Page = HydraX.Web.Pages.Admin.Jobs.Jobs;

namespace HydraX.Tests.Pages.Admin;

public sealed class JobsTests : StaffPage
{
    [Fact]
    public async Task Every_job_stands_with_its_hours_its_last_run_and_its_next()
    {
        await Log.Run("press-pass-reset", JobCause.Schedule, Core.Clock.GetUtcNow(), _ => Task.FromResult("3 members wiped of 412 XP"), Stop);

        var page = await Open<Page>();

        var row = page.FindAll("tbody tr").First(r => r.TextContent.Contains("press-pass-reset", StringComparison.Ordinal));
        Assert.Contains("00:00 UTC", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("done", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 members wiped of 412 XP", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("never yet", page.FindAll("tbody tr").First(r => r.TextContent.Contains("job-history", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_by_hand_asks_first_is_recorded_and_audited()
    {
        var page = await Open<Page>();

        var running = page.Find("[aria-label='Run now: xp-verification']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Run xp-verification now?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        await Button(page, "Run xp-verification", "dialog button").ClickAsync(new());
        await running;
        Assert.Empty(await Log.Runs(null, null, 10, Stop));
        Assert.Equal("Say why, in at most 500 characters: the audit log keeps it.", Said);

        running = page.Find("[aria-label='Run now: xp-verification']").ClickAsync(new());
        Explain(page, "a doubt");
        await Button(page, "Run xp-verification", "dialog button").ClickAsync(new());
        await running;

        var run = Assert.Single(await Log.Runs(null, null, 10, Stop));
        Assert.Equal(("xp-verification", JobCause.Hand, JobResult.Done), (run.Job, run.Cause, run.Result));
        Assert.Equal("xp-verification: 0 lines of 1 member add up", Said);
        Assert.Equal(("heron", "a doubt"), Assert.Single(await Audited("jobs.run")) is var line ? (line.Actor, line.Why) : default);
        Assert.Contains("xp-verification", page.FindAll("table")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_looks_failed_and_says_why()
    {
        await Core.Give(Heron, 10);
        await Core.Data.Run(work => work.Execute("UPDATE user_profiles SET xp_balance = 9"), Stop);
        var page = await Open<Page>();

        var running = page.Find("[aria-label='Run now: xp-verification']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Run xp-verification now?", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Explain(page);
        await Button(page, "Run xp-verification", "dialog button").ClickAsync(new());
        await running;

        Assert.Contains("heron (balance 9, by the lines 10)", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("tbody .tag.bad"));
    }

    [Fact]
    public async Task Runs_are_shown_of_one_job_and_paged()
    {
        for (var i = 0; i < 30; i++) await Log.Run("press-pass-notice", JobCause.Schedule, Core.Clock.GetUtcNow(), _ => Task.FromResult("0 members told"), Stop);
        await Log.Run("job-history", JobCause.Schedule, Core.Clock.GetUtcNow(), _ => Task.FromResult("0 runs forgotten"), Stop);
        Navigation.NavigateTo(Urls.AdminJobRuns("press-pass-notice"));
        var page = await Open<Page>();
        Assert.Equal(25, page.FindAll("table")[^1].QuerySelectorAll("tbody tr").Length);
        Assert.Equal("press-pass-notice", page.Find(".segments [aria-current]").TextContent);

        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("table")[^1].QuerySelectorAll("tbody tr").Length));
    }
}
