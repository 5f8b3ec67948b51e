using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.PressPass;

public sealed class PassTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, EachProvider]
    public async Task Racing_activations_make_one_pass(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? core : other).Passes.Activate(user)));

        Assert.Equal(1, outcomes.Count(o => o.Succeeded));
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal("press-pass.active", o.Problem!.Code));
        Assert.Equal(1, await core.Data.Read(db => db.Passes.CountAsync()));
        Assert.Equal((TierCode.PressPass, SubscriptionStatus.Trialing), (await core.User(user)) is var u ? (u.Tier, u.SubscriptionStatus) : default);
    }

    [Theory, EachProvider]
    public async Task Every_change_of_tier_stands_in_the_audit_log_with_who_before_and_after(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        var by = new Actor(user, "kestrel", Origin.Bot);

        await core.Passes.Activate(by);
        await core.Passes.Deactivate(by);
        await core.Passes.Activate(by);
        core.Time.Now += TimeSpan.FromDays(8);
        Assert.Equal(1, await core.Passes.ExpireDue(Stop));
        Assert.Equal("press-pass.used", (await core.Passes.Activate(by)).Problem?.Code);

        var lines = (await core.Get<AuditQuestions>().Page(new("press-pass."), null, 10)).Lines;
        Assert.Equal(["press-pass.expired of kestrel by nobody, Job", "press-pass.activated of kestrel by kestrel, Bot", "press-pass.deactivated of kestrel by kestrel, Bot", "press-pass.activated of kestrel by kestrel, Bot"],
            lines.Select(line => $"{line.Action} of {line.Subject} by {line.Actor ?? "nobody"}, {line.Origin}"));
        Assert.StartsWith("""{"tier":"PRESS_PASS","until":"2026""", lines[0].Before, StringComparison.Ordinal);
        Assert.Equal("""{"tier":"NIBBLER","until":null}""", lines[0].After);
    }

    [Theory, EachProvider]
    public async Task Deactivating_settles_the_wipe_on_the_spot_and_the_pass_can_be_taken_up_again_until_its_end(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 80);

        var rested = (await core.Passes.Deactivate(user)).Value;
        Assert.Equal((80, 0), (rested.Wiped, rested.Balance));
        Assert.Equal("press-pass.inactive", (await core.Passes.Deactivate(user)).Problem?.Code);
        core.Time.Now += TimeSpan.FromDays(6);
        var again = (await core.Passes.Activate(user)).Value;
        Assert.Equal(TestTime.Noon.AddDays(7), again.EndsAt);
        await core.Give(user, 5);
        Assert.Equal(5, (await core.Passes.Deactivate(user)).Value.Wiped);
        core.Time.Now += TimeSpan.FromDays(2);

        Assert.Equal("press-pass.used", (await core.Passes.Activate(user)).Problem?.Code);
        Assert.Equal(2, (await core.Profile(user)).ResetCount);
        Assert.Equal(2, PressPassRules.Days(await core.Data.Read(async db => (await db.PassSpells.ToListAsync()).Select(s => (s.StartsAt, s.EndsAt))), core.Clock.GetUtcNow()));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task No_pass_is_activated_while_the_tier_has_the_trial_switched_off(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var tiers = core.Get<TierCatalog>();
        var draft = tiers.Current.Sheet.With(TierCode.PressPass, TierForm.Of(Feature.PressPassTrial), "false");
        Assert.True((await core.Data.Run(work => tiers.Save(work, new(draft, 1, "over for now", PriceApplies.FromNextRenewal), Actor.Start))).Succeeded);

        Assert.Equal("press-pass.closed", (await core.Passes.Activate(user)).Problem?.Code);
        Assert.False((await core.Profile(user)).PressPassActive);
    }

    [Theory, EachProvider]
    public async Task An_admin_may_grant_another_pass_of_7_to_30_days(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        core.Time.Now += TimeSpan.FromDays(8);
        Assert.Equal(1, await core.Passes.ExpireDue(Stop));
        Assert.Equal("press-pass.used", (await core.Passes.Activate(user)).Problem?.Code);

        async Task<Outcome<Pass>> Grant(int days) => await core.Data.Run<Outcome<Pass>>(async work => await core.Get<PressPasses>().Grant(work, (await work.LockMember(user))!, days, 1));
        Assert.Equal("press-pass.days", (await Grant(31)).Problem?.Code);
        Assert.True((await Grant(30)).Succeeded);
        Assert.Equal("press-pass.granted", (await Grant(7)).Problem?.Code);
        Assert.Equal(core.Clock.GetUtcNow().AddDays(30), (await core.Passes.Activate(user)).Value.EndsAt);
    }

    [Theory, EachProvider]
    public async Task Ends_are_announced_3_1_and_0_days_before_each_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        var end = TestTime.Noon.AddDays(7);
        foreach (var before in new[] { 80.0, 72, 71, 24, 23, 2, 1 })
        {
            core.Time.Now = end.AddHours(-before);
            await core.Passes.AnnounceEnds(Stop);
        }
        Assert.Equal([3, 1, 0], (await core.Told(user, PressPassEnding.Kind)).Select(m => System.Text.Json.JsonDocument.Parse(m.Data).RootElement.GetProperty("days").GetInt32()));
    }

    [Theory, EachProvider]
    public async Task A_payment_made_before_midnight_but_heard_of_later_restores_what_was_wiped(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 1_500);
        core.Time.At(23, 50);
        var paidAt = core.Time.Now;
        core.Time.Midnight();
        await core.Night.Wipe(Stop);
        core.Time.At(0, 10);

        var restored = await core.Data.Run(async work => await core.Passes.Convert(work, (await work.LockMember(user))!, paidAt));

        Assert.Equal(1_500, restored);
        var profile = await core.Profile(user);
        Assert.Equal((1_500, 1_500, 0, 0, RankCode.Private, false), (profile.XpBalance, profile.TotalXp, profile.TotalXpWiped, profile.ResetCount, profile.CurrentRank, profile.PressPassActive));
        Assert.Equal((1_500, 0), (profile.RealTotalXp, profile.LargestWipe));
        await core.AssertLedgerAddsUp(user);
    }

    [Theory, EachProvider]
    public async Task A_payment_before_an_unswept_midnight_keeps_everything(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 40);
        core.Time.At(23, 50);
        var paidAt = core.Time.Now;
        core.Time.Midnight();

        Assert.Equal(0, await core.Data.Run(async work => await core.Passes.Convert(work, (await work.LockMember(user))!, paidAt)));

        Assert.Equal(40, (await core.Profile(user)).XpBalance);
        Assert.Equal([40], (await core.Ledger(user)).Select(l => l.Amount));
    }
}
