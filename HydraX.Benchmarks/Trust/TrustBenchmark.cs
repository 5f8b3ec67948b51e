using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Benchmarks.Trust;

/// <summary>What protection costs at a million: finding members whose addresses stand protected, and checking the audit log's chain.</summary>
internal sealed class TrustBenchmark(DatabaseProvider provider) : IBenchmark
{
    private const int Members = 1_000_000, Entries = 1_000_000;
    private const int Looks = 500, Rounds = 3;
    private const int EntriesTogether = 2_000, MembersTogether = 20_000;

    private static readonly Actor Staff = new(1, "member1", Origin.Web, "203.0.113.7");

    public string Name => provider == DatabaseProvider.Sqlite ? "trust-sqlite" : "trust-postgresql";

    public string About => $"Protected columns and the audit log on {(provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL")}: {Members:N0} members, {Entries:N0} entries";

    public async Task Run(Report report, CancellationToken stop)
    {
        await using var server = provider == DatabaseProvider.PostgreSql ? await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.") : null;
        var file = Path.Combine(Path.GetTempPath(), $"hydrax-trust-{Environment.ProcessId}.db");
        try
        {
            await using var domain = await Domain.Open(provider, server is null ? $"Data Source={file}" : await server.Create("trust"), stop);
            await domain.Members(Members, onPass: false, stop);
            await Protect(domain, stop);
            await Find(report, domain, stop);
            await Check(report, domain, stop);
        }
        finally
        {
            foreach (var part in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*")) File.Delete(part);
        }
    }

    // As a registration writes them, but many together.
    private static async Task Protect(Domain domain, CancellationToken stop)
    {
        var protector = domain.Get<Protector>();
        for (var first = 1; first <= Members; first += MembersTogether)
        {
            var from = first;
            await domain.Data.Run(async work =>
            {
                for (var id = from; id < from + MembersTogether; id++)
                    await work.Execute("UPDATE users SET email = @p1, email_lookup = @p2 WHERE user_id = @p0", (long)id, protector.Protect(UserSecrets.Email, Address(id)), protector.Lookup(UserSecrets.Email, Address(id)));
            }, stop);
        }
        await domain.Data.Run(work => work.Execute(work.Dialect.Provider == DatabaseProvider.PostgreSql ? "ANALYZE users" : "ANALYZE"), stop);
    }

    private static async Task Find(Report report, Domain domain, CancellationToken stop)
    {
        var (protector, desk) = (domain.Get<Protector>(), domain.Get<MemberDeskQuestions>());
        var signIn = await Contest.Between(Rounds,
            () => Durations.Of(Looks, 1, async i =>
            {
                var lookups = protector.Lookups(UserSecrets.Email, Address(Id(i)));
                if (await domain.Data.Read(db => db.Users.Where(u => lookups.Contains(u.EmailLookup!)).SingleAsync(stop), stop) is not { } found || found.Id != Id(i)) throw new InvalidOperationException("Somebody else was found.");
            }),
            () => Durations.Of(Looks, 1, i => domain.Data.Read(db => db.Users.SingleAsync(u => u.Id == Id(i), stop), stop)));
        report.Row("sign-in: a member by e-mail address", $"{Report.Time(signIn.Ours.Median)} median", "< 20 ms", signIn.Ours.Median.TotalMilliseconds < 20, $"{Report.Time(signIn.Baseline.Median)} by row id", $"{Report.Number(signIn.Ratio)} ×");
        await Search("admin search: a whole address", i => Address(Id(i)));
        await Search("admin search: the beginning of a name", i => $"member{1 + Id(i) / 100}");

        async Task Search(string what, Func<int, string> text)
        {
            var looked = await Durations.Of(Looks, 1, async i =>
            {
                if ((await desk.Find(new(text(i)), null, 50, stop)).Lines.Count == 0) throw new InvalidOperationException($"{text(i)} was not found.");
            });
            report.Row(what, $"{Report.Time(looked.Median)} median, {Report.Time(looked.P99)} p99", "< 20 ms", looked.Median.TotalMilliseconds < 20);
        }
    }

    private static async Task Check(Report report, Domain domain, CancellationToken stop)
    {
        var trail = domain.Get<AuditTrail>();
        var before = await domain.Data.Read(db => db.Audit.CountAsync(stop), stop);
        for (var first = before; first < Entries; first += EntriesTogether)
        {
            var from = first;
            await domain.Data.Run(work =>
            {
                for (var i = from; i < Math.Min(from + EntriesTogether, Entries); i++) trail.Record(work, Staff, "xp.granted", AuditSubject.Person(i, $"member{i}"), new { balance = i }, new { balance = i + 50 }, "made up for an outage");
                return Task.CompletedTask;
            }, stop);
        }
        AuditVerdict? verdict = null;
        var checks = await Durations.Of(3, 1, async _ => verdict = await domain.Get<AuditVerification>().All(null, stop));
        if (verdict is not { IsRight: true, Entries: Entries }) throw new InvalidOperationException($"The chain is not what was written: {verdict?.Says}");
        report.Row($"the chain of {Entries:N0} entries checked", Report.Time(checks.Median), "< 20 s", checks.Median.TotalSeconds < 20);
        var written = await Durations.Of(2_000, 1, i => domain.Data.Run(work =>
        {
            trail.Record(work, Staff, "xp.granted", AuditSubject.Person(i, $"member{i}"));
            return Task.CompletedTask;
        }, stop));
        report.Row("one more entry, in a transaction of its own", $"{Report.Time(written.Median)} median, {Report.Time(written.P99)} p99");
    }

    private static string Address(long id) => $"member.{id}@example.org";

    private static long Id(int i) => 1 + i * 7919L * 131 % Members;
}
