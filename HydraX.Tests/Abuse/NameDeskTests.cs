using HydraX.Core.Abuse.Names;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Tests.Support;

namespace HydraX.Tests.Abuse;

public sealed class NameDeskTests
{
    [Theory, EachProvider]
    public async Task New_and_changed_words_wait_until_somebody_has_looked_at_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var moderator = await ReviewDeskTests.Moderator(core);
        var (heron, kestrel) = (await core.Member("heron"), await core.Member("kestrel"));
        var desk = core.Get<NameDesk>();
        var page = await desk.Page(null, 2);
        Assert.Equal(["osprey", "heron"], page.Lines.Select(l => l.Username));
        Assert.Equal(3, page.Waiting);
        Assert.Equal(["kestrel"], (await desk.Page(page.Next, 2)).Lines.Select(l => l.Username));
        var all = (await desk.Page(null, 10)).Lines;
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await core.Get<ProfileSettings>().Describe(kestrel, "I hover");

        Assert.True((await desk.LookedAt(all, moderator)).Succeeded); // as they were shown

        var line = Assert.Single((await desk.Page(null, 10)).Lines);
        Assert.Equal((kestrel, "I hover"), (line.UserId, line.Bio));
        await desk.LookedAt([line], moderator);
        await desk.LookedAt([line], moderator); // nothing is left of it
        Assert.Equal([$$"""{"members":[{{kestrel}}]}""", $$"""{"members":[{{string.Join(',', all.Where(l => l.UserId != kestrel).Select(l => l.UserId))}}]}"""],
            (await core.Get<AuditQuestions>().Page(new("names.looked-at"), null, 10)).Lines.Select(looked => looked.After));
        await core.Get<ProfileSettings>().Describe(kestrel, "I hover"); // nothing new
        await core.Get<ProfileSettings>().Rename(heron, "grey_heron");
        Assert.Equal(["grey_heron"], (await desk.Page(null, 10)).Lines.Select(l => l.Username));
    }

    [Theory, EachProvider]
    public async Task A_name_is_replaced_by_a_free_one_and_anybody_may_take_the_old(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, user, other) = (await ReviewDeskTests.Moderator(core), await core.Member("rude_word"), await core.Member("kestrel"));

        var replaced = await core.Get<NameDesk>().ReplaceName(user, " An insult ", moderator);

        Assert.Matches("^member_[0-9]{4,10}$", replaced.Value);
        Assert.Equal(replaced.Value, (await core.User(user)).UserName);
        Assert.Contains("An insult", Assert.Single(await core.Told(user, "words_replaced")).Data, StringComparison.Ordinal);
        var line = Assert.Single((await core.Get<AuditQuestions>().Page(new("names.replaced"), null, 10, default)).Lines);
        Assert.Equal(("osprey", "An insult", null), (line.Actor, line.Why, line.Before));
        Assert.True((await core.Get<ProfileSettings>().Rename(other, "rude_word")).Succeeded);
        Assert.True((await core.Get<ProfileSettings>().Rename(user, "polite_word")).Succeeded);
    }

    [Theory, EachProvider]
    public async Task A_bio_is_cleared_and_its_writer_is_told(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, user) = (await ReviewDeskTests.Moderator(core), await core.Member("kestrel"));
        await core.Get<ProfileSettings>().Describe(user, "rude words");

        Assert.Equal("kestrel", (await core.Get<NameDesk>().ClearBio(user, "rude", moderator)).Value);

        Assert.Null((await core.Profile(user)).Bio);
        Assert.Single(await core.Told(user, "words_replaced"));
        Assert.Equal("""{"characters":10}""", Assert.Single((await core.Get<AuditQuestions>().Page(new("names.bio-cleared"), null, 10, default)).Lines).Before);
        Assert.Equal("names.no-bio", (await core.Get<NameDesk>().ClearBio(user, "rude", moderator)).Problem?.Code);
    }

    [Fact]
    public async Task What_staff_may_not_is_refused()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (moderator, admin, user) = (await ReviewDeskTests.Moderator(core), await core.Member("chief"), await core.Member());
        await core.Data.Run(work => work.GiveRole(admin, Roles.Admin));
        var desk = core.Get<NameDesk>();

        Assert.Equal("names.reason", (await desk.ReplaceName(user, " ", moderator)).Problem?.Code);
        Assert.Equal("names.self", (await desk.ReplaceName(moderator.UserId!.Value, "bored", moderator)).Problem?.Code);
        Assert.Equal("access.staff-account", (await desk.ReplaceName(admin, "not the chief", moderator)).Problem?.Code);
        Assert.Equal("users.unknown", (await desk.ReplaceName(999, "who?", moderator)).Problem?.Code);
        await core.Get<Suspensions>().Suspend(moderator.UserId!.Value, "out", new(admin, "chief", Origin.Web));
        Assert.Equal("users.suspended", (await desk.ReplaceName(user, "late", moderator)).Problem?.Code);
        Assert.Equal("users.suspended", (await desk.LookedAt([], moderator)).Problem?.Code);
    }
}
