using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users.Duties;

public sealed class DutifulTests
{
    // Every operation of staff, and the roles beside Admin that may do it. What follows the duty may be refused for other reasons: nothing is there.
    private static readonly (string Name, string[] Roles, Func<TestCore, long, Actor, Task<Problem?>> Act)[] Operations =
    [
        ("suspend", [Roles.Moderator], async (core, user, by) => (await core.Get<Suspensions>().Suspend(user, "Spam", by)).Problem),
        ("reinstate", [Roles.Moderator], async (core, user, by) => (await core.Get<Suspensions>().Reinstate(user, "Settled", by)).Problem),
        ("end sessions", [Roles.Moderator, Roles.Support], async (core, user, by) => (await core.Get<MemberOperations>().EndSessions(user, "Asked", by)).Problem),
        ("take out factors", [Roles.Support], async (core, user, by) => (await core.Get<MemberOperations>().ResetFactors(user, "Lost", by)).Problem),
        ("grant a pass", [Roles.Support], async (core, user, by) => (await core.Get<MemberOperations>().GrantPass(user, 5, "Outage", by)).Problem),
        ("copy for a suspended member", [], async (core, user, by) => (await core.Get<HydraX.Core.Privacy.Exporting.Exports>().AskFor(user, "By letter", by)).Problem),
        ("refund", [Roles.Finance], async (core, _, by) => (await core.Progression.Refund(999, "Asked", by)).Problem),
        ("grant XP", [], async (core, user, by) => (await core.Get<MemberOperations>().GrantXp(user, 5, "Beta", Guid.NewGuid().ToString("N"), by)).Problem),
        ("correct XP", [], async (core, _, by) => (await core.Get<MemberOperations>().CorrectXp(999, "Wrong", by)).Problem),
        ("give a role", [], async (core, user, by) => (await core.Get<MemberOperations>().GiveRole(user, Roles.Support, "Helps", by)).Problem),
        ("take a role", [], async (core, user, by) => (await core.Get<MemberOperations>().TakeRole(user, Roles.Support, "Left", by)).Problem),
        ("save tiers", [], async (core, _, by) => (await core.Get<TierOperations>().Save(new(core.Get<TierCatalog>().Current.Sheet, 99, "late", PriceApplies.FromNextRenewal), by)).Problem),
        ("return to tiers", [], async (core, _, by) => (await core.Get<TierOperations>().Return(1, 99, PriceApplies.FromNextRenewal, by)).Problem),
        ("send again", [], async (core, _, by) => (await core.Get<DeliveryOperations>().ResendOne(999, by)).Problem),
        ("send all again", [], async (core, _, by) => (await core.Get<DeliveryOperations>().ResendAll(by)).Problem),
        ("work on again", [], async (core, _, by) => (await core.Get<DeliveryOperations>().RehandleOne(999, by)).Problem),
        ("work on all again", [], async (core, _, by) => (await core.Get<DeliveryOperations>().RehandleAll(by)).Problem),
        ("replace the key", [], async (core, _, by) => (await core.Get<ProtectionOperations>().ReplaceKey("Yearly", by)).Problem),
        ("remove demo content", [], async (core, _, by) => (await core.Get<DemoContent>().Remove(by)).Problem),
    ];

    [Theory, EachProvider]
    public async Task Every_operation_of_staff_asks_for_its_duty_by_the_roles_held_now(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        var stranger = new Actor(await core.Member("merlin"), "merlin", Origin.Web);
        var gone = await core.Staff(name: "gone");
        await core.Data.Run(work => work.Db.UserRoles.Where(r => r.UserId == gone.UserId && r.RoleId == Roles.IdOf(Roles.Admin)).ExecuteDeleteAsync());
        var staff = new Dictionary<string, Actor>();
        foreach (var role in Roles.Staff) staff[role] = await core.Staff(role);

        foreach (var (name, roles, act) in Operations)
        {
            foreach (var (role, by) in staff)
                Assert.Equal((name, role, roles.Contains(role) || role == Roles.Admin), (name, role, (await act(core, user, by))?.Code != "access.duty"));
            foreach (var by in new[] { stranger, gone, new Actor(null, null, Origin.Web), new Actor(null, null, Origin.Api) })
                Assert.Equal((name, "access.duty"), (name, (await act(core, user, by))?.Code));
        }
    }

    [Theory, EachProvider]
    public async Task Somebody_of_the_staff_who_is_suspended_while_working_does_nothing_more(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, admin, user) = (await core.Staff(Roles.Moderator), await core.Staff(), await core.Member());
        Assert.True((await core.Get<Suspensions>().Suspend(moderator.UserId!.Value, "Left", admin)).Succeeded);

        Assert.Equal(Members.Suspended, (await core.Get<Suspensions>().Suspend(user, "Spam", moderator)).Problem);
        Assert.Equal(Members.Suspended, (await core.Get<MemberOperations>().EndSessions(user, "Asked", moderator)).Problem);
        Assert.True((await core.User(user)).IsActive);
    }

    [Fact]
    public async Task Only_an_admin_acts_upon_the_accounts_of_staff_suspended_ones_among_them()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (moderator, support, admin) = (await core.Staff(Roles.Moderator), await core.Staff(Roles.Support), await core.Staff());
        var finance = (await core.Staff(Roles.Finance)).UserId!.Value;

        Assert.Equal(DutyRules.StaffAccount, (await core.Get<Suspensions>().Suspend(finance, "Rude", moderator)).Problem);
        Assert.Equal(DutyRules.StaffAccount, (await core.Get<MemberOperations>().ResetFactors(finance, "Lost", support)).Problem);
        Assert.Equal(DutyRules.StaffAccount, (await core.Get<MemberOperations>().EndSessions(finance, "Asked", support)).Problem);
        Assert.True((await core.Get<Suspensions>().Suspend(finance, "Rude", admin)).Succeeded);
        Assert.Equal(DutyRules.StaffAccount, (await core.Get<Suspensions>().Reinstate(finance, "A friend", moderator)).Problem);
    }

    // Their own account is one of staff.
    [Fact]
    public async Task Nobody_grants_a_pass_or_refunds_a_purchase_to_themselves_but_an_admin()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (support, finance, admin) = (await core.Staff(Roles.Support), await core.Staff(Roles.Finance), await core.Staff());
        var buyer = finance.UserId!.Value;
        await core.Give(buyer, 5_000);
        Assert.True((await core.Progression.Buy(buyer, "steady_hand", "one")).Succeeded);
        var purchase = await core.Data.Read(db => db.ShopPurchases.Select(p => p.PurchaseId).SingleAsync());

        Assert.Equal(DutyRules.StaffAccount, (await core.Get<MemberOperations>().GrantPass(support.UserId!.Value, 30, "For me", support)).Problem);
        Assert.Equal(DutyRules.StaffAccount, (await core.Progression.Refund(purchase, "For me", finance)).Problem);
        Assert.True((await core.Progression.Refund(purchase, "A mistake", admin)).Succeeded);
    }

    [Fact]
    public async Task Keys_of_everybody_are_handled_by_admins_alone()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        foreach (var role in Roles.Staff.Except([Roles.Admin]))
            Assert.Equal("keys.not-yours", (await core.Get<ApiKeys>().Make(new(user, "theirs", ["read"]), await core.Staff(role))).Problem?.Code);

        Assert.True((await core.Get<ApiKeys>().Make(new(user, "theirs", ["read"]), await core.Staff())).Succeeded);
    }
}
