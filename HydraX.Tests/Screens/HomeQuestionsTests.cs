using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Screens;

public sealed class HomeQuestionsTests
{
    [Theory, EachProvider]
    public async Task Home_says_where_a_member_stands_and_how_it_came(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        await core.Give(user, 3_000);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Get<Activity>().Note(user);
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1));

        var home = (await core.Get<HomeQuestions>().Of(user))!;

        Assert.Equal(("kestrel", TierCode.Nibbler, 3_055L, 3_055L, RankCode.Corporal), (home.Username, home.Tier, home.Balance, home.Standing.TotalXp, home.Standing.Rank));
        Assert.Equal((55L, 14, 428L), (home.EarnedToday, home.Days.Count, home.Pace));
        Assert.Equal([3_000L, 55L], home.Days.TakeLast(2).Select(d => d.Earned));
        Assert.Equal([50L, 5L, 3_000L], home.Latest.Select(l => l.Amount));
        Assert.Equal(5, home.LoginToday?.Amount);
        Assert.Equal((PassPhase.Offered, 7, NextStep.TryThePass), (home.Pass.Phase, home.Pass.LengthDays, home.Next));
        Assert.Equal((0, 1m), (home.InForce.Count, home.Factor));
    }

    [Theory, EachProvider]
    public async Task From_midnight_on_home_shows_nothing_of_the_night_before(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 433);
        core.Time.At(23, 59, 59);
        var before = (await core.Get<HomeQuestions>().Of(user))!;
        core.Time.Midnight();
        var after = (await core.Get<HomeQuestions>().Of(user))!;

        Assert.Equal((433L, NextStep.UseTonight), (before.Balance, before.Next));
        Assert.Equal((0L, 0L, -433L, NextStep.SeeBoards), (after.Balance, after.Standing.TotalXp, after.Latest[0].Amount, after.Next));
        Assert.Equal(TierCode.PressPass, after.Tier);
    }

    [Theory, EachProvider]
    public async Task A_pass_whose_time_is_over_shows_no_more_as_a_tier(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        core.Time.Advance(TimeSpan.FromDays(7));

        var home = (await core.Get<HomeQuestions>().Of(user))!;
        var frame = await core.Get<FrameQuestions>().Of(user);

        Assert.Equal((TierCode.Nibbler, PassPhase.Used), (home.Tier, home.Pass.Phase));
        Assert.Equal((TierCode.Nibbler, null), (frame.Member!.Tier, frame.Member.WipeAt));
    }

    [Theory, EachProvider]
    public async Task The_frame_knows_the_next_wipe_and_whether_there_is_demo_content(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass("dunlin");
        var other = await core.Member();
        var questions = core.Get<FrameQuestions>();

        var member = await questions.Of(user);
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == other).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDemo, true)));
        var visitor = await questions.Of(null);

        Assert.Equal(("dunlin", TierCode.PressPass, new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)), (member.Member!.Username, member.Member.Tier, member.Member.WipeAt));
        Assert.False(member.HasDemoContent);
        Assert.True(visitor.HasDemoContent);
        Assert.Null(visitor.Member);
    }

    public static TheoryData<PassPhase, bool, long, bool, NextStep> Steps => new()
    {
        { PassPhase.Running, true, 1, false, NextStep.UseTonight },
        { PassPhase.Running, true, 0, false, NextStep.LinkTelegram },
        { PassPhase.Running, false, 1, true, NextStep.SeeBoards },
        { PassPhase.Offered, false, 0, true, NextStep.TryThePass },
        { PassPhase.Used, false, 0, true, NextStep.SeeBoards },
    };

    [Theory, MemberData(nameof(Steps))]
    public void The_next_thing_to_do_is_what_is_lost_otherwise(PassPhase phase, bool wipes, long balance, bool hasTelegram, NextStep next) =>
        Assert.Equal(next, NextStepRules.Of(new(phase, null, 7, 1, null, wipes ? TestTime.Noon : null), balance, hasTelegram));

    [Fact]
    public void A_pass_that_cannot_be_started_is_no_next_thing() =>
        Assert.Equal(NextStep.SeeBoards, NextStepRules.Of(new(PassPhase.Offered, PressPassProblems.Paid, 7, 0, null, null), 0, true));
}
