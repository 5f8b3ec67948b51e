using Bunit;
using HydraX.Core.Admin;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using HydraX.Web.Live;
using HydraX.Web.Pages.Admin.Overview;
using HydraX.Web.Pages.Admin.Staff;
using Member = HydraX.Web.Pages.Admin.Users.Member;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

/// <summary>What each role sees on pages that staff shares.</summary>
public sealed class StaffViewTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<MemberDeskQuestions>()).AddSingleton(Core.Get<MemberOperations>()).AddSingleton(Core.Get<Suspensions>()).AddSingleton(Core.Get<SignIns>())
            .AddSingleton(Core.Get<ShopQuestions>()).AddSingleton(Core.Get<HydraX.Core.Achievements.Metrics.MetricVerification>()).AddSingleton(Core.Get<RoleQuestions>()).AddSingleton(Core.Get<HydraX.Core.Admin.Support.SupportGrants>()).AddSingleton<OpenCircuits>().AddSingleton(Core.Get<Erasures>()).AddSingleton(Core.Get<HydraX.Core.Privacy.Exporting.Exports>());
        TestMail.AddTo(Services);
    }

    [Theory]
    [InlineData(Roles.Moderator, "End sessions, Suspend", false)]
    [InlineData(Roles.Support, "Grant Press Pass, End sessions, Take out second factors", false)]
    [InlineData(Roles.Finance, "", false)]
    [InlineData(Roles.Admin, "Grant XP, Grant Press Pass, Make Moderator, Make Support, Make Finance, Make Admin, End sessions, Take out second factors, Took part in the beta, Erase on written request, Suspend", true)]
    public async Task A_role_is_offered_what_it_may_do_to_a_member_and_nothing_else(string role, string acts, bool seesLedger)
    {
        var kestrel = await Core.Member("kestrel");
        await Core.Give(kestrel, 50);
        await Core.Progression.Buy(kestrel, "steady_hand", "1");
        SignIn(Heron, "heron", role);

        var page = Render<Member>(p => p.Add(m => m.UserId, kestrel));
        await page.WaitForElementAsync("h1");

        Assert.Equal(acts, string.Join(", ", page.FindAll("#acts, section[aria-labelledby=acts] button").Where(b => b.TagName == "BUTTON").Select(b => b.TextContent.Trim())));
        Assert.Equal(seesLedger, page.Markup.Contains("XP ledger", StringComparison.Ordinal));
        Assert.Equal(role is Roles.Finance or Roles.Admin, page.FindAll("h2").Any(h => h.TextContent == "Purchases"));
        Assert.Equal(role is Roles.Support or Roles.Admin, page.FindAll("a").Any(a => a.TextContent == "Their pages"));
    }

    [Theory]
    [InlineData(Roles.Moderator)]
    [InlineData(Roles.Support)]
    public async Task Upon_the_account_of_staff_only_an_admin_is_offered_anything(string role)
    {
        var other = (await Core.Staff(Roles.Finance)).UserId!.Value;
        SignIn(Heron, "heron", role);

        var page = Render<Member>(p => p.Add(m => m.UserId, other));
        await page.WaitForElementAsync("h1");

        Assert.Contains("only an admin acts upon it", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() is "End sessions" or "Suspend" or "Take out second factors" or "Erase on written request");
    }

    [Theory]
    [InlineData(Roles.Moderator, "Tiers")]
    [InlineData(Roles.Finance, "Tiers")]
    [InlineData(Roles.Admin, "Tiers, Deliveries, Jobs, Ledger, Demo content")]
    public async Task The_overview_shows_each_role_its_own_cards(string role, string cards)
    {
        SignIn(Heron, "heron", role);

        var page = await Open<Overview>();

        Assert.Equal(cards, string.Join(", ", page.FindAll("section.card h2").Select(h => h.TextContent)));
    }

    [Fact]
    public async Task A_job_run_by_hand_asks_for_its_duty_too()
    {
        var refused = await Services.GetRequiredService<JobDesk>().RunNow(XpVerification.Job, "a doubt", await Core.Staff(Roles.Support), Stop);

        Assert.Equal("access.duty", refused.Problem?.Code);
        Assert.Empty(await Audited("jobs.run"));
    }

    [Theory]
    [InlineData(Roles.Finance, false)]
    [InlineData(Roles.Admin, true)]
    public async Task The_table_of_roles_is_for_all_staff_and_who_looked_at_whom_for_admins(string role, bool seesLooks)
    {
        SignIn(Heron, "heron", role);

        var page = await Open<RolesPage>();

        Assert.Equal(["1", "0"], new[] { Roles.Admin, Roles.Support }.Select(r => page.Find($"section[aria-labelledby=role-{r}] header .num").TextContent));
        Assert.Equal("heron", page.Find("section[aria-labelledby=role-Admin] a").TextContent);
        var suspend = page.FindAll("tbody tr").First(r => r.TextContent.Contains("Suspend members", StringComparison.Ordinal));
        Assert.Equal(["yes", "no", "no", "yes"], suspend.QuerySelectorAll("td").Skip(1).Select(c => c.TextContent.Trim()));
        Assert.Equal(seesLooks, page.Markup.Contains("Who looked at whose pages", StringComparison.Ordinal));
    }
}
