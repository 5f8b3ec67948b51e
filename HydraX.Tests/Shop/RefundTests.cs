using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Shop;

public sealed class RefundTests
{
    private static readonly Actor Admin = Actor.Job;

    [Theory, EachProvider]
    public async Task A_refund_gives_the_xp_back_once_however_often_it_is_pressed(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var finance = await core.Staff(Roles.Finance, "heron");
        await using var other = await core.SecondNode();
        await BuyTests.Change(core, "night_owl", item => item.Stock = 7);
        var user = await core.Member();
        await core.Give(user, 1_000);
        var bought = (await core.Progression.Buy(user, "night_owl", "1")).Value;

        var refunds = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? core : other).Progression.Refund(bought.PurchaseId, "wrong title", finance)));

        Assert.Single(refunds, r => !r.Value.WasKnown);
        Assert.All(refunds, r => Assert.Equal((1_000, 1_000), (r.Value.Given, r.Value.Balance)));
        var profile = await core.Profile(user);
        Assert.Equal((1_000, 1_000, null), (profile.XpBalance, profile.TotalXp, profile.Title));
        Assert.Equal(7, await core.Data.Read(db => db.ShopItems.Where(i => i.Code == "night_owl").Select(i => i.Stock).SingleAsync()));
        Assert.Equal("""{"item":"Night owl","price":1000,"given":1000,"balance":1000,"reason":"wrong title"}""", Assert.Single(await core.Told(user, PurchaseRefunded.Kind)).Data);
        var audited = Assert.Single((await core.Get<AuditQuestions>().Page(new(Action: "shop."), null, 10)).Lines);
        Assert.Equal(("heron", "wrong title"), (audited.Actor, audited.Why));
        var line = Assert.Single((await core.Get<ShopQuestions>().History(user, null, 10)).Lines);
        Assert.Equal((1_000, "wrong title", TestTime.Noon), (line.Given, line.RefundReason, line.RefundedAt));
        Assert.True((await core.Progression.Buy(user, "night_owl", "2")).Succeeded);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_refunded_boost_ends_early_and_the_one_behind_it_moves_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 1_600);
        var first = (await core.Progression.Buy(user, "xp_boost", "1")).Value;
        await core.Progression.Buy(user, "xp_boost", "2");
        core.Time.Advance(TimeSpan.FromMinutes(15));

        await core.Progression.Refund(first.PurchaseId, "asked", Admin);

        Assert.Equal(TestTime.Noon.AddMinutes(75), (await core.Profile(user)).BoostUntil);
        var second = (await core.Get<ShopQuestions>().History(user, null, 10)).Lines[0];
        Assert.Equal((TestTime.Noon.AddMinutes(15), TestTime.Noon.AddMinutes(75)), (second.StartsAt, second.ExpiresAt));
    }

    [Theory, EachProvider]
    public async Task On_a_press_pass_the_same_day_is_given_back_and_a_past_day_after_its_wipe_is_not(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 1_250);
        var today = (await core.Progression.Buy(user, "steady_hand", "1")).Value;
        Assert.Equal(500, (await core.Progression.Refund(today.PurchaseId, "asked", Admin)).Value.Given);
        var kept = (await core.Progression.Buy(user, "early_bird", "2")).Value;
        core.Time.Midnight();

        var refund = (await core.Progression.Refund(kept.PurchaseId, "asked", Admin)).Value;

        Assert.Equal((0, 0, false), (refund.Given, refund.Balance, refund.WasKnown));
        Assert.Equal([1_250, -500, 500, -750, -500, 0], (await core.Ledger(user)).Select(l => l.Amount));
        Assert.Equal(0, (await core.Progression.Refund(kept.PurchaseId, "asked", Admin)).Value.Given);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Not_even_when_the_wipe_found_nothing_to_take(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 500);
        await core.Data.Run(async work => await core.Get<XpLedger>().Post(work, (await work.LockMember(user))!, new(XpSource.Correction, "correction:0", 0, -500)));
        Assert.True((await core.Passes.Activate(user)).Succeeded);
        var bought = (await core.Progression.Buy(user, "steady_hand", "1")).Value;
        core.Time.Midnight();
        await core.Night.Wipe(CancellationToken.None);

        Assert.Equal(0, (await core.Progression.Refund(bought.PurchaseId, "asked", Admin)).Value.Given);
        Assert.Equal(0, (await core.Profile(user)).XpBalance);
    }

    [Theory, EachProvider]
    public async Task A_wipe_that_was_undone_took_nothing_so_the_refund_gives_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 900);
        var bought = (await core.Progression.Buy(user, "steady_hand", "1")).Value;
        core.Time.At(23, 30);
        var paidAt = core.Clock.GetUtcNow();
        core.Time.Midnight();
        await core.Night.Wipe(CancellationToken.None);
        Assert.Equal(0, (await core.Profile(user)).XpBalance);
        await core.Data.Run(async work => await core.Passes.Convert(work, (await work.LockMember(user))!, paidAt));

        Assert.Equal(500, (await core.Progression.Refund(bought.PurchaseId, "asked", Admin)).Value.Given);
        Assert.Equal(900, (await core.Profile(user)).XpBalance);
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task Without_reason_or_purchase_nothing_is_refunded_and_a_purchase_is_not_corrected(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 900);
        var bought = (await core.Progression.Buy(user, "xp_boost", "1")).Value;

        Assert.Equal("shop.reason", (await core.Progression.Refund(bought.PurchaseId, " ", Admin)).Problem?.Code);
        Assert.Equal("shop.no-purchase", (await core.Progression.Refund(999, "asked", Admin)).Problem?.Code);
        Assert.Equal("xp.not-correctable", (await core.Progression.Correct((await core.Ledger(user))[^1].TransactionId, "asked")).Problem?.Code);
        Assert.Equal(100, (await core.Profile(user)).XpBalance);
    }
}
