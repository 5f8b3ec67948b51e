using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin.Demo;

public sealed class DemoContentTests
{
    private static readonly Actor Admin = Actor.Job;

    [Theory, EachProvider]
    public async Task Demo_members_stand_in_every_tier_and_rank_and_their_ledgers_add_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        Assert.True(await core.Get<DemoContent>().Open(CancellationToken.None));

        var members = await core.Data.Read(db => db.Users.Include(u => u.Profile).OrderBy(u => u.Id).ToListAsync());
        Assert.All(members, m => Assert.Equal((true, null), (m.IsDemo, UsernameRules.Check(m.UserName))));
        Assert.InRange(members.Count, 38, 45);
        Assert.Equal(Enum.GetValues<TierCode>(), members.Select(m => m.Tier).Distinct().Order());
        Assert.Equal(Enum.GetValues<RankCode>(), members.Select(m => m.Profile!.CurrentRank).Distinct().Order());
        Assert.True(members.Count(m => m.Profile!.PrestigeLevel > 0) >= 3);
        Assert.InRange(members.Count(m => m.Profile!.Title is not null), 10, members.Count);
        Assert.True(members.Count(m => m.Profile!.ResetCount > 0) >= 5);
        Assert.True(members.Max(m => m.Profile!.CurrentStreak) >= 90);
        var report = await core.Get<XpVerification>().All();
        Assert.True(report.IsRight, report.Says);
        Assert.InRange(report.Lines, 6_000, 20_000);
        foreach (var member in members) Assert.Empty((await core.Get<MetricVerification>().Member(member.Id))!);
        Assert.Empty(await core.Data.Read(db => db.Outbox.ToListAsync()));
        Assert.True(await core.Data.Read(db => db.XpTransactions.AllAsync(t => t.CreatedAt <= TestTime.Noon)));
        Assert.True(await core.Data.Read(db => db.XpTransactions.Where(t => t.SourceType == "trade_win").AllAsync(t => t.RewardKey.StartsWith("demo:"))));
    }

    [Theory, EachProvider]
    public async Task Each_line_lies_where_it_would_have_happened_and_each_wipe_at_its_midnight(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Get<DemoContent>().Open(CancellationToken.None);
        var dunlin = (await core.Get<UserDirectory>().ByName("dunlin"))!.UserId;

        var lines = await core.Ledger(dunlin);
        Assert.Equal(lines.Select(l => l.CreatedAt).Order(), lines.Select(l => l.CreatedAt));
        var wipes = lines.Where(l => l.SourceType == "press_pass_reset").ToList();
        Assert.Equal(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"], wipes.Select(w => w.RewardKey.Split(':')[1]));
        Assert.All(wipes, w => Assert.Equal(TimeSpan.Zero, w.CreatedAt.TimeOfDay));
        var profile = await core.Profile(dunlin);
        Assert.Equal((4, -wipes.Sum(w => w.Amount), -wipes.Min(w => w.Amount)), (profile.ResetCount, profile.TotalXpWiped, profile.LargestWipe));
        Assert.Equal(profile.TotalXpWiped + profile.XpBalance, profile.RealTotalXp);
        var night = core.Clock.Today.End;
        core.Time.Now = night;
        await core.Night.Wipe(CancellationToken.None);
        Assert.Equal(profile.ResetCount + 1, (await core.Profile(dunlin)).ResetCount);
        core.Time.Now += TimeSpan.FromDays(40);
        Assert.Equal(4, await core.Passes.ExpireDue(CancellationToken.None));
        Assert.True((await core.Get<XpVerification>().All()).IsRight);
    }

    [Theory, EachProvider]
    public async Task It_is_made_once_however_many_nodes_start_and_begins_again_after_a_kill(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var killed = core.Data.Run<bool>(async work =>
        {
            await work.Execute("INSERT INTO demo_content (id, made_at) VALUES (1, @p0)", work.Dialect.Instant(work.At));
            work.Db.Add(new User { UserName = "eagle", NormalizedUserName = "EAGLE", IsDemo = true });
            await work.Save();
            throw new OperationCanceledException("killed half-way");
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => killed);
        Assert.False(await core.Get<DemoContent>().IsShown());

        var made = await Task.WhenAll(core.Get<DemoContent>().Open(CancellationToken.None), other.Get<DemoContent>().Open(CancellationToken.None));

        Assert.Single(made, m => m);
        Assert.False(await core.Get<DemoContent>().Open(CancellationToken.None));
        Assert.Equal((await core.Get<DemoContent>().View())!.Members, await core.Data.Read(db => db.Users.CountAsync()));
        Assert.True((await core.Get<XpVerification>().All()).IsRight);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_content()
    {
        static async Task<List<string>> Made()
        {
            await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
            await core.Get<DemoContent>().Open(CancellationToken.None);
            return await core.Data.Read(db => db.XpTransactions.Join(db.Users, t => t.UserId, u => u.Id, (t, u) => new { u.UserName, t.Amount, t.CreatedAt, t.RewardKey, t.TransactionId })
                .OrderBy(t => t.TransactionId).Select(t => $"{t.UserName} {t.Amount} {t.CreatedAt} {t.RewardKey}").ToListAsync());
        }

        Assert.Equal(await Made(), await Made());
    }

    [Theory, EachProvider]
    public async Task Removing_it_takes_every_row_of_demo_members_and_none_of_others(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var before = await core.Member("heron");
        await core.Get<DemoContent>().Open(CancellationToken.None, reserved: "Kestrel");
        Assert.NotNull(await core.Get<UserDirectory>().ByName("demo_heron"));
        Assert.NotNull(await core.Get<UserDirectory>().ByName("demo_kestrel"));
        var after = await core.MemberOnPass("brought_by_demo");
        await core.Give(after, 900);
        await core.Progression.Buy(after, "steady_hand", "1");
        var demo = await core.Data.Read(db => db.Users.Where(u => u.IsDemo).Select(u => u.Id).ToListAsync());
        await core.Data.Run(async work => (await work.Db.Profiles.SingleAsync(p => p.UserId == after)).ReferredByUserId = demo[0]);
        core.Time.At(23, 0);
        await core.Night.Warn(CancellationToken.None);
        Assert.NotEmpty(await core.Told(await OnPass(core, "dunlin")));
        var real = await Real(core, before, after);

        var removed = await core.Get<DemoContent>().Remove("we open today", Admin);

        Assert.Equal(demo.Count, removed.Value);
        Assert.Equal(real with { ReferredBy = null }, await Real(core, before, after));
        foreach (var entity in core.Database.Open().Model.GetEntityTypes().Where(e => e.FindProperty("UserId") is not null))
            Assert.Equal((entity.DisplayName(), 0L), (entity.DisplayName(), await Rows(core, entity.GetTableName()!, "user_id", demo)));
        Assert.Equal(2, await core.Data.Read(db => db.Users.CountAsync()));
        Assert.True((await core.Get<XpVerification>().All()).IsRight);
        Assert.Equal("demo.none", (await core.Get<DemoContent>().Remove("we open today", Admin)).Problem?.Code);
        Assert.Null(await core.Get<DemoContent>().View());
        Assert.False(await core.Get<DemoContent>().Open(CancellationToken.None));
        Assert.Equal("demo.removed", Assert.Single((await core.Get<AuditQuestions>().Page(new(Action: "demo."), null, 10)).Lines).Action);
    }

    private sealed record Kept(int Users, long Lines, int Purchases, int Passes, int Messages, long Balance, long? ReferredBy);

    private static async Task<Kept> Real(TestCore core, params long[] users) => await core.Data.Read(async db => new Kept(
        await db.Users.CountAsync(u => users.Contains(u.Id)), await db.XpTransactions.CountAsync(t => users.Contains(t.UserId)), await db.ShopPurchases.CountAsync(p => users.Contains(p.UserId)),
        await db.Passes.CountAsync(p => users.Contains(p.UserId)), await db.Outbox.CountAsync(m => users.Contains(m.UserId!.Value)),
        await db.Profiles.Where(p => users.Contains(p.UserId)).SumAsync(p => p.XpBalance), await db.Profiles.Where(p => p.UserId == users[1]).Select(p => p.ReferredByUserId).SingleAsync()));

    private static async Task<long> OnPass(TestCore core, string name) => (await core.Get<UserDirectory>().ByName(name))!.UserId;

    private static Task<long> Rows(TestCore core, string table, string column, List<long> users) =>
        core.Data.Run(async work => Convert.ToInt64(await work.Scalar($"SELECT COUNT(*) FROM {table} WHERE {column} IN ({string.Join(", ", users)})"), null));
}
