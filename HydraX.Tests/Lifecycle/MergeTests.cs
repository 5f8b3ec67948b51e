using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Progress;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Core.Xp;
using HydraX.Tests.Leaderboards;
using HydraX.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Lifecycle;

public sealed class MergeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task The_web_account_stays_gets_the_XP_and_the_chat_and_the_other_is_closed(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        await core.Give(pair.Web, 300);
        await core.Give(pair.Telegram, 2_000);
        await core.Spend(pair.Telegram, 500);
        var (webSession, telegramSession) = (await core.SignIn(pair.Web), await core.SignIn(pair.Telegram));
        var offer = await pair.Offer();
        Assert.Equal(("osprey", 300L, 0), (offer.Web.Username, offer.Web.Balance, offer.Web.Purchases));
        Assert.Equal(("kestrel", 1_500L, 2_000L, 1), (offer.Telegram.Username, offer.Telegram.Balance, offer.Telegram.TotalXp, offer.Telegram.Purchases));
        Assert.Equal(1_500, (await core.Profile(pair.Telegram)).XpBalance); // nothing has happened yet

        var merged = (await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Value;

        Assert.Equal((pair.Web, "osprey", pair.Telegram, 1_500L, 1_800L), (merged.UserId, merged.Username, merged.ClosedUserId, merged.Xp, merged.Balance));
        Assert.Equal(["osprey@example.org"], merged.Addresses);
        var (stays, goes) = (await core.User(pair.Web), await core.User(pair.Telegram));
        Assert.Equal((Pair.Chat, true, null), (stays.TelegramId!.Value, stays.IsActive, stays.MergedIntoUserId));
        Assert.Equal(($"deleted member {goes.Id}", null, false, stays.Id), (goes.UserName, goes.TelegramId, goes.IsActive, goes.MergedIntoUserId!.Value));
        Assert.False(await core.LetsIn(pair.Web, webSession) || await core.LetsIn(pair.Telegram, telegramSession));
        var (profile, closed) = (await core.Profile(pair.Web), await core.Profile(pair.Telegram));
        Assert.Equal((1_800L, 2_300L, 0L, 0L), (profile.XpBalance, profile.TotalXp, closed.XpBalance, closed.TotalXp));
        Assert.Equal((Core.Ranks.RankRules.Of(2_300), RankCode.Recruit), (profile.CurrentRank, closed.CurrentRank));
        var line = Assert.Single(await core.Ledger(pair.Web), l => l.SourceType == "account_merge");
        Assert.Equal((1_500L, 2_000L, $"merge:{goes.Id}", null), (line.Amount, line.TotalXpChange, line.RewardKey, line.BaseAmount));
        Assert.Contains("1500", Assert.Single(await core.Told(pair.Web, AccountsMerged.Kind)).Data, StringComparison.Ordinal);
        await pair.AssertAllIsRight();
        Assert.Equal(stays.Id, (await core.Get<Arrivals>().FromTelegram(new(Pair.Chat, "kestrel", null))).UserId);
        Assert.True((await core.Get<Arrivals>().FromWeb(new("kestrel", "new@example.org", "hash"))).Succeeded); // the name is free again
        Assert.Equal("users.merged", (await core.Get<Suspensions>().Reinstate(goes.Id, "again", Actor.Job)).Problem!.Code);
        Assert.Equal("xp.not-correctable", (await core.Progression.Correct(line.TransactionId, "back")).Problem!.Code);
        foreach (var action in new[] { "users.merged", "users.closed-by-merge" }) Assert.Single((await core.Get<AuditQuestions>().Page(new(action), null, 5, Stop)).Lines);
    }

    [Theory, EachProvider]
    public async Task The_Telegram_account_stays_and_gets_every_way_in_that_it_had_not(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        await Secure(core, pair.Web, "osprey");
        await core.Get<PhoneNumbers>().Prove(new(pair.Web, "osprey", Origin.Bot), "436601234567");
        var before = await core.User(pair.Web);
        var offer = await pair.Offer();

        Assert.True((await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Telegram)).Succeeded);

        var (stays, goes) = (await core.User(pair.Telegram), await core.User(pair.Web));
        Assert.Equal(("kestrel", Pair.Chat, before.ProtectedEmail, before.EmailLookup, before.PasswordHash, true), (stays.UserName, stays.TelegramId!.Value, stays.ProtectedEmail, stays.EmailLookup, stays.PasswordHash, stays.EmailConfirmed));
        Assert.Equal("+43…67", await core.Get<PhoneNumbers>().Masked(stays.Id));
        Assert.Equal((null, null, null, null), (goes.ProtectedEmail, goes.EmailLookup, goes.PasswordHash, goes.ProtectedPhone));
        var factors = await core.Get<SecondFactors>().Of(stays.Id);
        Assert.Equal((true, 0), (factors.AuthenticatorSince is not null && factors.CodesLeft > 0, factors.Passkeys));
        Assert.False((await core.Get<SecondFactors>().Of(goes.Id)) is { Any: true } or { CodesLeft: > 0 });
        Assert.Equal(0, await core.Data.Read(db => db.Set<IdentityUserPasskey<long>>().CountAsync()));
        await pair.AssertAllIsRight();
    }

    [Theory, EachProvider]
    public async Task Where_both_have_an_app_that_of_the_account_that_stays_stays_and_a_chat_alone_closes_no_account_with_one(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        await Secure(core, pair.Web, "osprey");
        await Secure(core, pair.Telegram, "kestrel");
        var mine = await core.Data.Read(db => db.Authenticators.Where(a => a.UserId == pair.Telegram).Select(a => a.ProtectedSecret).SingleAsync());
        var offer = await pair.Offer();

        Assert.Equal("merge.factors", (await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Problem!.Code);
        Assert.True((await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Telegram)).Succeeded);

        Assert.Equal(mine, (await core.Data.Read(db => db.Authenticators.SingleAsync())).ProtectedSecret);
        Assert.Equal(pair.Telegram, (await core.Data.Read(db => db.Authenticators.SingleAsync())).UserId);
    }

    // Mail and password would go over, and nothing beside them.
    [Theory, EachProvider]
    public async Task An_account_whose_only_second_factors_are_passkeys_is_not_merged_into_one_that_has_none(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        var passkey = new UserPasskeyInfo([1, 2, 3], [4], core.Time.Now, 0, null, true, false, false, [5], [6]) { Name = "Blue key" };
        Assert.True((await core.Get<SecondFactors>().AddPasskey(new(pair.Web, "osprey", Origin.Web), passkey, Stop)).Succeeded);
        var offer = await pair.Offer();

        var refused = (await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Telegram)).Problem!;
        Assert.Equal("merge.passkeys", refused.Code);
        Assert.Contains("Set up an authenticator app on osprey first", refused.Sentence, StringComparison.Ordinal);
        Assert.Null((await core.User(pair.Web)).MergedIntoUserId);

        await Secure(core, pair.Web, "osprey");
        Assert.True((await pair.Merges.Merge((await pair.Offer()).ChangeId, pair.Telegram, MergeKeeps.Telegram)).Succeeded);
        Assert.True((await core.Get<SecondFactors>().Of(pair.Telegram, Stop)).Any);
    }

    [Fact]
    public async Task Passkeys_are_no_obstacle_where_their_account_stays_or_the_other_has_a_second_factor()
    {
        foreach (var keeps in Enum.GetValues<MergeKeeps>())
        {
            await using var pair = await Pair.Of(DatabaseProvider.Sqlite);
            var passkey = new UserPasskeyInfo([1, 2, 3], [4], pair.Core.Time.Now, 0, null, true, false, false, [5], [6]) { Name = "Blue key" };
            Assert.True((await pair.Core.Get<SecondFactors>().AddPasskey(new(pair.Web, "osprey", Origin.Web), passkey, Stop)).Succeeded);
            if (keeps == MergeKeeps.Telegram) await Secure(pair.Core, pair.Telegram, "kestrel");

            var merged = (await pair.Merges.Merge((await pair.Offer()).ChangeId, pair.Telegram, keeps)).Value;

            Assert.True((await pair.Core.Get<SecondFactors>().Of(merged.UserId, Stop)).Any);
        }
    }

    public static TheoryData<string> Refusals => ["merge.paid", "merge.pass", "merge.staff", "merge.suspended", "merge.held", "merge.erasure", "merge.waits", "merge.again"];

    [Theory, MemberData(nameof(Refusals))]
    public async Task What_must_not_change_hands_is_refused_before_and_after_the_offer_and_on_either_side(string code)
    {
        foreach (var isWeb in new[] { true, false })
        {
            await using var pair = await Pair.Of(DatabaseProvider.Sqlite);
            var link = (await pair.Core.Get<AccountLinks>().TelegramCode(pair.Web)).Value.Code;
            var offer = (await pair.Merges.Offer(link, Pair.Chat)).Value;
            var next = (await pair.Core.Get<AccountLinks>().TelegramCode(pair.Web)).Value.Code;
            await Bring(pair.Core, isWeb ? pair.Web : pair.Telegram, code);

            var refused = await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Telegram);
            Assert.Equal(code, refused.Problem!.Code);
            Assert.Contains(isWeb ? "osprey" : "kestrel", refused.Problem.Sentence, StringComparison.Ordinal);
            Assert.Equal(code, (await pair.Merges.Offer(next, Pair.Chat)).Problem!.Code);
            Assert.Null((await pair.Core.User(pair.Web)).MergedIntoUserId);
        }
    }

    [Theory, EachProvider]
    public async Task Tapped_on_two_nodes_for_either_side_at_once_one_merge_is_made(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        await using var other = await pair.Core.SecondNode();
        await pair.Core.Give(pair.Web, 100);
        await pair.Core.Give(pair.Telegram, 250);
        var offer = await pair.Offer();

        var taps = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            (i % 2 == 0 ? pair.Core : other).Get<Merges>().Merge(offer.ChangeId, pair.Telegram, i % 3 == 0 ? MergeKeeps.Web : MergeKeeps.Telegram, Stop), Stop)));

        var one = Assert.Single(taps, t => t.Succeeded).Value;
        Assert.All(taps.Where(t => !t.Succeeded), t => Assert.Equal("merge.over", t.Problem!.Code));
        Assert.Equal((350L, 350L), await pair.Core.Profile(one.UserId) is var profile ? (profile.XpBalance, profile.TotalXp) : default);
        Assert.Equal("merge.over", (await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Problem!.Code);
        await pair.AssertAllIsRight();
    }

    [Theory, EachProvider]
    public async Task Two_web_accounts_that_ask_for_one_chat_at_once_get_it_once(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        var third = (await core.Get<Arrivals>().FromWeb(new("harrier", "harrier@example.org", "hash", IsConfirmed: true))).Value.UserId;
        var codes = new[] { (await core.Get<AccountLinks>().TelegramCode(pair.Web)).Value.Code, (await core.Get<AccountLinks>().TelegramCode(third)).Value.Code };
        // The later offer makes the earlier one void.
        var offers = new List<MergeOffer>();
        foreach (var code in codes) offers.Add((await pair.Merges.Offer(code, Pair.Chat)).Value);

        var taps = await Task.WhenAll(offers.SelectMany(o => new[] { o, o }).Select(o => Task.Run(() => pair.Merges.Merge(o.ChangeId, pair.Telegram, MergeKeeps.Web, Stop), Stop)));

        Assert.Equal(third, Assert.Single(taps, t => t.Succeeded).Value.UserId);
        Assert.Null((await core.User(pair.Web)).TelegramId);
        await pair.AssertAllIsRight();
    }

    [Theory, EachProvider]
    public async Task Awards_that_race_with_a_merge_are_lost_nowhere_and_counted_once(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        var offer = await pair.Offer();

        var awards = new[] { pair.Web, pair.Telegram }.SelectMany(user => Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            core.Progression.AwardXp(new(user, XpSource.TradeWin, SourceId: 100 + i), Stop), Stop))).ToList();
        var merged = await Task.Run(() => pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web, Stop), Stop);
        var given = (await Task.WhenAll(awards)).Where(a => a.Succeeded).Sum(a => a.Value.Entry.Amount);

        Assert.True(merged.Succeeded);
        Assert.Equal(0, (await core.Profile(pair.Telegram)).XpBalance);
        Assert.Equal(given, (await core.Profile(pair.Web)).XpBalance);
        await pair.AssertAllIsRight();
    }

    [Theory, EachProvider]
    public async Task Of_a_merge_and_an_erasure_that_are_asked_for_at_once_one_happens(DatabaseProvider provider)
    {
        for (var round = 0; round < 4; round++)
        {
            await using var pair = await Pair.Of(provider);
            var core = pair.Core;
            var offer = await pair.Offer();

            var merging = Task.Run(() => pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Telegram, Stop), Stop);
            var asking = Task.Run(() => core.Get<Erasures>().Ask(new(pair.Web, "osprey", Origin.Web), Stop), Stop);
            var (merged, asked) = (await merging, await asking);

            Assert.NotEqual(merged.Succeeded, asked.Succeeded);
            Assert.Equal(merged.Succeeded ? "users.suspended" : "merge.erasure", (merged.Problem ?? asked.Problem)!.Code);
            await pair.AssertAllIsRight();
        }
    }

    [Theory, EachProvider]
    public async Task Nobody_gets_a_second_press_pass_or_a_place_on_a_board_of_the_day_by_merging(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        Assert.True((await core.Passes.Activate(pair.Telegram)).Succeeded);
        core.Clock.MoveTo(TestTime.Noon.AddDays(8));
        await core.Night.Wipe(Stop);
        await core.Passes.ExpireDue(Stop);
        await core.Give(pair.Telegram, 900);
        await core.Give(pair.Web, 40);
        Assert.Equal((40, 40, 40, 40), await core.Scores(pair.Web));
        var offer = await pair.Offer();

        Assert.True((await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Succeeded);

        Assert.Equal("press-pass.used", (await core.Passes.Activate(pair.Web)).Problem!.Code);
        Assert.Equal((40, 40, 40, 940), await core.Scores(pair.Web));
        await pair.AssertAllIsRight();
        await using var fresh = await core.SecondNode();
        fresh.Clock.MoveTo(TestTime.Noon.AddDays(8));
        Assert.Equal((40, 40, 40, 940), await fresh.Scores(pair.Web));
        Assert.Equal((0, 0, 0, 0), await fresh.Scores(pair.Telegram));
    }

    [Theory, EachProvider]
    public async Task Who_never_earned_anything_stands_on_the_board_of_all_time_with_what_was_brought(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        await pair.Core.Give(pair.Telegram, 700);
        pair.Core.Time.Advance(TimeSpan.FromHours(1));
        var offer = await pair.Offer();
        Assert.True((await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Succeeded);

        Assert.Equal((0, 0, 0, 700), await pair.Core.Scores(pair.Web));
        await pair.AssertAllIsRight();
        await pair.Core.Give(pair.Web, 5);
        await pair.AssertAllIsRight();
        await using var fresh = await pair.Core.SecondNode();
        Assert.Equal((5, 5, 5, 705), await fresh.Scores(pair.Web));
    }

    [Theory, EachProvider]
    public async Task A_day_on_which_both_were_here_is_one_day_and_the_closed_accounts_lines_are_no_longer_corrected(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        foreach (var user in new[] { pair.Web, pair.Telegram }) await core.Get<Activity>().Note(user, Stop);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Get<Activity>().Note(pair.Telegram, Stop);
        var given = await core.Give(pair.Telegram, 1_700);
        var bought = (await core.Progression.Buy(pair.Telegram, "xp_boost", "1", Stop)).Value;
        Assert.True((await pair.Merges.Merge((await pair.Offer()).ChangeId, pair.Telegram, MergeKeeps.Web)).Succeeded);

        for (var time = 0; time < 2; time++)
        {
            var here = await core.Data.Read(db => db.MemberMetrics.SingleAsync(m => m.UserId == pair.Web && m.Metric == "days_here", Stop), Stop);
            Assert.Equal((2, 1, 2), (here.Total, here.BestDay, here.BestWeek));
            Assert.Empty((await core.Get<MetricVerification>().Member(pair.Web, Stop))!);
            await core.Get<Activity>().Note(pair.Web, Stop);
        }
        var refused = await core.Progression.Correct(given.TransactionId, "given twice", Stop);
        var refund = await core.Progression.Refund(bought.PurchaseId, "did not work", Actor.Job, Stop);

        Assert.Equal(("xp.merged", "xp.merged"), (refused.Problem?.Code, refund.Problem?.Code));
        Assert.Contains("osprey", refused.Problem!.Sentence, StringComparison.Ordinal);
        await pair.AssertAllIsRight();
    }

    [Theory, EachProvider]
    public async Task An_offer_holds_ten_minutes_for_the_chat_that_was_asked(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        var stranger = await core.Member("falcon");
        var link = (await core.Get<AccountLinks>().TelegramCode(pair.Web)).Value.Code;
        Assert.Equal("link.unusable", (await pair.Merges.Offer("made up", Pair.Chat)).Problem!.Code);
        Assert.Equal("link.unusable", (await pair.Merges.Offer(link, 424_242)).Problem!.Code); // a chat without a member leaves the code usable
        var offer = (await pair.Merges.Offer(link, Pair.Chat)).Value;
        Assert.Equal("link.unusable", (await pair.Merges.Offer(link, Pair.Chat)).Problem!.Code);

        Assert.Equal("merge.over", (await pair.Merges.Merge(offer.ChangeId, stranger, MergeKeeps.Telegram)).Problem!.Code);
        Assert.Equal("merge.over", (await pair.Merges.Merge(offer.ChangeId, pair.Web, MergeKeeps.Telegram)).Problem!.Code);
        Assert.Equal("merge.over", (await pair.Merges.Merge(offer.ChangeId + 1, pair.Telegram, MergeKeeps.Telegram)).Problem!.Code);
        Assert.Equal("kestrel", (await pair.Merges.Look(offer.ChangeId, pair.Telegram)).Value.Telegram.Username);
        core.Time.Advance(LinkToken.Life);
        Assert.Equal("merge.over", (await pair.Merges.Look(offer.ChangeId, pair.Telegram)).Problem!.Code);
        Assert.Equal("merge.over", (await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Who_is_erased_later_is_erased_with_the_account_that_was_merged(DatabaseProvider provider)
    {
        await using var pair = await Pair.Of(provider);
        var core = pair.Core;
        await core.SignIn(pair.Telegram);
        Assert.True((await core.Passes.Activate(pair.Telegram)).Succeeded);
        Assert.True((await core.Passes.Deactivate(pair.Telegram)).Succeeded);
        var offer = await pair.Offer();
        Assert.True((await pair.Merges.Merge(offer.ChangeId, pair.Telegram, MergeKeeps.Web)).Succeeded);
        Assert.True((await core.Get<Erasures>().Ask(new(pair.Web, "osprey", Origin.Web))).Succeeded);
        core.Time.Advance(ErasureRules.CoolingOff);

        Assert.Single(await core.Get<Erasures>().CarryOut());

        Assert.NotNull((await core.User(pair.Telegram)).ErasedAt);
        Assert.DoesNotContain(await core.Data.Read(db => db.Set<AuditPerson>().Select(p => p.Name).ToListAsync()), name => name is "osprey" or "kestrel");
        Assert.Equal(0, await core.Data.Read(db => db.Sessions.CountAsync()));
        // Whoever comes back with the chat or the address has had the pass that the merged account had.
        Assert.Equal("press-pass.used", (await core.Passes.Activate((await core.Get<Arrivals>().FromTelegram(new(Pair.Chat, "kestrel", null))).UserId)).Problem!.Code);
        await pair.AssertAllIsRight();
    }

    private static async Task Secure(TestCore core, long user, string name)
    {
        var offered = (await core.Get<SecondFactors>().Offer(user)).Value;
        Assert.True((await core.Get<SecondFactors>().Confirm(new(user, name, Origin.Web), FactorRules.CodeAt(offered.Secret, core.Time.Now))).Succeeded);
    }

    private static Task Bring(TestCore core, long user, string what) => what switch
    {
        "merge.pass" => core.Passes.Activate(user),
        "merge.suspended" => core.Get<Suspensions>().Suspend(user, "Spam", Actor.Job),
        "merge.held" => core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.HeldAt, core.Time.Now))),
        "merge.staff" => core.Data.Run(work => work.GiveRole(user, Roles.Moderator)),
        "merge.erasure" => core.Get<Erasures>().Ask(new(user, "x", Origin.Web)),
        _ => core.Data.Run(async work =>
        {
            if (what == "merge.paid") work.Db.Subscriptions.Add(new() { UserId = user, Tier = TierCode.Fang, Status = SubscriptionStatus.Active, Price = 89m, CreatedAt = TestTime.Noon });
            if (what == "merge.waits") work.Db.AccountChanges.Add(new() { UserId = user, Kind = ChangeKind.FactorReset, State = ChangeState.Waiting, TokenHash = "x", AskedAt = core.Time.Now, ExpiresAt = core.Time.Now.AddDays(3), EffectiveAt = core.Time.Now.AddDays(3) });
            if (what == "merge.again")
            {
                var closed = (await core.Get<UserDirectory>().Register(work, new TelegramPerson(99, "gone", null))).UserId;
                (await work.Db.Users.SingleAsync(u => u.Id == closed)).MergedIntoUserId = user;
            }
        }),
    };

    /// <summary>Osprey of the web and kestrel of a chat, who are one person.</summary>
    private sealed class Pair(TestCore core, long web, long telegram) : IAsyncDisposable
    {
        public const long Chat = 7_000_000_001;

        public TestCore Core => core;
        public long Web => web;
        public long Telegram => telegram;
        public Merges Merges => core.Get<Merges>();

        public static async Task<Pair> Of(DatabaseProvider provider)
        {
            var core = await TestCore.Create(provider);
            var web = (await core.Get<Arrivals>().FromWeb(new("osprey", "osprey@example.org", "hash", IsConfirmed: true))).Value.UserId;
            return new(core, web, (await core.Get<Arrivals>().FromTelegram(new(Chat, "kestrel", null))).UserId);
        }

        public async Task<MergeOffer> Offer() => (await Merges.Offer((await core.Get<AccountLinks>().TelegramCode(web)).Value.Code, Chat)).Value;

        public async Task AssertAllIsRight()
        {
            await core.AssertLedgerAddsUp(web);
            await core.AssertLedgerAddsUp(telegram);
            Assert.True((await core.Get<XpVerification>().All(null, Stop)).IsRight);
            Assert.True((await core.Get<AuditVerification>().All(null, Stop)).IsRight);
        }

        public ValueTask DisposeAsync() => core.DisposeAsync();
    }
}
