using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Xp;

public sealed class XpVerificationTests
{
    [Theory, EachProvider]
    public async Task Everything_that_happens_to_xp_adds_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var paying = await core.Member();
        await core.Give(paying, 2_000);
        var win = (await core.Progression.AwardXp(new(paying, XpSource.TradeWin, 1))).Value.Entry;
        var bought = (await core.Progression.Buy(paying, "night_owl", "1")).Value;
        await core.Progression.Refund(bought.PurchaseId, "asked", Core.Audit.Actor.Job);
        await core.Progression.Correct(win.TransactionId, "wrong trade");
        var onPass = await core.MemberOnPass();
        await core.Give(onPass, 700);
        await core.Progression.Buy(onPass, "steady_hand", "1");
        core.Time.Midnight();
        await core.Night.Wipe(CancellationToken.None);
        await core.Progression.AwardXp(new(onPass, XpSource.TradeWin, 1));
        await core.Member();

        var report = await core.Get<XpVerification>().All();

        Assert.Equal((3, 9, 0), (report.Members, report.Lines, report.FaultCount));
        Assert.Equal("9 lines of 3 members add up", await core.Get<XpVerification>().Demand(CancellationToken.None));
    }

    [Theory, EachProvider]
    public async Task Taking_more_total_xp_than_there_is_takes_what_there_is_and_still_adds_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 100);
        await core.Data.Run(async work => await core.Get<XpLedger>().Post(work, (await work.LockMember(user))!, new(XpSource.Correction, "correction:0", -150, -150)));

        Assert.Equal((-50, 0), await core.Profile(user) is var p ? (p.XpBalance, p.TotalXp) : default);
        Assert.True((await core.Get<XpVerification>().Member(user)).IsRight);
    }

    [Theory, EachProvider]
    public async Task Rows_altered_by_hand_are_found_and_their_members_named(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var users = new Dictionary<string, long>();
        foreach (var name in new[] { "kestrel", "dunlin", "osprey", "heron", "egret", "plover", "dotterel", "whimbrel", "bittern" })
        {
            users[name] = await core.Member(name);
            for (var i = 0; i < 3; i++) await core.Give(users[name], 100);
        }
        var (line, balanced) = ((await core.Ledger(users["kestrel"]))[1].TransactionId, (await core.Ledger(users["heron"]))[1].TransactionId);
        await Alter(core, $"UPDATE xp_transactions SET amount = 90 WHERE transaction_id = {line}");
        await Alter(core, $"UPDATE user_profiles SET xp_balance = xp_balance + 7 WHERE user_id = {users["dunlin"]}");
        await Alter(core, $"UPDATE user_profiles SET total_xp = 1 WHERE user_id = {users["osprey"]}");
        await Alter(core, $"UPDATE xp_transactions SET balance_after = 1 WHERE transaction_id = {balanced}");
        await Alter(core, $"UPDATE user_profiles SET xp_set_aside = 5 WHERE user_id = {users["egret"]}");
        await Alter(core, $"UPDATE user_profiles SET xp_earned_at = NULL WHERE user_id = {users["plover"]}");
        await Alter(core, $"UPDATE user_profiles SET xp_of_day = 301, xp_of_week = 299 WHERE user_id = {users["dotterel"]}");
        await Alter(core, $"UPDATE user_profiles SET total_xp = 2, xp_of_month = 3 WHERE user_id = {users["whimbrel"]}");

        var report = await core.Get<XpVerification>().All();

        Assert.Equal(
        [
            new(users["kestrel"], "kestrel", $"balance 300, by the lines 290; running balance wrong from line {line}"),
            new(users["dunlin"], "dunlin", "balance 307, by the lines 300"),
            new(users["osprey"], "osprey", "total XP 1, by the lines 300"),
            new(users["heron"], "heron", $"running balance wrong from line {balanced}"),
            new(users["egret"], "egret", "set aside 5, by the lines 0"),
            new(users["plover"], "plover", "latest gain never, by the lines 2026-11-19 12:00:00 UTC"),
            new(users["dotterel"], "dotterel", "XP of the day 301, by the lines 300; XP of the week 299, by the lines 300"),
            new(users["whimbrel"], "whimbrel", "total XP 2, by the lines 300; XP of the month 3, by the lines 300"),
        ], report.Faults);
        Assert.Equal(8, report.FaultCount);
        Assert.False((await core.Get<XpVerification>().Member(users["kestrel"])).IsRight);
        Assert.True((await core.Get<XpVerification>().Member(users["bittern"])).IsRight);
        Assert.Contains($"kestrel (balance 300, by the lines 290; running balance wrong from line {line})", report.Says);
    }

    [Theory, EachProvider]
    public async Task A_nightly_check_that_fails_looks_failed_and_says_for_whom(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        await core.Give(user, 100);
        var job = JobSchedule.Find("xp-verification")!;
        await using var services = new ServiceCollection().AddSingleton(core.Get<XpVerification>()).BuildServiceProvider();
        var log = new JobLog(core.Data, core.Clock, core.Time, core.Get<DomainMeter>(), NullLogger<JobLog>.Instance);
        Task<string> Night() => log.Run(job.Name, JobCause.Schedule, core.Clock.GetUtcNow(), stop => job.Run(services, stop), CancellationToken.None);

        Assert.Equal("1 line of 1 member adds up", await Night());
        await Alter(core, "UPDATE user_profiles SET xp_balance = 99");
        await Assert.ThrowsAsync<LedgerBrokenException>(Night);

        var run = Assert.Single(await log.Last(CancellationToken.None));
        Assert.Equal((JobResult.Failed, "The ledger does not add up for 1 of 1 member: kestrel (balance 99, by the lines 100)"), (run.Result, run.Report));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 2, 30, 0, TimeSpan.Zero), job.NextAfter(TestTime.Noon));
    }

    [Theory, EachProvider]
    public async Task Many_lines_are_added_up_block_by_block_with_progress(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        for (var i = 0; i < 200; i++) await core.Member();
        await Fill(core, linesEach: 500);
        await core.Data.Run(async work =>
        {
            work.Db.Add(new User { Id = 120_000, UserName = "far_out", NormalizedUserName = "FAR_OUT", Profile = UserDirectory.NewProfile(120_000, "FARAWAY2", work.At), CreatedAt = work.At, UpdatedAt = work.At });
            await work.Save();
        });
        var shares = new List<double>();

        var report = await core.Get<XpVerification>().All(new Told(shares));

        Assert.Equal((201, 100_000, 0), (report.Members, report.Lines, report.FaultCount));
        Assert.Equal([0.42, 0.83, 1], shares.Select(s => Math.Round(s, 2)));
    }

    private static Task Alter(TestCore core, string sql) => core.Data.Run(work => work.Execute(sql));

    private static Task Fill(TestCore core, int linesEach) => core.Data.Run(async work =>
    {
        await work.Execute($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {linesEach})
            INSERT INTO xp_transactions (user_id, amount, balance_after, total_xp_change, source_type, multipliers, reward_key, utc_day, created_at)
            SELECT p.user_id, 10, n.i * 10, 10, 'trade_win', {work.Dialect.Json("'[]'")}, 'trade_win:' || n.i, @p0, @p1 FROM n CROSS JOIN user_profiles p
            """, work.Dialect.Date(UtcDay.Of(work.At)), work.Dialect.Instant(work.At));
        var xp = linesEach * 10;
        await work.Execute($"UPDATE user_profiles SET xp_balance = {xp}, total_xp = {xp}, xp_of_day = {xp}, xp_of_week = {xp}, xp_of_month = {xp}, xp_earned_at = @p0", work.Dialect.Instant(work.At));
    });

    private sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
