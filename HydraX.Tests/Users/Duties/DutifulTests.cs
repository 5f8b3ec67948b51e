using System.Reflection;
using System.Runtime.CompilerServices;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users.Duties;

public sealed class DutifulTests
{
    [Fact]
    public void Whatever_somebody_does_stands_in_the_table_of_duties_or_says_why_it_is_nobodys()
    {
        var acts = new[] { typeof(Suspensions).Assembly, typeof(JobDesk).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal).ToList();
        var known = StaffOperations.All.Select(operation => operation.Method).Concat(StaffOperations.NobodysDuty.Keys).ToList();

        Assert.Equal([], acts.Except(known));
        Assert.Equal([], known.Except(acts));
        Assert.Equal(known.Count, known.Distinct().Count());
    }

    [Theory, EachProvider]
    public async Task Every_operation_of_staff_asks_for_its_duty_by_the_roles_held_now(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var stranger = new Actor(await core.Member("merlin"), "merlin", Origin.Web);
        var gone = await core.Staff(name: "gone");
        await core.Data.Run(work => work.Db.UserRoles.Where(r => r.UserId == gone.UserId && r.RoleId == Roles.IdOf(Roles.Admin)).ExecuteDeleteAsync());
        var staff = new Dictionary<string, Actor>();
        foreach (var role in Roles.Staff) staff[role] = await core.Staff(role);

        foreach (var operation in StaffOperations.All)
        {
            foreach (var (role, by) in staff)
                Assert.Equal((operation, role, operation.Roles.Contains(role) || role == Roles.Admin ? null : operation.Refusal), (operation, role, (await operation.Act(core, await operation.Arrange(core, by), by))?.Code));
            foreach (var by in new[] { stranger, gone, new Actor(null, null, Origin.Web), new Actor(null, null, Origin.Api) })
                Assert.Equal((operation, operation.Refusal), (operation, (await operation.Act(core, await operation.Arrange(core, by), by))?.Code));
        }
    }

    [Fact]
    public async Task Every_operation_of_staff_that_succeeds_says_in_the_audit_log_who_did_it_and_from_where_and_what_is_refused_leaves_nothing()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        foreach (var operation in StaffOperations.All)
        {
            var (admin, nobody) = (await core.Staff(), new Actor(await core.Member(), "nobody", Origin.Web));
            foreach (var by in new[] { admin, nobody })
            {
                var target = await operation.Arrange(core, by);
                var before = await Of(by);
                var problem = await operation.Act(core, target, by);

                var entries = (await Of(by))[before.Count..];
                Assert.Equal((operation, by == admin, by == admin), (operation, problem is null, entries.Count > 0));
                Assert.All(entries, entry => Assert.Equal((operation, by.UserId, by.Name, by.Address), (operation, entry.ActorUserId, entry.Actor, entry.Address)));
            }
        }
        Assert.True((await core.Get<AuditVerification>().All()).IsRight);

        async Task<List<AuditLine>> Of(Actor by) => [.. (await core.Get<AuditQuestions>().Page(new(), null, 5_000)).Lines.Where(line => line.ActorUserId == by.UserId).Reverse()];
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

        var admin = await core.Staff();
        await Support.Staff.Code(core.Get<SecondFactors>(), admin.UserId!.Value, admin.Name!, core.Time.GetUtcNow());
        Assert.True((await core.Get<ApiKeys>().Make(new(user, "theirs", ["read"], Why: "Asked"), admin)).Succeeded);
    }
}
