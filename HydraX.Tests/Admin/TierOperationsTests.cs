using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Admin;

public sealed class TierOperationsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Whose_price_changes_at_renewal_is_told_once_and_nobody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var renewing = await Subscriber(core, TierCode.Fang, SubscriptionStatus.Active);
        var overdue = await Subscriber(core, TierCode.Fang, SubscriptionStatus.PastDue);
        var others = new[]
        {
            await Subscriber(core, TierCode.Fang, SubscriptionStatus.Cancelled),
            await Subscriber(core, TierCode.Fang, SubscriptionStatus.Active, autoRenew: false),
            await Subscriber(core, TierCode.Fang, SubscriptionStatus.Trialing),
            await Subscriber(core, TierCode.Apex, SubscriptionStatus.Active),
        };

        Assert.True((await Save(core, s => s.With(TierCode.Fang, TierForm.MonthlyPrice, "99"), PriceApplies.FromNextRenewal)).Succeeded);

        foreach (var user in new[] { renewing, overdue })
            Assert.Equal("""{"tier":"FANG","before":89.00,"after":99.00}""", Assert.Single(await core.Told(user, TierPriceChanged.Kind)).Data);
        foreach (var user in others) Assert.Empty(await core.Told(user, TierPriceChanged.Kind));
    }

    [Theory, EachProvider]
    public async Task Very_many_subscribers_are_told_block_by_block(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using (var db = core.Database.Open())
        {
            db.Users.AddRange(Enumerable.Range(1, 1_001).Select(i => new Core.Users.User { UserName = $"m{i}", NormalizedUserName = $"M{i}", Tier = TierCode.Fang }));
            await db.SaveChangesAsync(Stop);
            db.Subscriptions.AddRange(await db.Users.Select(u => new Subscription { UserId = u.Id, Tier = TierCode.Fang, Status = SubscriptionStatus.Active, Price = 89m }).ToListAsync(Stop));
            await db.SaveChangesAsync(Stop);
        }

        Assert.True((await Save(core, s => s.With(TierCode.Fang, TierForm.MonthlyPrice, "99"), PriceApplies.FromNextRenewal)).Succeeded);

        Assert.Equal(1_001, await core.Data.Read(db => db.Outbox.Where(m => m.Kind == TierPriceChanged.Kind).Select(m => m.UserId).Distinct().CountAsync(Stop), Stop));
        Assert.Equal(99m, core.Get<TierCatalog>().Current[TierCode.Fang].MonthlyPrice);
        Assert.Equal(new TierHeadcount(TierCode.Fang, 1_001, 1_001), (await core.Get<TierDeskQuestions>().Desk(Stop)).Heads[2]);
    }

    [Theory, EachProvider]
    public async Task Nobody_is_told_of_a_price_for_new_subscribers_or_of_a_refused_draft(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await Subscriber(core, TierCode.Fang, SubscriptionStatus.Active);

        Assert.True((await Save(core, s => s.With(TierCode.Fang, TierForm.MonthlyPrice, "99"), PriceApplies.NewSubscribersOnly)).Succeeded);
        var late = new TierDraft(TestTiers.Lineup.Sheet.With(TierCode.Fang, TierForm.MonthlyPrice, "109"), 1, "late", PriceApplies.FromNextRenewal);
        Assert.Equal("tiers.revised-meanwhile", (await core.Get<TierOperations>().Save(late, Actor.Start, Stop)).Problem?.Code);

        Assert.Empty(await core.Told(user, TierPriceChanged.Kind));
    }

    [Theory, EachProvider]
    public async Task One_act_returns_to_an_earlier_revision_as_a_new_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var heron = await core.Staff(name: "heron");
        await Save(core, s => s.With(TierCode.Fang, TierForm.DailyShots, "12"), PriceApplies.FromNextRenewal);

        var returned = await core.Get<TierOperations>().Return(1, 2, PriceApplies.FromNextRenewal, heron, Stop);

        Assert.Equal(3, returned.Value.InForce.Number);
        Assert.Equal(10, core.Get<TierCatalog>().Current[TierCode.Fang].DailyShots);
        var desk = await core.Get<TierDeskQuestions>().Desk(Stop);
        Assert.Equal((3, "heron", "Return to revision 1"), (desk.InForce.Number, desk.InForce.By, desk.InForce.Why));
        Assert.Equal(["2 for the test", "1 Starting content from tier_settings.yml"], desk.Past.Select(p => $"{p.Number} {p.Why}"));
        Assert.Equal("tiers.no-such-revision", (await core.Get<TierOperations>().Return(9, 3, PriceApplies.FromNextRenewal, Actor.Start, Stop)).Problem?.Code);
        var history = await core.Get<TierDeskQuestions>().History(null, Stop);
        Assert.Equal(["3 heron FANG 12→10", "2  FANG 10→12", "1  "], history.Lines.Select(l => $"{l.Revision.Number} {l.Revision.By} {string.Concat(l.Changes.Select(c => $"{c.Tier.Code()} {c.Was}→{c.Becomes}"))}"));
        Assert.Null(history.Next);
    }

    private static async Task<long> Subscriber(TestCore core, TierCode tier, SubscriptionStatus status, bool autoRenew = true)
    {
        var user = await core.Member();
        await using var db = core.Database.Open();
        db.Subscriptions.Add(new() { UserId = user, Tier = tier, Status = status, Price = 89m, AutoRenew = autoRenew, CreatedAt = TestTime.Noon });
        await db.SaveChangesAsync(Stop);
        return user;
    }

    private static Task<Outcome<TiersRevised>> Save(TestCore core, Func<TierSheet, TierSheet> edit, PriceApplies applies)
    {
        var inForce = core.Get<TierCatalog>().InForce;
        return core.Get<TierOperations>().Save(new(edit(inForce.Lineup.Sheet), inForce.Number, "for the test", applies), Actor.Start, Stop);
    }
}
