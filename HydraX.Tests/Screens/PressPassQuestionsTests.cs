using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Screens;

public sealed class PressPassQuestionsTests
{
    [Theory, EachProvider]
    public async Task Before_it_says_what_is_at_stake(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 1_240);

        var view = (await core.Get<PressPassQuestions>().Of(user))!;

        Assert.Equal((PassPhase.Offered, null, 7, 1_240L, 1_240L), (view.Phase, view.Refusal, view.LengthDays, view.Balance, view.TotalXp));
        Assert.Equal((null, null), (view.EndsAt, view.WipeAt));
        Assert.Equal([39m, 89m, 139m, 188m], view.Prices);
        Assert.Empty(view.Columns);
    }

    [Theory, EachProvider]
    public async Task Tonight_adds_up_line_by_line_to_the_balance(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Give(user, 1_000);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Passes.Activate(user);
        for (var trade = 1; trade <= 8; trade++) await core.Progression.AwardXp(new(user, XpSource.TradeWin, trade));

        var view = (await core.Get<PressPassQuestions>().Of(user))!;

        Assert.Equal((PassPhase.Running, 1_400L, 1), (view.Phase, view.Balance, view.Day));
        Assert.Equal((6, 2, 100L, 1_000L), (view.Tonight.Lines.Count, view.Tonight.OlderLines, view.Tonight.Older, view.Tonight.Before));
        Assert.Equal(view.Balance, view.Tonight.Lines.Sum(l => l.Amount) + view.Tonight.Older + view.Tonight.Before);
        Assert.Equal([new NightColumn(new(2026, 11, 20), 1_400, true)], view.Columns);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), view.WipeAt);
    }

    [Theory, EachProvider]
    public async Task Nights_say_what_they_took_and_what_it_was_made_of(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 17, 12, 0, 0, TimeSpan.Zero));
        var user = await core.Member();
        await core.Give(user, 500);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Passes.Activate(user);
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1));
        core.Time.Midnight();
        await core.Night.Wipe(CancellationToken.None);
        core.Time.At(10);
        await core.Progression.AwardXp(new(user, XpSource.TradeLoss, 2));
        await core.Give(user, 100);
        core.Time.Midnight();

        var due = (await core.Get<PressPassQuestions>().Of(user))!;
        await core.Night.Wipe(CancellationToken.None);
        var swept = (await core.Get<PressPassQuestions>().Of(user))!;

        foreach (var view in new[] { due, swept })
        {
            Assert.Equal((0L, 0L), (view.Balance, view.TotalXp));
            Assert.Equal([110L, 550L], view.Nights.Select(n => n.Xp));
            Assert.Equal([new(XpSource.AdminGrant, 100), new NightPart(XpSource.TradeLoss, 10)], view.Nights[0].MadeOf);
            Assert.Equal([new NightPart(null, 500), new(XpSource.TradeWin, 50)], view.Nights[1].MadeOf);
            Assert.Equal(new ShadowRecord(660, 660, 2, 550, 160), view.Shadow);
            Assert.Equal([550L, 110L, 0L], view.Columns.Select(c => c.Xp));
            Assert.Equal(110, view.Unseen?.Xp);
            Assert.Empty(view.Tonight.Lines);
        }
    }

    [Theory, EachProvider]
    public async Task What_it_could_buy_is_what_it_reaches_and_what_it_nearly_does(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 820);

        var view = (await core.Get<PressPassQuestions>().Of(user))!;

        Assert.Equal([("frame_steel", 70L), ("early_bird", 70L), ("xp_boost", 20L), ("night_owl", -180L)], view.Fits.Select(f => (f.Code, f.Left)));
    }

    [Theory, EachProvider]
    public async Task A_wipe_is_news_once_and_for_a_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var questions = core.Get<PressPassQuestions>();
        var user = await core.MemberOnPass();
        await core.Give(user, 20);
        core.Time.Midnight();
        var seen = (await questions.Of(user))!.Unseen!;

        await core.Passes.WipeSeen(user, seen.At);
        Assert.Null((await questions.Of(user))!.Unseen);
        await core.Passes.WipeSeen(user, seen.At.AddDays(-1));
        Assert.Null((await questions.Of(user))!.Unseen);

        core.Time.At(8);
        await core.Give(user, 7);
        core.Time.Midnight();
        Assert.Equal(7, (await questions.Of(user))!.Unseen?.Xp);
        core.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await questions.Of(user))!.Unseen);
    }

    [Theory, EachProvider]
    public async Task Deactivated_it_rests_and_the_wipe_is_no_news(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 77);
        await core.Passes.Deactivate(user);

        var resting = (await core.Get<PressPassQuestions>().Of(user))!;
        core.Time.Advance(TimeSpan.FromDays(7));
        var used = (await core.Get<PressPassQuestions>().Of(user))!;

        Assert.Equal((PassPhase.Resting, null, true, true), (resting.Phase, resting.Unseen, resting.Nights[0].ByDeactivation, resting.EndsAt is not null));
        Assert.Equal([new NightColumn(new(2026, 11, 19), 77, false)], resting.Columns);
        Assert.Equal(PassPhase.Used, used.Phase);
    }

    [Theory, EachProvider]
    public async Task Its_last_day_has_no_wipe_ahead_and_what_came_in_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        core.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await core.Give(user, 60);
        var last = (await core.Get<PressPassQuestions>().Of(user))!;
        core.Time.Advance(TimeSpan.FromHours(1));
        var over = (await core.Get<PressPassQuestions>().Of(user))!;

        Assert.Equal((PassPhase.Running, null, 8, 60L), (last.Phase, last.WipeAt, last.Day, last.Balance));
        Assert.Equal((PassPhase.Used, 60L), (over.Phase, over.Balance));
    }

    [Theory, EachProvider]
    public async Task Who_pays_is_told_why_there_is_none(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Data.Run(work =>
        {
            work.Db.Add(new HydraX.Core.Billing.Subscription { UserId = user, Tier = TierCode.Fang, Status = SubscriptionStatus.Active, Price = 89m });
            return Task.CompletedTask;
        });

        Assert.Equal("press-pass.paid", (await core.Get<PressPassQuestions>().Of(user))!.Refusal?.Code);
        Assert.Equal("press-pass.paid", (await core.Passes.Activate(user)).Problem?.Code);
    }

    [Fact]
    public async Task Nobody_has_no_pass()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        Assert.Null(await core.Get<PressPassQuestions>().Of(404));
    }

    [Fact]
    public void A_member_without_passes_is_offered_the_first() => Assert.Equal(PassPhase.Offered, PassStanding.At(new UserProfile(), [], TestTime.Noon).Phase);
}
