using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
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
    };

    [Theory, MemberData(nameof(Alterations))]
    public async Task Whatever_is_altered_behind_the_programs_back_is_found_and_named(string sql, string found)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 5; i++) await Record(core, i);

        await core.Data.Run(work => work.Execute(sql));

        var verdict = await core.Get<AuditVerification>().All();
        Assert.Equal(found, string.Join("; ", verdict.Faults));
        await Assert.ThrowsAsync<AuditBrokenException>(() => core.Get<AuditVerification>().Demand(CancellationToken.None));
    }

    [Theory, EachProvider]
    public async Task Names_and_reasons_that_erasure_takes_out_do_not_break_the_chain_and_neither_does_a_new_key(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        for (var i = 0; i < 3; i++) await Record(core, i);
        await core.Get<ProtectionOperations>().ReplaceKey("Yearly", Actor.Job);
        core.Time.Advance(2 * ProtectionRing.Announcement);
        await core.Get<KeyRotation>().Run();
        for (var i = 3; i < 6; i++) await Record(core, i);
        await core.Data.Run(async work =>
        {
            await core.Get<AuditTrail>().Forget(work, 12);
            await work.Db.Audit.ExecuteUpdateAsync(a => a.SetProperty(x => x.Why, (string?)null), work.Stop);
        });

        var verdict = await core.Get<AuditVerification>().All();

        Assert.True(verdict.IsRight, verdict.Says);
        Assert.StartsWith("k2.", verdict.Head, StringComparison.Ordinal);
        Assert.DoesNotContain((await core.Get<AuditQuestions>().Page(new(), null, 50)).Lines, line => line.Subject == "dunlin");
    }

    [Fact]
    public async Task The_command_line_checks_the_log_and_says_so_by_its_exit_code()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 3; i++) await Record(core, i);

        Assert.Equal((0, "4 entries in an unbroken chain"), await Verify());
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

    private static Task Record(TestCore core, int i, bool isRefused = false) => core.Data.Run<Outcome>(work =>
    {
        core.Get<AuditTrail>().Record(work, Heron, "xp.granted", AuditSubject.Person(12, "dunlin"), new { balance = i }, new { balance = i + 50 }, $"made up for outage {i}");
        return Task.FromResult<Outcome>(isRefused ? Problem.Of("no", "No.") : Outcome.Done);
    });
}
