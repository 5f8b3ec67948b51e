using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Abuse;

public sealed class ReviewDeskTests
{
    [Theory, EachProvider]
    public async Task Held_a_member_spends_nothing_and_makes_no_key_and_released_all_is_as_before(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, user) = (await Moderator(core), await core.Member("kestrel"));
        await core.Give(user, 5_000);
        var key = (await Make(core, user)).Value;
        var item = await Item(core, user);

        Assert.True((await core.Get<ReviewDesk>().Hold(item, "looks like a farm", moderator)).Succeeded);

        Assert.Equal("users.held", (await core.Progression.Buy(user, "steady_hand", "one")).Problem?.Code);
        Assert.Equal("users.held", (await Make(core, user)).Problem?.Code);
        Assert.Equal("users.held", (await core.Get<ApiKeys>().Replace(key.ApiKeyId, TimeSpan.Zero, Self(user))).Problem?.Code);
        Assert.True((await core.Get<KeyRing>().Open(key.Key.Text)).Succeeded);
        Assert.True(await core.LetsIn(user, await core.SignIn(user)));
        Assert.Equal(5_100, (await core.Give(user, 100)).BalanceAfter);
        Assert.Single(await core.Told(user, "account_held"));
        Assert.True((await core.Get<FrameQuestions>().Of(user)).IsHeld);

        Assert.True((await core.Get<ReviewDesk>().Release(item, "a family", moderator)).Succeeded);
        Assert.False((await core.Get<FrameQuestions>().Of(user)).IsHeld);

