using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Users;
using HydraX.Tests.Support;

namespace HydraX.Tests.Audit;

public sealed class AuditTrailTests
{
    private static readonly Actor Heron = new(7, "heron", Origin.Web, "203.0.113.7");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task An_entry_says_who_did_what_to_whom_before_after_why_and_from_where(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        core.Time.Advance(TimeSpan.FromSeconds(1));

        await Record(core, Heron, "user.suspended", AuditSubject.Person(12, "dunlin"), new { isActive = true }, new { isActive = false }, "spam, \"again\"");

        var line = (await Page(core, new("user."))).Lines.Single();
        Assert.Equal((TestTime.Noon.AddSeconds(1), 7L, "heron", Origin.Web, "203.0.113.7"), (line.At, line.ActorUserId, line.Actor, line.Origin, line.Address));
        Assert.Equal(("user.suspended", "user", "12", "dunlin", "spam, \"again\""), (line.Action, line.SubjectKind, line.SubjectId, line.Subject, line.Why));
        Assert.Equal(("""{"isActive":true}""", """{"isActive":false}"""), (line.Before!.Replace(" ", ""), line.After!.Replace(" ", "")));
    }

    [Theory, EachProvider]
    public async Task A_refused_write_leaves_no_entry(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);

        await core.Data.Run(work =>
        {
            core.Get<AuditTrail>().Record(work, Heron, "user.suspended", AuditSubject.Person(12, "dunlin"));
            return Task.FromResult<Outcome>(Problem.Of("users.not-that", "No."));
        }, Stop);

        Assert.Empty((await Page(core, new("user."))).Lines);
    }

    [Theory, EachProvider]
    public async Task Filters_narrow_the_log(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Record(core, Heron, "user.suspended", AuditSubject.Person(12, "Dunlin"));
        core.Time.Advance(TimeSpan.FromHours(1));
        await Record(core, new(8, "bittern", Origin.Bot), "xp.granted", AuditSubject.Person(13, "osprey"));
        core.Time.Advance(TimeSpan.FromHours(1));
        await Record(core, Actor.Job, "jobs.failed", new("job", "press-pass-reset"));

        async Task<string> Found(AuditFilter filter) => string.Join(' ', (await Page(core, filter)).Lines.Where(l => l.Action != "tiers.filled").Select(l => l.Action));
        Assert.Equal("jobs.failed xp.granted user.suspended", await Found(new()));
        Assert.Equal("user.suspended", await Found(new(Action: "user.")));
        Assert.Equal("user.suspended", await Found(new(Person: "dUNL")));
        Assert.Equal("xp.granted", await Found(new(Person: "bittern")));
        Assert.Equal("xp.granted user.suspended", await Found(new(SubjectKind: "user")));
        Assert.Equal("xp.granted", await Found(new(SubjectKind: "user", SubjectId: "13")));
        Assert.Equal("jobs.failed", await Found(new(Origin: Origin.Job)));
        Assert.Equal("jobs.failed xp.granted", await Found(new(From: TestTime.Noon.AddHours(1))));
        Assert.Equal("user.suspended", await Found(new(Until: TestTime.Noon.AddHours(1))));
        Assert.Equal("", await Found(new(Person: "100%")));
        var (actions, kinds) = await core.Get<AuditQuestions>().Words(Stop);
        Assert.Equal(["jobs.failed", "tiers.filled", "user.suspended", "xp.granted"], actions);
        Assert.Equal(["job", "tier_revision", "user"], kinds);
    }

    [Theory, EachProvider]
    public async Task Pages_follow_each_other_without_gap_or_repeat(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        for (var i = 1; i <= 5; i++) await Record(core, Heron, "user.noted", AuditSubject.Person(i, $"member{i}"));

        var seen = new List<string>();
        long? next = null;
        do
        {
            var page = await core.Get<AuditQuestions>().Page(new("user."), next, 2, Stop);
            seen.AddRange(page.Lines.Select(l => l.SubjectId));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(["5", "4", "3", "2", "1"], seen);
    }

    [Theory, EachProvider]
    public async Task Export_is_csv_that_a_spreadsheet_reads_and_does_not_run(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Record(core, Heron, "user.noted", AuditSubject.Person(12, "dunlin"), after: new { note = "a" }, why: "=HYPERLINK(\"x\"),\nand more");

        var lines = await core.Get<AuditQuestions>().Csv(new("user."), Stop).ToListAsync(Stop);

        Assert.Equal("id,at_utc,actor_id,actor,origin,address,action,subject_kind,subject_id,subject,before,after,why", lines[0]);
        Assert.EndsWith(",2026-11-19T12:00:00.000000Z,7,heron,web,203.0.113.7,user.noted,user,12,dunlin,,\"{\"\"note\"\":\"\"a\"\"}\",\"'=HYPERLINK(\"\"x\"\"),\nand more\"", lines[1].Replace(": ", ":"), StringComparison.Ordinal);
        Assert.Equal(2, lines.Count);
    }

    [Fact]
    public async Task Who_takes_entries_out_is_recorded_without_the_name_that_was_looked_for()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (admin, finance) = (await core.Staff(), await core.Staff(Roles.Finance));

        Assert.Equal("access.duty", (await core.Get<AuditOperations>().Export(new(), finance, Stop)).Problem?.Code);
        Assert.True((await core.Get<AuditOperations>().Export(new("user.", Person: "dunlin"), admin, Stop)).Succeeded);

        var line = Assert.Single((await Page(core, new("audit.exported"))).Lines);
        Assert.Equal((admin.Name, admin.Address, """{"action":"user.","subjectKind":null,"subjectId":null,"origin":null,"from":null,"until":null,"byName":true}"""), (line.Actor, line.Address, line.After));
    }

    [Theory, EachProvider]
    public async Task Erasure_takes_the_names_and_leaves_the_entries(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var dunlin = await core.Member("dunlin");
        await Record(core, Heron, "user.noted", AuditSubject.Person(dunlin, "dunlin"));
        await Record(core, new(dunlin, "dunlin", Origin.Web, "198.51.100.4"), "user.renamed", AuditSubject.Person(dunlin, "dunlin"));

        await core.Data.Run(async work => await core.Get<Forgetting>().Forget(work, (await work.LockMember(dunlin))!, Actor.Job), Stop);

        Assert.Equal(["deleted member/deleted member/", "heron/deleted member/203.0.113.7"],
            (await Page(core, new("user."))).Lines.Select(l => $"{l.Actor}/{l.Subject}/{l.Address}"));
    }

    [Fact]
    public async Task A_reason_is_kept_up_to_its_length()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        await Record(core, Heron, "user.noted", AuditSubject.Person(12, "dunlin"), why: new string('x', 600));

        Assert.Equal(500, (await Page(core, new("user."))).Lines.Single().Why!.Length);
    }

    private static Task<AuditPage> Page(TestCore core, AuditFilter filter) => core.Get<AuditQuestions>().Page(filter, null, 50, Stop);

    private static Task Record(TestCore core, Actor by, string action, AuditSubject subject, object? before = null, object? after = null, string? why = null) =>
        core.Data.Run(work =>
        {
            core.Get<AuditTrail>().Record(work, by, action, subject, before, after, why);
            return Task.CompletedTask;
        }, Stop);
}
