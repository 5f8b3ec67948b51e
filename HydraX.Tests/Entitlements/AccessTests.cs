using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Entitlements;

public sealed class AccessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Access_follows_the_subscriptions_dates_not_the_shown_tier(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await Arrange(core, db =>
        {
            db.Users.Single(u => u.Id == user).Tier = TierCode.Apex;
            db.Subscriptions.Add(new Subscription { UserId = user, Tier = TierCode.Apex, Status = SubscriptionStatus.Expired, Price = 188m, CreatedAt = TestTime.Noon });
            db.Subscriptions.Add(new Subscription { UserId = user, Tier = TierCode.Fang, Status = SubscriptionStatus.Cancelled, Price = 89m, CurrentPeriodEnd = TestTime.Noon.AddHours(1), CreatedAt = TestTime.Noon });
        });
        var access = core.Get<Access>();

        Assert.True((await access.May(user, Feature.ChaingunMode, Stop)).IsAllowed);
        Assert.Equal(10m, (await access.Limit(user, Limits.DailyShots, Stop)).Value);
        Assert.False((await access.HasTier(user, TierCode.Commander, Stop)).IsAllowed);
        core.Time.Advance(TimeSpan.FromHours(1));
        Assert.False((await access.May(user, Feature.ChaingunMode, Stop)).IsAllowed);
        Assert.False((await access.May(user, Feature.LiveExecution, Stop)).IsAllowed);
        Assert.True((await access.May(user, Feature.BasicTrading, Stop)).IsAllowed);
    }

    [Theory, EachProvider]
    public async Task A_press_pass_gives_apex_features_until_its_end(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await Arrange(core, db =>
        {
            var profile = db.Profiles.Single(p => p.UserId == user);
            profile.PressPassActive = true;
            profile.WipeUntil = TestTime.Noon.AddDays(7);
        });
        var access = core.Get<Access>();

        Assert.True((await access.May(user, Feature.MidnightHammer, Stop)).IsAllowed);
        Assert.False((await access.May(user, Feature.AutoFire, Stop)).IsAllowed);
        Assert.Equal(1m, (await access.Limit(user, Limits.DailyShots, Stop)).Value);
        core.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(TierCode.Nibbler, (await access.Of(user, Stop)).Tier);
    }

    [Theory, EachProvider]
    public async Task Adjustments_are_the_members_own_and_count_in_their_time(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, other) = (await core.Member(), await core.Member());
        await Arrange(core, db =>
        {
            db.LimitAdjustments.Add(new() { UserId = user, Limit = Limits.DailyShots, Delta = 1, StartsAt = TestTime.Noon, Until = TestTime.Noon.AddHours(12), Reason = "Extra shot", SourceKey = "purchase:1" });
            db.LimitAdjustments.Add(new() { UserId = user, Limit = Limits.RiskPerShot, Cap = 1.0m, StartsAt = TestTime.Noon, Reason = "Mentoring", SourceKey = "mentorship:1" });
            db.LimitAdjustments.Add(new() { UserId = other, Limit = Limits.DailyShots, Delta = 9, StartsAt = TestTime.Noon, Reason = "Extra shot", SourceKey = "purchase:2" });
        });
        var access = core.Get<Access>();

        Assert.Equal(7m, (await access.Limit(user, Limits.DailyShots, Stop)).Value);
        Assert.Equal(1.0m, (await access.Limit(user, Limits.RiskPerShot, Stop)).Value);
        core.Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(6m, (await access.Limit(user, Limits.DailyShots, Stop)).Value);
        Assert.Equal(1.0m, (await access.Limit(user, Limits.RiskPerShot, Stop)).Value);
    }

    [Theory, EachProvider]
    public async Task An_adjustment_either_adds_or_caps_and_its_source_counts_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        LimitAdjustment Extra(decimal? delta, decimal? cap, string source) => new() { UserId = user, Limit = Limits.DailyShots, Delta = delta, Cap = cap, StartsAt = TestTime.Noon, Reason = "Extra shot", SourceKey = source };
        await Arrange(core, db => db.Add(Extra(1, null, "purchase:1")));

        await Assert.ThrowsAsync<DbUpdateException>(() => Arrange(core, db => db.Add(Extra(1, null, "purchase:1"))));
        await Assert.ThrowsAsync<DbUpdateException>(() => Arrange(core, db => db.Add(Extra(1, 2, "purchase:2"))));
        await Assert.ThrowsAsync<DbUpdateException>(() => Arrange(core, db => db.Add(Extra(null, null, "purchase:3"))));
    }

    [Theory, EachProvider]
    public async Task A_write_asks_within_its_own_transaction(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();

        var tier = await core.Data.Run(async work =>
        {
            work.Db.Add(new Subscription { UserId = user, Tier = TierCode.Commander, Status = SubscriptionStatus.Active, Price = 139m, CreatedAt = work.At });
            await work.Save();
            return (await core.Get<Access>().Of(work, user)).Tier;
        }, Stop);

        Assert.Equal(TierCode.Commander, tier);
    }

    [Theory, EachProvider]
    public async Task A_suspended_member_may_nothing_but_what_is_open_to_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await Arrange(core, db => db.Users.Single(u => u.Id == user).IsActive = false);
        var access = core.Get<Access>();
        var caller = new Caller(user, []);

        Assert.Equal("access.suspended", (await access.Meets(caller, [Need.Of(Who.Member)], Stop)).Code);
        Assert.True((await access.Meets(caller, [Need.Of(Who.Anybody)], Stop)).IsAllowed);
        Assert.True((await access.Meets(Caller.Stranger, [Need.Of(Who.Anybody)], Stop)).IsAllowed);
        Assert.Equal("access.sign-in", (await access.Meets(Caller.Stranger, [Need.Of(Who.Member)], Stop)).Code);
        Assert.Equal("access.undeclared", (await access.Meets(caller, [], Stop)).Code);
        Assert.Equal("access.sign-in", (await access.Meets(new(user + 999, ["Admin"]), [Need.Of(Who.Member)], Stop)).Code);
    }

    private static async Task Arrange(TestCore core, Action<HydraXDb> arrange)
    {
        await using var db = core.Database.Open();
        arrange(db);
        await db.SaveChangesAsync(Stop);
    }
}