        Assert.True((await Make(core, user)).Succeeded);
        Assert.True((await core.Progression.Buy(user, "steady_hand", "two")).Succeeded);
        Assert.Single(await core.Told(user, "account_released"));
        var lines = (await core.Get<AuditQuestions>().Page(new("reviews."), null, 10, default)).Lines;
        Assert.Equal([("reviews.released", "a family"), ("reviews.held", "looks like a farm")], lines.Select(l => (l.Action, l.Why)));
        Assert.All(lines, line => Assert.Equal("osprey", line.Actor));
    }

    [Theory, EachProvider]
    public async Task Suspending_goes_through_the_one_door_and_shows_the_reason(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, user) = (await Moderator(core), await core.Member("kestrel"));
        var token = await core.SignIn(user);
        var item = await Item(core, user);
        await core.Get<ReviewDesk>().Hold(item, "a farm", moderator);

        Assert.True((await core.Get<ReviewDesk>().Suspend(item, "Twelve accounts", moderator)).Succeeded);

        var row = await core.User(user);
        Assert.Equal((false, "Twelve accounts", null), (row.IsActive, row.SuspendedReason, row.HeldAt));
        Assert.False(await core.LetsIn(user, token));
        Assert.Empty(await core.Told(user, "account_released"));
        Assert.Single((await core.Get<AuditQuestions>().Page(new("users.suspended"), null, 10, default)).Lines);
    }

    // Of several accounts from one address it is the last one seen, and who decides has seen that one.
    [Theory, EachProvider]
    public async Task An_open_item_is_about_whom_it_was_found_of_last_and_one_that_holds_somebody_stays_about_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, first, last) = (await Moderator(core), await core.Member(), await core.Member());
        Task Found(long user) => core.Data.Run(work => core.Get<ReviewBook>().Note(work, new(ReviewRule.ManyAccounts, "address:k1.abc", user, new() { Members = [user], Accounts = 5 })));
        Task<ReviewItem> Item() => core.Data.Read(db => db.ReviewItems.SingleAsync());
        await Found(first);
        await Found(last);
        Assert.Equal((last, 2), ((await Item()).SubjectUserId, (await Item()).Count));
        Assert.Contains($"{last}", (await Item()).Evidence, StringComparison.Ordinal);

        Assert.True((await core.Get<ReviewDesk>().Hold((await Item()).ReviewItemId, "a farm", moderator)).Succeeded);
        await Found(first);

        Assert.Equal((last, 3), ((await Item()).SubjectUserId, (await Item()).Count));
        Assert.Contains($"{last}", (await Item()).Evidence, StringComparison.Ordinal);
        Assert.True((await core.Get<ReviewDesk>().Release((await Item()).ReviewItemId, "a family", moderator)).Succeeded);
        Assert.Null((await core.User(last)).HeldAt);
    }

    [Theory, EachProvider]
    public async Task Of_a_farm_each_member_named_is_held_once_by_an_item_of_their_own_and_released_there(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (one, two) = (await Moderator(core), await Moderator(core, "harrier"));
        var farm = new List<long>();
        for (var i = 0; i < 3; i++) farm.Add(await core.Member());
        var item = await Farm(core, farm);
        Assert.Equal("reviews.not-named", (await core.Get<ReviewDesk>().HoldNamed(item, two.UserId!.Value, "a farm", one)).Problem?.Code);
        Assert.Equal("reviews.reason", (await core.Get<ReviewDesk>().HoldNamed(item, farm[0], " ", one)).Problem?.Code);

        var outcomes = await Task.WhenAll(core.Get<ReviewDesk>().HoldNamed(item, farm[0], "a farm", one), other.Get<ReviewDesk>().HoldNamed(item, farm[0], "a farm", two));

        Assert.Equal("reviews.decided", Assert.Single(outcomes, o => !o.Succeeded).Problem!.Code);
        Assert.Single(await core.Told(farm[0], "account_held"));
        Assert.Single((await core.Get<AuditQuestions>().Page(new("reviews.", SubjectId: $"{farm[0]}"), null, 10, default)).Lines);
        // What the rule found stays open, about whom it was found of last.
        var items = await core.Data.Read(db => db.ReviewItems.OrderBy(i => i.ReviewItemId).ToListAsync());
        Assert.Equal([(farm[2], ReviewState.Open), (farm[0], ReviewState.Held)], items.Select(i => (i.SubjectUserId!.Value, i.State)));
        Assert.True((await core.Get<ReviewDesk>().SuspendNamed(item, farm[1], "sold", two)).Succeeded);
        Assert.False((await core.User(farm[1])).IsActive);
        Assert.Equal("users.suspended-already", (await core.Get<ReviewDesk>().SuspendNamed(item, farm[1], "sold", two)).Problem?.Code);

        Assert.True((await core.Get<ReviewDesk>().Release(items[1].ReviewItemId, "a sister", one)).Succeeded);
        Assert.Null((await core.User(farm[0])).HeldAt);
        Assert.True((await core.Get<ReviewDesk>().Release(item, "done", one)).Succeeded);
        Assert.Equal("reviews.decided", (await core.Get<ReviewDesk>().HoldNamed(item, farm[0], "once more", one)).Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task Of_two_moderators_one_decides_and_the_other_is_told_who_did(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var (one, two) = (await Moderator(core), await Moderator(core, "harrier"));
        for (var round = 0; round < 5; round++)
        {
            var user = await core.Member();
            var item = await Item(core, user);

            var outcomes = await Task.WhenAll(core.Get<ReviewDesk>().Suspend(item, "from one", one), other.Get<ReviewDesk>().Release(item, "from two", two));

            var refused = Assert.Single(outcomes, o => !o.Succeeded).Problem!;
            Assert.Equal("reviews.decided", refused.Code);
            var isSuspended = outcomes[0].Succeeded;
            Assert.StartsWith(isSuspended ? "osprey suspended the account" : "harrier released it", refused.Sentence, StringComparison.Ordinal);
            Assert.Equal(!isSuspended, (await core.User(user)).IsActive);
            Assert.Single((await core.Get<AuditQuestions>().Page(new("reviews.", SubjectId: $"{user}"), null, 10, default)).Lines);
        }
    }

    [Theory, EachProvider]
    public async Task Two_items_hold_until_both_are_released(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, user) = (await Moderator(core), await core.Member());
        var (one, two) = (await Item(core, user), await Item(core, user, ReviewRule.SuddenXp));
        foreach (var item in new[] { one, two }) Assert.True((await core.Get<ReviewDesk>().Hold(item, "wait", moderator)).Succeeded);
        Assert.Single(await core.Told(user, "account_held"));

        await core.Get<ReviewDesk>().Release(one, "fine", moderator);
        Assert.NotNull((await core.User(user)).HeldAt);
        await core.Get<ReviewDesk>().Release(two, "fine too", moderator);

        Assert.Null((await core.User(user)).HeldAt);
        Assert.Single(await core.Told(user, "account_released"));
    }

    [Theory, EachProvider]
    public async Task A_moderator_suspended_meanwhile_decides_nothing(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (moderator, admin, user) = (await Moderator(core), await core.Member("chief"), await core.Member());
        var item = await Item(core, user);
        await core.Get<Suspensions>().Suspend(moderator.UserId!.Value, "sold accounts", Actor.Job);

        Assert.Equal("users.suspended", (await core.Get<ReviewDesk>().Release(item, "fine", moderator)).Problem?.Code);
        Assert.Equal(ReviewState.Open, (await core.Data.Read(db => db.ReviewItems.SingleAsync())).State);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (moderator, admin, user) = (await Moderator(core), await core.Member("chief"), await core.Member());
        await core.Data.Run(work => work.GiveRole(admin, Roles.Admin));
        var desk = core.Get<ReviewDesk>();
        var item = await Item(core, user);
        var aboutChief = await Item(core, admin);
        var aboutSelf = await Item(core, moderator.UserId!.Value);
        var address = await Item(core, null);

        Assert.Equal("reviews.reason", (await desk.Release(item, "  ", moderator)).Problem?.Code);
        Assert.Equal("reviews.unknown", (await desk.Release(999, "fine", moderator)).Problem?.Code);
        Assert.Equal("access.staff-account", (await desk.Suspend(aboutChief, "I want to be chief", moderator)).Problem?.Code);
        Assert.Equal("reviews.self", (await desk.Release(aboutSelf, "I am fine", moderator)).Problem?.Code);
        Assert.Equal("reviews.no-member", (await desk.Hold(address, "who?", moderator)).Problem?.Code);
        Assert.True((await desk.Release(address, "a test of ours", moderator)).Succeeded);
        Assert.True((await desk.Release(aboutSelf, "fine", new(admin, "chief", Origin.Web))).Succeeded);
        Assert.True((await desk.Hold(item, "wait", moderator)).Succeeded);
        Assert.Equal("reviews.decided", (await desk.Hold(item, "wait", moderator)).Problem?.Code);
    }

    [Fact]
    public async Task What_is_found_again_after_a_decision_is_a_new_item()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (moderator, user) = (await Moderator(core), await core.Member());
        var first = await Item(core, user);
        await core.Get<ReviewDesk>().Release(first, "fine", moderator);

        var second = await Item(core, user);

        Assert.NotEqual(first, second);
        Assert.Equal(1, await core.Get<ReviewQuestions>().Waiting());
        var page = await core.Get<ReviewQuestions>().Page(ReviewState.Released, ReviewRule.ManyAccounts, null, 10);
        Assert.Equal((first, "osprey", "fine"), (Assert.Single(page.Lines).ReviewItemId, page.Lines[0].DecidedBy, page.Lines[0].Why));
    }

    internal static async Task<Actor> Moderator(TestCore core, string name = "osprey")
    {
        var user = await core.Member(name);
        await core.Data.Run(work => work.GiveRole(user, Roles.Moderator));
        return new(user, name, Origin.Web, "203.0.113.9");
    }

    internal static async Task<long> Item(TestCore core, long? user, ReviewRule rule = ReviewRule.ManyAccounts)
    {
        var subject = user is { } id ? Finding.Member(id) : "address:k1.abc";
        await core.Data.Run(work => core.Get<ReviewBook>().Note(work, new(rule, subject, user, new() { Accounts = 6, Networks = ["198.51.100.0/24"], Members = user is { } m ? [m] : null })));
        return await core.Data.Read(db => db.ReviewItems.Where(i => i.Subject == subject && i.Rule == rule).MaxAsync(i => i.ReviewItemId));
    }

    internal static async Task<long> Farm(TestCore core, IReadOnlyList<long> members)
    {
        await core.Data.Run(work => core.Get<ReviewBook>().Note(work, new(ReviewRule.ManyAccounts, "address:k1.farm", members[^1], new() { Accounts = members.Count, Networks = ["198.51.100.0/24"], Members = [.. members] })));
        return await core.Data.Read(db => db.ReviewItems.Where(i => i.Subject == "address:k1.farm").MaxAsync(i => i.ReviewItemId));
    }

    private static Task<Core.Kernel.Outcome<MadeApiKey>> Make(TestCore core, long user) => core.Get<ApiKeys>().Make(new(user, "bot", ["read"]), Self(user));

    private static Actor Self(long user) => new(user, "kestrel", Origin.Web);
}
