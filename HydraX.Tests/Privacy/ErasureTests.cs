using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Referrals;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Privacy;

public sealed class ErasureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task After_seven_days_the_person_is_gone_and_every_sum_is_unchanged(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("Quicksilver");
        await core.Give(user, 1_234);
        await core.Get<ProfileSettings>().Describe(user, "I live at Quicksilver Lane");
        var token = await core.SignIn(user);
        var before = (await core.Ledger(user)).Sum(l => l.Amount);
        Assert.True((await core.Get<Erasures>().Ask(await Self(core, user))).Succeeded);

        core.Time.Advance(ErasureRules.CoolingOff - TimeSpan.FromSeconds(1));
        Assert.Empty(await core.Get<Erasures>().CarryOut());
        core.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(user, Assert.Single(await core.Get<Erasures>().CarryOut()).UserId);
        Assert.Empty(await core.Get<Erasures>().CarryOut());

        var left = await core.User(user);
        Assert.Equal(("deleted member " + user, null, null, null, false), (left.UserName, left.TelegramId, left.ProtectedEmail, left.PasswordHash, left.IsActive));
        Assert.NotNull(left.ErasedAt);
        Assert.False(await core.LetsIn(user, token));
        Assert.Equal(before, (await core.Ledger(user)).Sum(l => l.Amount));
        await core.AssertLedgerAddsUp(user);
        Assert.True((await core.Get<AuditVerification>().All(null, Stop)).IsRight);
    }

    // Read from the tables themselves, row by row: whatever a slice forgot to declare is found here.
    [Theory, EachProvider]
    public async Task Nothing_that_names_or_reaches_the_person_is_left_in_any_table(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await BusyMember.Make(core);
        Assert.Empty(await BusyMember.Lacks(core, user));
        Assert.All(await Task.WhenAll(BusyMember.Words.Select(word => Traces(core, word))), Assert.NotEmpty);
        await core.Get<Erasures>().Ask(await Self(core, user));
        core.Time.Advance(ErasureRules.CoolingOff);
        Assert.Single(await core.Get<Erasures>().CarryOut());

        Assert.Empty(await Traces(core, BusyMember.Words));
    }

    [Theory, EachProvider]
    public async Task Stopped_at_the_last_second_nothing_happens_and_of_stop_and_erasure_at_once_one_does(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        for (var round = 0; round < 8; round++)
        {
            var user = await core.Member();
            var self = await Self(core, user);
            await core.Get<Erasures>().Ask(self);
            core.Time.Advance(ErasureRules.CoolingOff);

            var stopping = Task.Run(() => core.Get<Erasures>().Stop(self, Stop), Stop);
            var erasing = Task.Run(() => core.Get<Erasures>().CarryOut(Stop), Stop);
            await Task.WhenAll(stopping, erasing);

            var isErased = (await core.User(user)).ErasedAt is not null;
            Assert.NotEqual((await stopping).Succeeded, isErased);
            Assert.Equal(isErased ? 1 : 0, (await erasing).Count(e => e.UserId == user));
        }
    }

    [Theory, EachProvider]
    public async Task Asked_twice_at_once_one_waits_and_the_link_of_the_mail_stops_it_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var self = await Self(core, await core.Member());

        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => core.Get<Erasures>().Ask(self, Stop), Stop)));

        var one = Assert.Single(asked, a => a.Succeeded);
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal("privacy.waits", a.Problem!.Code));
        Assert.True((await core.Get<Erasures>().StopByLink(one.Value.Token)).Succeeded);
        Assert.Equal("privacy.link", (await core.Get<Erasures>().StopByLink(one.Value.Token)).Problem!.Code);
        Assert.Equal("privacy.link", (await core.Get<Erasures>().StopByLink("made up")).Problem!.Code);
        Assert.Null(await core.Get<Erasures>().Of(self.UserId!.Value));
    }

    [Theory, EachProvider]
    public async Task Awards_that_race_with_the_erasure_leave_a_ledger_that_adds_up(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 50);
        await core.Get<Erasures>().Ask(await Self(core, user));
        core.Time.Advance(ErasureRules.CoolingOff);

        var awards = Enumerable.Range(0, 10).Select(_ => Task.Run(() => core.Progression.Grant(user, 7, "racing", Guid.NewGuid().ToString("N"), Stop), Stop)).ToList();
        var night = Task.Run(() => core.Night.Wipe(Stop), Stop);
        var erased = await core.Get<Erasures>().CarryOut(Stop);
        await Task.WhenAll([.. awards, night]);

        Assert.Single(erased);
        await core.AssertLedgerAddsUp(user);
        var profile = await core.Profile(user);
        Assert.False(profile.PressPassActive);
        Assert.Equal(Core.Kernel.Visibility.Hidden, profile.Visibility);
    }

    [Theory, EachProvider]
    public async Task Whoever_comes_back_gets_no_second_press_pass_and_no_second_referral_for_24_months(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var friend = await core.Member();
        var code = (await core.Profile(friend)).ReferralCode!;
        var person = new TelegramPerson(55_001, "comeback", null);
        var first = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(person)).UserId;
        Assert.True(await new ReferralBook(core.Data, core.Get<Tombstones>()).Attribute(first, code));
        Assert.True((await core.Passes.Activate(first)).Succeeded);
        await Erase(core, first);

        var second = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(person)).UserId;

        Assert.NotEqual(first, second);
        Assert.Equal("press-pass.used", (await core.Passes.Activate(second)).Problem!.Code);
        Assert.False(await new ReferralBook(core.Data, core.Get<Tombstones>()).Attribute(second, code));
        // Under another key of the ring the stone still tells.
        await core.Get<Core.Protection.ProtectionRing>().Add((_, _) => { }, Stop);
        core.Time.Advance(Core.Protection.ProtectionRing.Announcement);
        await core.Get<Core.Protection.KeyRotation>().Run(Stop);
        Assert.Equal("press-pass.used", (await core.Passes.Activate(second)).Problem!.Code);
        core.Time.Advance(TimeSpan.FromDays(731));
        await core.Get<Core.Privacy.RetentionSweep>().Run(Stop);
        Assert.True((await core.Passes.Activate(second)).Succeeded);
    }

    [Theory, EachProvider]
    public async Task After_an_older_backup_is_restored_the_list_erases_again_and_touches_nobody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("Quicksilver");
        var other = await core.Member();
        var backup = await core.User(user);
        await Erase(core, user);
        Assert.Equal(1, await core.Get<ErasureList>().Write());
        Assert.Equal(0, await core.Get<ErasureList>().Write());
        Assert.Equal(0, (await core.Get<ErasureList>().Replay()).Erased);

        // The row as the backup has it.
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.UserName, backup.UserName).SetProperty(x => x.TelegramId, backup.TelegramId)
            .SetProperty(x => x.IsActive, true).SetProperty(x => x.ErasedAt, (DateTimeOffset?)null), Stop), Stop);
        var path = core.Get<IOptions<Core.Privacy.PrivacyOptions>>().Value.ErasureList;
        // A line that somebody made up, and one of another installation, are no orders.
        await File.AppendAllLinesAsync(path, [$"{other} {(await core.User(other)).CreatedAt.UtcTicks} {core.Time.Now.UtcTicks} k1.AAAA", "nonsense"], Stop);
        var replayed = await core.Get<ErasureList>().Replay();

        Assert.Equal((1, 2), (replayed.Erased, replayed.Foreign));
        Assert.Equal($"deleted member {user}", (await core.User(user)).UserName);
        Assert.Null((await core.User(other)).ErasedAt);
        File.Delete(path);
    }

    [Fact]
    public async Task Staff_gives_up_its_roles_first_and_the_suspended_wait_until_somebody_has_looked()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var staff = await core.Member();
        await core.Data.Run(work => work.GiveRole(staff, Roles.Admin), Stop);
        Assert.Equal("privacy.staff", (await core.Get<Erasures>().Ask(await Self(core, staff))).Problem!.Code);
        var user = await core.Member();
        await core.Get<Erasures>().Ask(await Self(core, user));
        await core.Get<Suspensions>().Suspend(user, "under review", Actor.Job);
        core.Time.Advance(ErasureRules.CoolingOff);

        Assert.Empty(await core.Get<Erasures>().CarryOut());
        Assert.True((await core.Get<Core.Privacy.PrivacyQuestions>().Desk(Stop)).Erasures.Single().IsHeldUp);
        await core.Get<Suspensions>().Reinstate(user, "all is well", Actor.Job);
        Assert.Single(await core.Get<Erasures>().CarryOut());
        Assert.Equal("users.erased", (await core.Get<Suspensions>().Reinstate(user, "by mistake", Actor.Job)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Upon_a_written_request_staff_asks_and_even_the_suspended_are_erased_unless_they_stop_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (gone, stays) = (await core.Member(), await core.Member());
        foreach (var user in new[] { gone, stays }) await core.Get<Suspensions>().Suspend(user, "under review", Actor.Job);
        var (admin, support) = (await core.Staff(Roles.Admin), await core.Staff(Roles.Support));
        var erasures = core.Get<Erasures>();

        Assert.Equal("access.duty", (await erasures.AskFor(gone, "by letter", support)).Problem!.Code);
        Assert.Equal("privacy.why", (await erasures.AskFor(gone, "  ", admin)).Problem!.Code);
        Assert.Equal("privacy.staff", (await erasures.AskFor(support.UserId!.Value, "by letter", admin)).Problem!.Code);
        Assert.Equal("users.unknown", (await erasures.AskFor(999_999, "by letter", admin)).Problem!.Code);
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => erasures.AskFor(gone, "by letter, known by their passport", admin), Stop)));
        Assert.True(Assert.Single(asked, a => a.Succeeded).Value.ByStaff);
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal("privacy.decided", a.Problem!.Code));
        // Whoever is told can tell that it was asked for in their name, which may have been somebody else.
        Assert.Contains("\"byStaff\":true", Assert.Single(await core.Told(gone, ErasureWaits.Kind)).Data, StringComparison.Ordinal);
        Assert.True((await erasures.Of(gone))!.ByStaff);
        Assert.True((await erasures.StopByLink((await erasures.AskFor(stays, "by letter", admin)).Value.Token)).Succeeded);
        core.Time.Advance(ErasureRules.CoolingOff);

        Assert.Equal(gone, Assert.Single(await erasures.CarryOut()).UserId);
        Assert.Equal("privacy.erased", (await erasures.AskFor(gone, "by letter", admin)).Problem!.Code);
        Assert.Null((await core.User(stays)).ErasedAt);
    }

    [Fact]
    public async Task What_the_suspended_asked_for_themselves_goes_on_once_staff_has_decided_upon_it()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        var own = (await core.Get<Erasures>().Ask(await Self(core, user))).Value;
        await core.Get<Suspensions>().Suspend(user, "under review", Actor.Job);
        core.Time.Advance(ErasureRules.CoolingOff);
        Assert.Empty(await core.Get<Erasures>().CarryOut());

        var decided = (await core.Get<Erasures>().AskFor(user, "nothing stands against it", await core.Staff(Roles.Admin))).Value;

        // Seven days from the decision, and the link of the mail before says nothing false.
        Assert.Equal(own.EffectiveAt + ErasureRules.CoolingOff, decided.EffectiveAt);
        Assert.Equal("privacy.link", (await core.Get<Erasures>().StopByLink(own.Token)).Problem!.Code);
        Assert.Empty(await core.Get<Erasures>().CarryOut());
        core.Time.Advance(ErasureRules.CoolingOff);
        Assert.False((await core.Get<Core.Privacy.PrivacyQuestions>().Desk(Stop)).Erasures.Single().IsHeldUp);
        Assert.Single(await core.Get<Erasures>().CarryOut());
    }

    // A backup of before the merge has both accounts apart: the list must know of either.
    [Theory, EachProvider]
    public async Task The_list_names_what_was_merged_into_the_account_as_well(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, shell) = (await core.Member(), await core.Member());
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == shell).ExecuteUpdateAsync(u => u.SetProperty(x => x.MergedIntoUserId, user), Stop), Stop);

        await Erase(core, user);

        Assert.Equal(2, await core.Get<ErasureList>().Write());
        Assert.Equal(0, await core.Get<ErasureList>().Write());
    }

    // Nothing of theirs is a chat, and what is told to others names none either.
    [Theory, EachProvider]
    public async Task A_member_without_Telegram_takes_nothing_of_anybody_else_along(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var other = await core.Member();
        var web = (await core.Get<Core.Lifecycle.Arrivals>().FromWeb(new("webling", "webling@example.org", "a hash", IsConfirmed: true))).Value.UserId;
        await core.Data.Run(work =>
        {
            core.Get<Core.Messaging.Outbox>().Tell(work, other, new AccountHeld(), Core.Messaging.OutboxLane.Notices);
            return Task.CompletedTask;
        }, Stop);
        await core.Get<Core.Messaging.Inbox>().Receive(new("telegram", "1", 4_711, "{}", 4_711), Stop);

        await Erase(core, web);

        Assert.Single(await core.Told(other));
        Assert.Equal(1, await core.Data.Read(db => db.Inbox.CountAsync(Stop), Stop));
    }

    // Whatever the account before does after the move is not the member's any more.
    [Theory, EachProvider]
    public async Task What_was_written_from_a_telegram_account_before_the_move_goes_along_and_what_comes_from_it_later_does_not(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (changes, inbox) = (core.Get<Core.Users.Changes.AccountChanges>(), core.Get<Core.Messaging.Inbox>());
        var user = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(new(990_001, "mover", null))).UserId;
        await inbox.Receive(new("telegram", "1", -100_500, "from a group, before", 990_001), Stop);
        await core.Data.Run(work =>
        {
            core.Get<Core.Messaging.Outbox>().Reply(work, 990_001, null, "an apology", "telegram:1");
            return Task.CompletedTask;
        }, Stop);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await changes.ConfirmTelegramMove((await changes.AskTelegramMove(user)).Value.Token, new(990_002, "mover", null))).Succeeded);
        core.Time.Advance(Core.Users.Changes.ChangeRules.TelegramMove);
        Assert.Equal(1, await changes.CarryOut(Stop));
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await inbox.Receive(new("telegram", "2", 990_001, "somebody else by now", 990_001), Stop);
        await inbox.Receive(new("telegram", "3", 990_002, "from the new one", 990_002), Stop);
        var subject = new DataSubject(user, 990_002, core.Time.Now, await core.Data.Read(db => Core.Users.Changes.AccountChanges.EarlierTelegrams(db, user, Stop), Stop));
        var holding = core.Get<IEnumerable<Holding>>().Single(h => h.Row == typeof(Core.Messaging.InboxMessage));
        Assert.Equal(2, await core.Data.Read(db => holding.Count(db, subject, Stop), Stop));

        await Erase(core, user);

        Assert.Equal(["somebody else by now"], await core.Data.Read(db => db.Inbox.Select(m => m.Body).ToListAsync(Stop), Stop));
        Assert.False(await core.Data.Read(db => db.Outbox.AnyAsync(m => m.ChatId == 990_001, Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task One_whose_erasure_fails_keeps_nobody_else_from_being_forgotten(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (broken, user) = (await core.Member(), await core.Member());
        foreach (var one in new[] { broken, user }) await core.Get<Erasures>().Ask(await Self(core, one));
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == broken).ExecuteUpdateAsync(u => u.SetProperty(x => x.ProtectedEmail, "k1.written by nobody"), Stop), Stop);
        core.Time.Advance(ErasureRules.CoolingOff);

        var round = await core.Get<Erasures>().CarryOut();

        Assert.Equal(user, Assert.Single(round).UserId);
        Assert.Contains($"Member {broken} ", Assert.Single(round.Failures).Message, StringComparison.Ordinal);
        Assert.Null((await core.User(broken)).ErasedAt);
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == broken).ExecuteUpdateAsync(u => u.SetProperty(x => x.ProtectedEmail, (string?)null), Stop), Stop);
        Assert.Equal(broken, Assert.Single(await core.Get<Erasures>().CarryOut()).UserId);
    }

    [Fact]
    public async Task A_pass_that_was_granted_and_never_begun_was_none_and_a_password_being_set_meanwhile_is_not_written()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var person = new TelegramPerson(55_002, "comeback", null);
        var first = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(person)).UserId;
        Assert.True((await core.Get<Core.Admin.MemberOperations>().GrantPass(first, 7, "a gift", await core.Staff(Roles.Support))).Succeeded);
        var read = await core.User(first);

        await Erase(core, first);

        Assert.NotEqual(read.ConcurrencyStamp, (await core.User(first)).ConcurrencyStamp);
        var second = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(person)).UserId;
        Assert.True((await core.Passes.Activate(second)).Succeeded);
    }

    // All texts of all tables, as the database has them; where nothing should be found, nothing may be skipped.
    private static async Task<List<string>> Traces(TestCore core, params string[] words)
    {
        await using var db = core.Database.Open();
        await db.Database.OpenConnectionAsync(Stop);
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
        {
            await using var ask = Sql.Command(db, $"SELECT * FROM {table}");
            await using var rows = await ask.ExecuteReaderAsync(Stop);
            while (await rows.ReadAsync(Stop))
                for (var column = 0; column < rows.FieldCount; column++)
                    if (!rows.IsDBNull(column) && words.FirstOrDefault(w => $"{rows.GetValue(column)}".Contains(w, StringComparison.Ordinal)) is { } word)
                        found.Add($"{table}.{rows.GetName(column)} holds {word}: {rows.GetValue(column)}");
        }
        return found;
    }

    private static async Task Erase(TestCore core, long user)
    {
        Assert.True((await core.Get<Erasures>().Ask(await Self(core, user))).Succeeded);
        core.Time.Advance(ErasureRules.CoolingOff);
        Assert.Single(await core.Get<Erasures>().CarryOut());
    }

    private static async Task<Actor> Self(TestCore core, long user) => new(user, (await core.User(user)).UserName, Origin.Web);
}
