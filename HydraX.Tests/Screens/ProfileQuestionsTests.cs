using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Screens;

public sealed class ProfileQuestionsTests
{
    private static readonly Viewer Visitor = new(null, false);

    public static TheoryData<Visibility, bool, Viewer, bool> Sights => new()
    {
        { Visibility.Public, true, Visitor, true },
        { Visibility.Public, true, new(2, false), true },
        { Visibility.Members, true, Visitor, false },
        { Visibility.Members, true, new(2, false), true },
        { Visibility.Hidden, true, new(2, false), false },
        { Visibility.Hidden, true, new(1, false), true },
        { Visibility.Hidden, true, new(2, true), true },
        { Visibility.Public, false, new(2, false), false },
        { Visibility.Public, false, new(2, true), true },
    };

    [Theory, MemberData(nameof(Sights))]
    public void Visibility_is_respected(Visibility visibility, bool isActive, Viewer viewer, bool sees) => Assert.Equal(sees, ProfileRules.MaySee(viewer, 1, visibility, isActive));

    [Theory, EachProvider]
    public async Task Others_see_the_rank_and_not_the_account(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("osprey");
        await core.Give(user, 5_000);
        var questions = core.Get<ProfileQuestions>();

        var seen = (await questions.Of("Osprey", Visitor, 30))!;
        var own = (await questions.Of("osprey", new(user, false), 30))!;

        Assert.Equal((RankCode.Sergeant, false, null), (seen.Standing.Rank, seen.IsOwn, seen.Private));
        Assert.Equal((true, 5_000L, 5_000L), (own.IsOwn, own.Private!.Balance, own.Private.Shadow.RealTotalXp));
        Assert.Equal([new DayTotal(new(2026, 11, 19), 5_000, false)], seen.Line);
        Assert.Equal(30, seen.Span);
    }

    [Theory, EachProvider]
    public async Task A_hidden_member_is_as_unknown_as_nobody(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("merlin");
        await core.Data.Run(work => work.Db.Profiles.Where(p => p.UserId == user).ExecuteUpdateAsync(set => set.SetProperty(p => p.Visibility, Visibility.Hidden)));
        var questions = core.Get<ProfileQuestions>();

        Assert.Null(await questions.Of("merlin", Visitor, 30));
        Assert.Null(await questions.Of("nobody", Visitor, 30));
        Assert.NotNull(await questions.Of("merlin", new(null, SeesHidden: true), 30));
    }
}
