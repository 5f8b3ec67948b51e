using Bunit;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Web;
using Microsoft.EntityFrameworkCore;
using Page = HydraX.Web.Pages.Admin.Overview.Overview;

namespace HydraX.Tests.Pages.Admin;

public sealed class OverviewTests : StaffPage
{
    [Fact]
    public async Task Counts_are_of_real_members_and_trouble_is_in_sight()
    {
        await Core.Get<DemoContent>().Open(Stop);
        await Core.MemberOnPass("dunlin_real");
        var suspended = await Core.Member();
        await Core.Data.Run(async work =>
        {
            (await work.Db.Users.SingleAsync(u => u.Id == suspended)).IsActive = false;
            foreach (var state in new[] { MessageState.Dead, MessageState.Pending, MessageState.Pending })
                work.Db.Add(new OutboxMessage { Kind = "xp_earned", State = state, CreatedAt = work.At, DueAt = work.At.AddMinutes(-20) });
        }, Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Log.Run("press-pass-reset", JobCause.Schedule, Core.Clock.GetUtcNow(), _ => throw new InvalidOperationException("the disk is full"), Stop));

        var page = await Open<Page>();

        Assert.Equal(["3", "0", "1", "1"], page.FindAll(".stat__value").Select(v => v.TextContent.Trim()));
        Assert.Equal(["PRESS_PASS1", "NIBBLER2", "FANG0", "COMMANDER0", "APEX0"], page.FindAll(".card")[4].QuerySelectorAll(".row").Select(r => r.TextContent.Trim()));
        Assert.Contains("3 waiting", page.Markup, StringComparison.Ordinal);
        Assert.Contains("oldest due 20 minutes ago", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Urls.AdminDeliveriesOf(new(State: "dead")), page.FindAll("a.tag.bad").Single().GetAttribute("href"));
        Assert.Contains("the disk is full", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_is_checked_by_hand_and_the_result_stays()
    {
        await Core.Give(Heron, 100);
        var page = await Open<Page>();
        Assert.Contains("Not checked yet.", page.Markup, StringComparison.Ordinal);
        await Button(page, "Check all members").ClickAsync(new());
        Assert.Contains("Say why, in at most 500 characters", page.Markup, StringComparison.Ordinal);

        Explain(page, "a doubt");
        await Button(page, "Check all members").ClickAsync(new());

        Assert.Contains("1 line of 1 member adds up", page.Find(".notice.good").TextContent, StringComparison.Ordinal);
        Assert.Equal((JobCause.Hand, JobResult.Done), Assert.Single(await Log.Runs("xp-verification", null, 10, Stop)) is var run ? (run.Cause, run.Result) : default);
        Assert.Equal("a doubt", Assert.Single(await Audited("jobs.run")).Why);
    }

    [Fact]
    public async Task A_member_whose_ledger_does_not_add_up_is_named_in_the_whole_and_alone()
    {
        await Core.Give(Heron, 100);
        var other = await Core.Member("dunlin");
        await Core.Data.Run(work => work.Execute("UPDATE user_profiles SET xp_balance = 7 WHERE user_id = @p0", Heron), Stop);
        var page = await Open<Page>();

        Explain(page);
        await Button(page, "Check all members").ClickAsync(new());
        Assert.Equal(Urls.AdminUser(Heron), page.FindAll("a").Single(a => a.TextContent == "heron").GetAttribute("href"));
        Assert.Equal(JobResult.Failed, Assert.Single(await Log.Runs("xp-verification", null, 10, Stop)).Result);

        page.Find("input[placeholder]").Change("dunlin");
        await page.Find("form").SubmitAsync();
        Assert.Contains("Everything adds up", page.Markup, StringComparison.Ordinal);
        page.Find("input[placeholder]").Change("nobody_here");
        await page.Find("form").SubmitAsync();
        Assert.Equal("There is no member nobody_here.", Said);
        Assert.NotEqual(Heron, other);
    }

    [Fact]
    public async Task Demo_content_goes_with_one_yes_and_the_boards_forget_it()
    {
        await Core.Get<DemoContent>().Open(Stop);
        await Core.Give(Heron, 10);
        Assert.True((await Core.Get<Boards>().Show(BoardPeriod.All, stop: Stop)).Top.Count > 10);
        var page = await Open<Page>();

        await Button(page, "Remove the demo content").ClickAsync(new());
        Assert.Contains("Say why, in at most 500 characters", page.Markup, StringComparison.Ordinal);
        page.Find($"#{page.FindAll("label").Last(label => label.TextContent.Trim() == "Why").GetAttribute("for")}").Change("we open today");
        var removing = Button(page, "Remove the demo content").ClickAsync(new());
        await Button(page, "Remove 40 members", "dialog button").ClickAsync(new());
        await removing;

        Assert.Equal("40 demo members removed", Said);
        page.WaitForAssertion(() => Assert.Contains("There is none.", page.Markup, StringComparison.Ordinal));
        Assert.Equal("heron", Assert.Single((await Core.Get<Boards>().Show(BoardPeriod.All, stop: Stop)).Top).Username);
        Assert.Equal(("heron", "we open today"), Assert.Single(await Audited("demo.removed")) is var line ? (line.Actor, line.Why) : default);
    }
}
