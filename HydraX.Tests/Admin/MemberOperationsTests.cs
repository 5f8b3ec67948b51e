using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.PressPass;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin;

public sealed class MemberOperationsTests
{
    [Theory, EachProvider]
    public async Task XP_by_hand_stands_on_the_ledger_and_in_the_audit_log_once(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);

        var first = (await desk.Operations.GrantXp(desk.User, 250, " Beta tester ", "key", desk.By)).Value;
        var repeat = (await desk.Operations.GrantXp(desk.User, 250, "Beta tester", "key", desk.By)).Value;

        Assert.Equal((false, true, first.TransactionId), (first.WasKnown, repeat.WasKnown, repeat.TransactionId));
        Assert.Equal(250, (await desk.Core.Profile(desk.User)).XpBalance);
        var line = Assert.Single(await desk.Audited("xp.granted"));
        Assert.Equal(("heron", "kestrel", "Beta tester", """{"balance":0}""", """{"balance":250}""", "203.0.113.7"), (line.Actor, line.Subject, line.Why, line.Before?.Replace(" ", ""), line.After?.Replace(" ", ""), line.Address));
        await desk.Core.AssertLedgerAddsUp(desk.User);
    }

    [Theory, EachProvider]
    public async Task A_line_is_taken_back_once(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var given = (await desk.Operations.GrantXp(desk.User, 250, "Wrong member", "key", desk.By)).Value;

        var corrected = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Operations.CorrectXp(given.TransactionId, "It was for osprey", desk.By))));

        Assert.All(corrected, c => Assert.True(c.Succeeded));
        Assert.Equal(0, (await desk.Core.Profile(desk.User)).XpBalance);
        Assert.Equal($$"""{"line":{{given.TransactionId}},"balance":250}""", Assert.Single(await desk.Audited("xp.corrected")).Before?.Replace(" ", ""));
        Assert.Equal("xp.no-line", (await desk.Operations.CorrectXp(999_999, "What?", desk.By)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Another_Press_Pass_is_granted_and_then_activated_by_its_member(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        await desk.Core.Passes.Activate(desk.User);
        core().Time.Advance(TimeSpan.FromDays(8));
        await desk.Core.Passes.ExpireDue(default);
        Assert.Equal("press-pass.used", (await desk.Core.Passes.Activate(desk.User)).Problem!.Code);

        Assert.Equal("press-pass.days", (await desk.Operations.GrantPass(desk.User, 6, "Outage", desk.By)).Problem!.Code);
        Assert.True((await desk.Operations.GrantPass(desk.User, 14, "Outage", desk.By)).Succeeded);
        Assert.Equal("press-pass.granted", (await desk.Operations.GrantPass(desk.User, 14, "Outage", desk.By)).Problem!.Code);

        var activated = (await desk.Core.Passes.Activate(desk.User)).Value;
        Assert.Equal(core().Time.Now.AddDays(14), activated.EndsAt);
        Assert.Equal("Outage", Assert.Single(await desk.Audited("press-pass.granted")).Why);
        var shown = (await desk.Questions.Of(desk.User, _ => true, new(), 10))!;
        Assert.Equal([(1, 14, "heron"), (0, 7, null)], shown.Passes.Select(p => (p.GrantNo, p.Days, p.GrantedBy)));
        Assert.True(shown.IsOnPass);

        TestCore core() => desk.Core;
    }

    [Theory, EachProvider]
    public async Task A_role_given_or_taken_ends_the_sessions_that_do_not_have_it(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var token = await desk.Core.SignIn(desk.User);

        Assert.True((await desk.Operations.GiveRole(desk.User, Roles.Moderator, "Helps in squads", desk.By)).Succeeded);

        Assert.False(await desk.Core.LetsIn(desk.User, token));
        Assert.Equal([Roles.Moderator], (await desk.Questions.Of(desk.User, _ => true, new(), 10))!.Roles);
        Assert.Equal("users.role-held", (await desk.Operations.GiveRole(desk.User, Roles.Moderator, "Again", desk.By)).Problem!.Code);
        token = await desk.Core.SignIn(desk.User);
        Assert.True((await desk.Operations.TakeRole(desk.User, Roles.Moderator, "Left", desk.By)).Succeeded);
        Assert.False(await desk.Core.LetsIn(desk.User, token));
        Assert.Equal("users.role-not-held", (await desk.Operations.TakeRole(desk.User, Roles.Moderator, "Again", desk.By)).Problem!.Code);
        Assert.Equal((1, 1), ((await desk.Audited("users.role-given")).Count, (await desk.Audited("users.role-taken")).Count));
    }

    [Theory, EachProvider]
    public async Task An_admin_always_remains(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        Assert.Equal("users.role-own", (await desk.Operations.TakeRole(desk.Admin, Roles.Admin, "Tired", desk.By)).Problem!.Code);
        Assert.Equal("users.role-unknown", (await desk.Operations.TakeRole(desk.User, Roles.Member, "Out", desk.By)).Problem!.Code);
        Assert.Equal("access.duty", (await desk.Operations.GiveRole(desk.User, Roles.Admin, "Me too", new(desk.User, "kestrel", Origin.Web))).Problem!.Code);
        await desk.Operations.GiveRole(desk.User, Roles.Admin, "Second", desk.By);

        var one = Task.Run(() => desk.Operations.TakeRole(desk.User, Roles.Admin, "You go", desk.By));
        var two = Task.Run(() => desk.Operations.TakeRole(desk.Admin, Roles.Admin, "No, you", new(desk.User, "kestrel", Origin.Web)));
        var outcomes = new[] { await one, await two };

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal("access.duty", Assert.Single(outcomes, o => !o.Succeeded).Problem!.Code);
        Assert.Equal(1, await desk.Core.Data.Read(db => db.UserRoles.CountAsync(r => r.RoleId == Roles.IdOf(Roles.Admin))));
    }

    [Fact]
    public async Task Nothing_is_done_without_a_reason_or_to_nobody()
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);

        Assert.Equal("admin.reason", (await desk.Operations.GrantXp(desk.User, 5, " ", "key", desk.By)).Problem!.Code);
        Assert.Equal("admin.reason", (await desk.Operations.EndSessions(desk.User, new string('x', 501), desk.By)).Problem!.Code);
        Assert.Equal("users.unknown", (await desk.Operations.GrantXp(999, 5, "Who?", "key", desk.By)).Problem!.Code);
        Assert.Equal("users.unknown", (await desk.Operations.EndSessions(999, "Who?", desk.By)).Problem!.Code);
        Assert.Equal("xp.grant-size", (await desk.Operations.GrantXp(desk.User, 0, "Nothing", "key", desk.By)).Problem!.Code);
        Assert.Empty(await desk.Audited(null));
    }

    [Theory, EachProvider]
    public async Task Members_are_found_by_name_Telegram_and_address_and_paged_by_key(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var osprey = (await desk.Core.Get<Arrivals>().FromWeb(new("osprey_1", "osprey_1@example.org", "hash"))).Value.UserId;
        await desk.Core.Get<Suspensions>().Suspend(osprey, "Spam", desk.By);
        await desk.Core.MemberOnPass("merlin");

        Assert.Equal(["merlin", "osprey_1", "kestrel", "heron"], await Names(new()));
        Assert.Equal(["osprey_1"], await Names(new("OSPREY_")));
        Assert.Equal(["osprey_1"], await Names(new("Osprey_1@Example.org")));
        Assert.Empty(await Names(new("osprey_1@exa"))); // addresses stand protected, so only a whole one is found
        Assert.Equal("o…1@example.org", (await desk.Questions.Find(new("osprey_1"), null, 1)).Lines.Single().Email);
        Assert.Equal(["kestrel"], await Names(new("@kes")));
        Assert.Empty(await Names(new("o%")));
        Assert.Equal(["kestrel"], await Names(new((await desk.Core.User(desk.User)).TelegramId.ToString())));
        Assert.Equal(["merlin"], await Names(new(Tier: TierCode.PressPass)));
        Assert.Equal(["merlin"], await Names(new(Status: SubscriptionStatus.Trialing)));
        Assert.Equal(["osprey_1"], await Names(new(IsSuspended: true)));

        var first = await desk.Questions.Find(new(), null, 3);
        var second = await desk.Questions.Find(new(), first.Next, 3);
        Assert.Equal((3, 1, null), (first.Lines.Count, second.Lines.Count, second.Next));
        Assert.Equal("heron", second.Lines[0].Username);

        foreach (var name in new[] { "kes", "kestrel_2", "Kestrel_10", "kestrelx" }) await desk.Core.Member(name);
        var named = await desk.Questions.Find(new("KEST"), null, 2);
        Assert.Equal(["kestrel", "kestrelx"], named.Lines.Select(l => l.Username));
        Assert.Equal(["Kestrel_10", "kestrel_2"], (await desk.Questions.Find(new("KEST"), named.Next, 2)).Lines.Select(l => l.Username));

        async Task<List<string>> Names(MemberSearch search) => [.. (await desk.Questions.Find(search, null, 50)).Lines.Select(l => l.Username)];
    }

    [Fact]
    public async Task Staff_sees_XP_as_the_member_does_also_before_the_sweep()
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);
        var user = await desk.Core.MemberOnPass("merlin");
        await desk.Core.Give(user, 400);
        desk.Core.Time.Midnight();

        var shown = (await desk.Questions.Of(user, _ => true, new(), 10))!;

        Assert.Equal((0, 0, XpSource.PressPassReset), (shown.Line.Balance, shown.Standing.TotalXp, shown.Ledger!.Lines[0].Source));
        Assert.Null(await desk.Questions.Of(999, _ => true, new(), 10));
    }

    private sealed record Desk(TestCore Core, long Admin, long User) : IAsyncDisposable
    {
        public Actor By => new(Admin, "heron", Origin.Web, "203.0.113.7");
        public MemberOperations Operations => Core.Get<MemberOperations>();
        public MemberDeskQuestions Questions => Core.Get<MemberDeskQuestions>();

        public static async Task<Desk> Open(DatabaseProvider provider)
        {
            var core = await TestCore.Create(provider);
            var admin = await core.Member("heron");
            await core.Data.Run(work => work.GiveRole(admin, Roles.Admin));
            return new(core, admin, await core.Member("kestrel"));
        }

        public async Task<IReadOnlyList<AuditLine>> Audited(string? action) => (await Core.Get<AuditQuestions>().Page(new(action, SubjectKind: AuditSubject.User), null, 50)).Lines;

        public ValueTask DisposeAsync() => Core.DisposeAsync();
    }
}
