using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Keys;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Privacy;

public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task What_is_over_for_long_goes_and_the_rest_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var ended = await core.SignIn(user);
        await core.Get<SessionBook>().SignOut(user, ended);
        await Message(core, 1, MessageState.Done, core.Time.Now);
        await Message(core, 2, MessageState.Pending, null);
        core.Time.Advance(TimeSpan.FromDays(6));
        await Message(core, 3, MessageState.Done, core.Time.Now);
        Assert.Equal("nothing was over", await core.Get<RetentionSweep>().Run(Stop));

        core.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("removed 1 row of InboxMessage", await core.Get<RetentionSweep>().Run(Stop));
        core.Time.Advance(TimeSpan.FromDays(23));
        var fresh = await core.SignIn(user);
        Assert.Contains("1 row of Session", await core.Get<RetentionSweep>().Run(Stop), StringComparison.Ordinal);

        Assert.True(await core.LetsIn(user, fresh));
        Assert.Equal(["2"], await core.Data.Read(db => db.Inbox.Select(m => m.ExternalId).ToListAsync(Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task Network_addresses_leave_the_audit_log_and_its_chain_still_holds(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Suspensions>().Suspend(user, "for the test", (await core.Staff(Roles.Admin)) with { Address = "203.0.113.77" }, Stop);
        core.Time.Advance(TimeSpan.FromDays(181));

        Assert.Contains("1 network address", await core.Get<RetentionSweep>().Run(Stop), StringComparison.Ordinal);

        Assert.Equal(0, await core.Data.Read(db => db.Set<AuditPerson>().CountAsync(p => p.Address != null, Stop), Stop));
        Assert.True((await core.Get<AuditVerification>().All(null, Stop)).IsRight);
    }

    [Theory, EachProvider]
    public async Task What_was_sent_changes_links_and_networks_of_keys_go_when_their_time_is_over_and_not_before(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        var self = new Actor(user, "kestrel", Origin.Web);
        var changes = core.Get<AccountChanges>();
        await core.Data.Run(work =>
        {
            core.Get<Outbox>().Reply(work, 1, user, "sent", "one");
            core.Get<Outbox>().Reply(work, 1, user, "waits", "two");
            return Task.CompletedTask;
        }, Stop);
        var now = core.Time.Now;
        await core.Data.Run(work => work.Db.Outbox.Where(m => m.DedupeKey == "one").ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Done).SetProperty(x => x.DoneAt, now), Stop), Stop);
        Assert.True((await changes.ConfirmEmail((await changes.AskEmail(user, "kestrel@example.org")).Value.Token)).Succeeded);
        await changes.AskEmail(user, "other@example.org");
        await core.Get<AccountLinks>().WebSignInCode(user, Stop);
        var key = (await core.Get<ApiKeys>().Make(new(user, "bot", ["read"]), self, Stop)).Value;
        await core.Get<AbuseWatch>().See(new KeyUsed(key.ApiKeyId, key.Key.PublicId, user, "198.51.100.7"), Stop);
        Task<List<int>> Left() => core.Data.Read(async db => new List<int>
        {
            await db.Outbox.CountAsync(m => m.DedupeKey == "one", Stop), await db.AccountChanges.CountAsync(Stop), await db.LinkTokens.CountAsync(Stop), await db.KeyNetworks.CountAsync(Stop),
        }, Stop);

        Assert.Equal("1, 2, 1, 1", await After(TimeSpan.FromHours(24)));
        Assert.Equal("1, 2, 0, 1", await After(TimeSpan.FromHours(1)));
        Assert.Equal("1, 2, 0, 1", await After(TimeSpan.FromDays(28)));
        Assert.Equal("0, 2, 0, 1", await After(TimeSpan.FromDays(1)));
        Assert.Equal("0, 2, 0, 1", await After(TimeSpan.FromDays(149)));
        Assert.Equal("0, 0, 0, 0", await After(TimeSpan.FromDays(2)));
        Assert.Equal(1, await core.Data.Read(db => db.Outbox.CountAsync(m => m.DedupeKey == "two", Stop), Stop));

        async Task<string> After(TimeSpan time)
        {
            core.Time.Advance(time);
            await core.Get<RetentionSweep>().Run(Stop);
            return string.Join(", ", await Left());
        }
    }

    [Theory, EachProvider]
    public async Task Networks_of_consents_and_the_evidence_of_what_is_decided_are_forgotten_and_the_lines_stay(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        Assert.True((await core.Get<ConsentBook>().Say(new(user, "kestrel", Origin.Web, "198.51.100.23"), ConsentPurpose.Terms, true, 1, Stop)).Succeeded);
        var (decided, open) = (await Abuse.ReviewDeskTests.Item(core, user), await Abuse.ReviewDeskTests.Item(core, user, ReviewRule.SuddenXp));
        Assert.True((await core.Get<ReviewDesk>().Release(decided, "a family", await core.Staff(Roles.Admin), Stop)).Succeeded);
        core.Time.Advance(TimeSpan.FromDays(179));
        Assert.Equal("nothing was over", await core.Get<RetentionSweep>().Run(Stop));
        core.Time.Advance(TimeSpan.FromDays(2));

        var removed = await core.Get<RetentionSweep>().Run(Stop);

        Assert.Contains("1 network of a consent", removed, StringComparison.Ordinal);
        Assert.Contains("1 piece of evidence", removed, StringComparison.Ordinal);
        Assert.Null((await core.Data.Read(db => db.Consents.SingleAsync(Stop), Stop)).Place);
        var items = await core.Data.Read(db => db.ReviewItems.ToDictionaryAsync(i => i.ReviewItemId, Stop), Stop);
        Assert.Equal(("{}", null, ReviewState.Released), (items[decided].Evidence, items[decided].Why, items[decided].State));
        Assert.Contains("198.51.100.0/24", items[open].Evidence, StringComparison.Ordinal);
        Assert.Equal("nothing was over", await core.Get<RetentionSweep>().Run(Stop));
    }

    // Whatever is removed or emptied by a setting or a rule stands on the page with its days.
    [Fact]
    public async Task Every_period_stands_on_the_page_of_what_is_kept()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var holdings = core.Get<IEnumerable<HydraX.Core.Data.Holdings.Holding>>().ToList();
        var used = holdings.Select(h => h.Retention).Concat(holdings.SelectMany(h => h.Forgotten.Select(p => (HydraX.Core.Data.Holdings.Retention?)p.Retention))).OfType<HydraX.Core.Data.Holdings.Retention>().ToHashSet();
        Assert.Equal(Enum.GetValues<HydraX.Core.Data.Holdings.Retention>().Order(), used.Order());

        var kinds = core.Get<PrivacyQuestions>().Kinds.ToDictionary(k => k.Title);
        Assert.Equal(new("network addresses", 180), Assert.Single(kinds["Your name in the audit log"].Parts));
        Assert.Equal(2, kinds["From which address you came within two days"].Days);
        Assert.Equal(1, kinds["Answers to your API requests"].Days);
    }

    [Fact]
    public void A_time_that_cannot_be_kept_is_named_with_what_would_be_right()
    {
        var faults = new RetentionOptions { SentDays = 0, TombstonesDays = 9_999 }.Faults().ToList();

        Assert.Equal(["Retention:SentDays must be 1 to 3650 days, not 0.", "Retention:TombstonesDays must be 1 to 3650 days, not 9999."], faults);
    }

    private static Task Message(TestCore core, int id, MessageState state, DateTimeOffset? doneAt) => core.Data.Run(work =>
    {
        work.Db.Add(new InboxMessage { Source = "test", ExternalId = $"{id}", OrderKey = 1, ReceivedAt = work.At, DueAt = work.At, State = state, DoneAt = doneAt });
        return Task.CompletedTask;
    }, Stop);
}
