using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly Actor Heron = new(7, "heron", Origin.Web, "203.0.113.7");

    [Theory, EachProvider]
    public async Task Entries_of_many_at_the_same_instant_on_two_nodes_make_one_chain_without_a_gap(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Record(i % 2 == 0 ? core : other, i, isRefused: i % 5 == 0))));

        var verdict = await core.Get<AuditVerification>().All();
        Assert.True(verdict.IsRight, verdict.Says);
        Assert.Equal(32 + 1, verdict.Entries); // refused writes leave none; the first start left one
        Assert.Equal(verdict.Head, (await core.Data.Read(db => db.Set<AuditHead>().SingleAsync())).Seal);
        Assert.StartsWith("33 entries in an unbroken chain, ending in k1.", await core.Get<AuditVerification>().Demand(CancellationToken.None), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Alterations => new()
    {
        { "UPDATE audit_entries SET action = 'xp.taken' WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET actor_user_id = 8 WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET actor_user_id = NULL WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET subject_id = '1' WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET after = NULL WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET before = after, after = before WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_entries SET why = 'another reason' WHERE sequence = 3", "the reason of entry 3 is not as it was written" },
        { "UPDATE audit_entries SET seal = '' WHERE sequence = 3", "entry 3 is not as it was written; entry 4 is not as it was written" },
        { "DELETE FROM audit_entries WHERE sequence = 3", "entry 3 is missing" },
        { "DELETE FROM audit_entries WHERE sequence IN (3, 4)", "entries 3 to 4 are missing" },
        { "DELETE FROM audit_entries WHERE sequence > 4", "entries 5 to 6 are missing at the end" },
        { "UPDATE audit_entries SET sequence = CASE sequence WHEN 3 THEN -4 ELSE -3 END WHERE sequence IN (3, 4)", "entries 3 to 4 are missing; 2 entries outside the chain" },
        { "UPDATE audit_head SET seal = 'k1.AAAA'", "the last entry is not the one that was written last" },
        { "UPDATE audit_entries SET why = NULL WHERE sequence = 3", "the reason of entry 3 is not as it was written" },
        { "UPDATE audit_entries SET why = NULL, why_digest = NULL WHERE sequence = 3", "entry 3 is not as it was written" },
        { "UPDATE audit_people SET name = 'merlin' WHERE audit_entry_id = 3 AND part = 'subject'", "the name of the subject in entry 3 is not as it was written" },
        { "UPDATE audit_people SET name = 'deleted member' WHERE audit_entry_id = 3 AND part = 'actor'", "the name of the actor in entry 3 is not as it was written" },
        { "UPDATE audit_people SET address = '198.51.100.9' WHERE audit_entry_id = 3 AND part = 'actor'", "the address of the actor in entry 3 is not as it was written" },
        { "UPDATE audit_people SET address = NULL WHERE audit_entry_id = 3 AND part = 'actor'", "the address of the actor in entry 3 is not as it was written" },
        { "UPDATE audit_people SET address = '198.51.100.9' WHERE audit_entry_id = 3 AND part = 'subject'", "the address of the subject in entry 3 is not as it was written" },
        { "UPDATE audit_people SET user_id = 8 WHERE audit_entry_id = 3 AND part = 'actor'", "entry 3 is not as it was written" },
        { "UPDATE audit_people SET name_digest = (SELECT o.name_digest FROM audit_people o WHERE o.audit_entry_id = 4 AND o.part = 'subject') WHERE audit_entry_id = 3 AND part = 'subject'", "entry 3 is not as it was written" },
        { "DELETE FROM audit_people WHERE audit_entry_id = 3 AND part = 'subject'", "entry 3 is not as it was written" },
        { "DELETE FROM audit_people WHERE audit_entry_id = 3", "entry 3 is not as it was written" },
        { "INSERT INTO audit_people (audit_entry_id, part, user_id, name) VALUES (1, 'actor', 8, 'merlin')", "entry 1 is not as it was written" },
    };

    [Theory, MemberData(nameof(Alterations))]
    public async Task Whatever_is_altered_behind_the_programs_back_is_found_and_named(string sql, string found)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 5; i++) await Record(core, i);

        await core.Database.OpenAuditLog();
        await core.Data.Run(work => work.Execute(sql));

        var verdict = await core.Get<AuditVerification>().All();
        Assert.Equal(found, string.Join("; ", verdict.Faults));
        await Assert.ThrowsAsync<AuditBrokenException>(() => core.Get<AuditVerification>().Demand(CancellationToken.None));
    }

    [Theory, EachProvider]
    public async Task Names_and_reasons_that_erasure_takes_out_do_not_break_the_chain_and_neither_does_a_new_key(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var dunlin = await core.Member("dunlin");
        for (var i = 0; i < 3; i++) await Record(core, i, dunlin);
        await core.Get<ProtectionOperations>().ReplaceKey("Yearly", Actor.Job);
        core.Time.Advance(2 * ProtectionRing.Announcement);
        await core.Get<KeyRotation>().Run();
        for (var i = 3; i < 6; i++) await Record(core, i, dunlin);
        await core.Data.Run(work => Audited(core, work, new(dunlin, "dunlin", Origin.Web, "198.51.100.4"), AuditSubject.Person(dunlin, "dunlin"), "bye"));
        await core.Data.Run(async work => await core.Get<Forgetting>().Forget(work, (await work.LockMember(dunlin))!, Actor.Job));

        var verdict = await core.Get<AuditVerification>().All();

        Assert.True(verdict.IsRight, verdict.Says);
        Assert.StartsWith("k2.", verdict.Head, StringComparison.Ordinal);
        var lines = (await core.Get<AuditQuestions>().Page(new("xp."), null, 50)).Lines;
        Assert.Equal(7, lines.Count);
        Assert.DoesNotContain(lines, line => line.Subject == "dunlin" || line.Actor == "dunlin" || line.Why is not null || line.Address == "198.51.100.4");
    }

    [Theory, EachProvider]
    public async Task Somebody_who_was_erased_is_missing_in_what_was_before_and_nowhere_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var dunlin = await core.Member("dunlin");
        await core.Data.Run(async work => await core.Get<Forgetting>().Forget(work, (await work.LockMember(dunlin))!, Actor.Job));
        await Record(core, 1, dunlin);
        Assert.True((await core.Get<AuditVerification>().All()).IsRight);
        await core.Database.OpenAuditLog();

        await core.Data.Run(work => work.Execute("UPDATE audit_people SET name = 'deleted member'"));
        await core.Data.Run(work => work.Execute("UPDATE audit_entries SET why = NULL"));

        var last = (await core.Get<AuditVerification>().All()).Entries;
        Assert.Equal([$"the reason of entry {last} is not as it was written", $"the name of the actor in entry {last} is not as it was written", $"the name of the subject in entry {last} is not as it was written"],
            (await core.Get<AuditVerification>().All()).Faults.Where(fault => fault.Contains($" {last} ", StringComparison.Ordinal)));
    }

    [Theory, EachProvider]
    public async Task The_database_itself_refuses_to_alter_or_delete_what_was_done(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Record(core, 1);
        await Record(core, 2);

        foreach (var sql in new[]
        {
            "UPDATE audit_entries SET action = 'xp.taken' WHERE sequence = 2",
            "UPDATE audit_entries SET why = 'another reason' WHERE sequence = 2",
            "UPDATE audit_entries SET why = NULL, before = NULL WHERE sequence = 2",
            "UPDATE audit_entries SET audit_entry_id = 99 WHERE sequence = 1",
            "UPDATE audit_entries SET actor_user_id = NULL",
            "DELETE FROM audit_entries WHERE sequence = 2",
            "DELETE FROM audit_entries",
            "UPDATE audit_people SET name = 'merlin'",
            "UPDATE audit_people SET address = '198.51.100.9'",
            "UPDATE audit_people SET user_id = 8",
            "DELETE FROM audit_people",
        })
        {
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => core.Data.Run(work => work.Execute(sql)));
            Assert.Contains("is only added to.", refused.Message, StringComparison.Ordinal);
        }
        if (provider == DatabaseProvider.PostgreSql) await Assert.ThrowsAnyAsync<DbException>(() => core.Data.Run(work => work.Execute("TRUNCATE audit_entries, audit_people")));
        Assert.True((await core.Get<AuditVerification>().All()).IsRight);

        // What erasure takes out it lets go; the check is what tells whether it was one.
        await core.Data.Run(work => work.Execute("UPDATE audit_entries SET why = NULL"));
        await core.Data.Run(work => work.Execute("UPDATE audit_people SET name = 'deleted member', address = NULL"));
        Assert.False((await core.Get<AuditVerification>().All()).IsRight);
    }

    [Theory, EachProvider]
    public async Task A_start_has_the_database_keep_the_log_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Database.OpenAuditLog();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => core.Get<DatabaseStart>().Migrate(CancellationToken.None)));

        await Assert.ThrowsAnyAsync<DbException>(() => core.Data.Run(work => work.Execute("DELETE FROM audit_entries")));
        await Assert.ThrowsAnyAsync<DbException>(() => core.Data.Run(work => work.Execute("UPDATE audit_entries SET action = 'xp.taken'")));
    }

    [Fact]
    public async Task The_command_line_checks_the_log_and_says_so_by_its_exit_code()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 3; i++) await Record(core, i);

        Assert.Equal((0, "4 entries in an unbroken chain"), await Verify());
        await core.Database.OpenAuditLog();
        await core.Data.Run(work => work.Execute("UPDATE audit_entries SET action = 'xp.taken' WHERE sequence = 2"));
        Assert.Equal((2, "The audit log was altered: entr"), await Verify());

        async Task<(int, string)> Verify()
        {
            var (code, said) = await WebProcess.Command("verify-audit", ("ConnectionStrings:HydraX", core.Database.ConnectionString));
            return (code, said.Trim()[..Math.Min(said.Trim().Length, code == 0 ? 30 : 31)]);
        }
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_told_with_those_that_are()
    {
        var (code, said) = await WebProcess.Command("verify-audits");

        Assert.Equal(1, code);
        Assert.Contains("There is no command verify-audits; there are verify-audit", said, StringComparison.Ordinal);
    }

    private static Task Record(TestCore core, int i, long whom = 12, bool isRefused = false) => core.Data.Run<Outcome>(async work =>
    {
        await Audited(core, work, Heron, AuditSubject.Person(whom, "dunlin"), $"made up for outage {i}");
        return isRefused ? Problem.Of("no", "No.") : Outcome.Done;
    });

    private static Task Audited(TestCore core, Work work, Actor by, AuditSubject subject, string why)
    {
        core.Get<AuditTrail>().Record(work, by, "xp.granted", subject, new { balance = 0 }, new { balance = 50 }, why);
        return Task.CompletedTask;
    }
}
