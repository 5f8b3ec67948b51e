using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Progress;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class AccountChangeTests
{
    [Theory, EachProvider]
    public async Task An_address_is_another_once_its_link_was_followed_however_it_is_raced(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var session = await desk.Core.SignIn(desk.User);

        Assert.Equal("users.email-form", (await desk.Changes.AskEmail(desk.User, "no address")).Problem!.Code);
        Assert.Equal("users.email-same", (await desk.Changes.AskEmail(desk.User, "KESTREL@example.org")).Problem!.Code);
        var first = (await desk.Changes.AskEmail(desk.User, "first@example.org")).Value;
        var second = (await desk.Changes.AskEmail(desk.User, " Second@example.org ")).Value;
        Assert.Equal("changes.unusable", (await desk.Changes.ConfirmEmail(first.Token)).Problem!.Code); // the later question counts
        Assert.True(await desk.Core.LetsIn(desk.User, session));

        var confirmed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Changes.ConfirmEmail(second.Token)));

        Assert.Equal("kestrel@example.org", Assert.Single(confirmed, c => c.Succeeded).Value.Before);
        Assert.Equal("Second@example.org", await desk.Email());
        Assert.False(await desk.Core.LetsIn(desk.User, session));
        Assert.Equal("kestrel", Assert.Single((await desk.Core.Get<AuditQuestions>().Page(new("users.email-changed"), null, 5)).Lines).Actor);
        Assert.All(await desk.Core.Data.Read(db => db.AccountChanges.ToListAsync()), change => Assert.Null(change.ProtectedEmail));
    }

    [Theory, EachProvider]
    public async Task An_address_that_another_takes_meanwhile_stays_theirs(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var asked = (await desk.Changes.AskEmail(desk.User, "wanted@example.org")).Value;
        Assert.True((await desk.Core.Get<Arrivals>().FromWeb(new("osprey", "wanted@example.org", "hash"))).Succeeded);

        Assert.Equal("users.email-taken", (await desk.Changes.ConfirmEmail(asked.Token)).Problem!.Code);
        Assert.Equal("kestrel@example.org", await desk.Email());

        var late = (await desk.Changes.AskEmail(desk.User, "late@example.org")).Value;
        desk.Core.Time.Advance(ChangeRules.EmailLink);
        Assert.Equal("changes.unusable", (await desk.Changes.ConfirmEmail(late.Token)).Problem!.Code);
        Assert.Equal("changes.unusable", (await desk.Changes.ConfirmEmail(null)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Of_two_members_who_confirm_one_address_at_the_same_instant_one_gets_it(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var members = new List<long> { desk.User };
        for (var i = 0; i < 4; i++) members.Add(await desk.Core.Member());
        var asked = new List<AskedChange>();
        foreach (var member in members) asked.Add((await desk.Changes.AskEmail(member, "wanted@example.org")).Value);

        var confirmed = await Task.WhenAll(asked.Select(one => Task.Run(() => desk.Changes.ConfirmEmail(one.Token))));

        Assert.Single(confirmed, outcome => outcome.Succeeded);
        Assert.All(confirmed.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("users.email-taken", outcome.Problem!.Code));
    }

    [Theory, EachProvider]
    public async Task Another_Telegram_account_takes_over_after_two_days_unless_it_is_stopped(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        Assert.Equal("changes.no-telegram", (await desk.Changes.AskTelegramMove(desk.User)).Problem!.Code);
        await desk.LinkTelegram(42);

        var asked = (await desk.Changes.AskTelegramMove(desk.User)).Value;
        Assert.Equal("link.own", (await desk.Changes.ConfirmTelegramMove(asked.Token, new(42, null, null))).Problem!.Code);
        await desk.Core.Give((await desk.Core.Get<Arrivals>().FromTelegram(new(43, "somebody", null))).UserId, Newcomers.MostXp + 1);
        Assert.Equal("link.has-member", (await desk.Changes.ConfirmTelegramMove(asked.Token, new(43, null, null))).Problem!.Code);
        var waits = (await desk.Changes.ConfirmTelegramMove(asked.Token, new(44, null, null))).Value; // a refusal left the code usable
        Assert.Equal("changes.unusable", (await desk.Changes.ConfirmTelegramMove(asked.Token, new(45, null, null))).Problem!.Code);
        Assert.Contains($"\"changeId\":{waits.ChangeId}", Assert.Single(await desk.Core.Told(desk.User, "account_change_waits")).Data, StringComparison.Ordinal);

        // Somebody else cannot stop it; its member can, at the last second.
        desk.Core.Time.Advance(ChangeRules.TelegramMove - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await desk.Changes.CarryOut());
        Assert.Equal("changes.over", (await desk.Changes.Stop(waits.ChangeId, new(999, "heron", Origin.Web))).Problem!.Code);
        Assert.True((await desk.Changes.Stop(waits.ChangeId, desk.By)).Succeeded);
        desk.Core.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await desk.Changes.CarryOut());
        Assert.Equal(42, (await desk.Core.User(desk.User)).TelegramId);

        var again = (await desk.Changes.ConfirmTelegramMove((await desk.Changes.AskTelegramMove(desk.User)).Value.Token, new(44, null, null))).Value;
        desk.Core.Time.Advance(ChangeRules.TelegramMove);
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Changes.CarryOut()));
        Assert.Equal(1, made.Sum());
        Assert.Equal(44, (await desk.Core.User(desk.User)).TelegramId);
        Assert.Equal("changes.over", (await desk.Changes.Stop(again.ChangeId, desk.By)).Problem!.Code);
        Assert.Equal(["users.telegram-move-asked", "users.telegram-move-stopped", "users.telegram-move-asked", "users.telegram-move-done"],
            (await desk.Core.Get<AuditQuestions>().Page(new("users.telegram-move"), null, 10)).Lines.Select(l => l.Action).Reverse());
    }

    [Theory, EachProvider]
    public async Task The_Telegram_account_before_may_let_the_new_one_in_at_once_and_a_taken_one_stops_the_move(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        await desk.LinkTelegram(42);
        var waits = (await desk.Changes.ConfirmTelegramMove((await desk.Changes.AskTelegramMove(desk.User)).Value.Token, new(44, null, null))).Value;

        Assert.Equal("changes.over", (await desk.Changes.MoveNow(waits.ChangeId, await desk.Core.Member("heron"))).Problem!.Code);
        Assert.True((await desk.Changes.MoveNow(waits.ChangeId, desk.User)).Succeeded);
        Assert.Equal(44, (await desk.Core.User(desk.User)).TelegramId);

        await desk.Changes.ConfirmTelegramMove((await desk.Changes.AskTelegramMove(desk.User)).Value.Token, new(46, null, null));
        // Wrote to the bot meanwhile, and is somebody with more than a first look by now.
        var impatient = await desk.Core.Get<Arrivals>().FromTelegram(new(46, "impatient", null));
        await desk.Core.Give(impatient.UserId, Newcomers.MostXp + 1);
        desk.Core.Time.Advance(ChangeRules.TelegramMove);
        Assert.Equal(0, await desk.Changes.CarryOut());
        Assert.Equal(44, (await desk.Core.User(desk.User)).TelegramId);
        Assert.Empty(await desk.Changes.Of(desk.User));
    }

    [Theory, EachProvider]
    public async Task A_newcomer_gives_way_to_the_account_that_moves_there_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        await desk.LinkTelegram(42);
        var (core, number) = (desk.Core, 100);
        async Task<long> Newcomer() => (await core.Get<Arrivals>().FromTelegram(new(++number, $"newcomer{number}", null))).UserId;
        async Task<string?> Moves(bool givesUp = true) => (await desk.Changes.ConfirmTelegramMove((await desk.Changes.AskTelegramMove(desk.User)).Value.Token, new(number, null, null), givesUp)).Problem?.Code;

        var spent = await Newcomer();
        await core.Give(spent, 600);
        await core.Progression.Buy(spent, "steady_hand", "1");
        Assert.Equal("link.has-member", await Moves());
        Assert.True((await core.Passes.Activate(await Newcomer())).Succeeded);
        Assert.Equal("link.has-member", await Moves());
        var staff = await Newcomer();
        await core.Data.Run(work => work.GiveRole(staff, Roles.Moderator));
        Assert.Equal("link.has-member", await Moves());
        var proved = await Newcomer();
        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == proved)).PasswordHash = "hash");
        Assert.Equal("link.has-member", await Moves());

        var newcomer = await Newcomer();
        await core.Get<Activity>().Note(newcomer);
        var session = await core.SignIn(newcomer);
        Assert.Equal(AccountChanges.GivesUp, await Moves(givesUp: false));
        Assert.Null(await Moves());
        core.Time.Advance(ChangeRules.TelegramMove);
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Changes.CarryOut()))).Sum());

        Assert.Equal(number, (await core.User(desk.User)).TelegramId);
        var gone = await core.User(newcomer);
        Assert.Equal((false, null, Newcomers.GaveWay), (gone.IsActive, gone.TelegramId, gone.SuspendedReason));
        Assert.False(await core.LetsIn(newcomer, session));
        Assert.Equal(1, await core.Data.Read(db => db.Audit.CountAsync(e => e.Action == "users.gave-way")));
    }

    [Fact]
    public async Task Asked_for_once_more_a_move_that_waits_is_stopped_in_words()
    {
        await using var desk = await Desk.Open(DatabaseProvider.Sqlite);
        await desk.LinkTelegram(42);
        await desk.Changes.ConfirmTelegramMove((await desk.Changes.AskTelegramMove(desk.User)).Value.Token, new(44, null, null));

        await desk.Changes.AskTelegramMove(desk.User);

        Assert.Empty(await desk.Changes.Of(desk.User));
        Assert.Single(await desk.Core.Told(desk.User, "account_change_ended"));
        Assert.Equal(1, await desk.Core.Data.Read(db => db.Audit.CountAsync(e => e.Action == "users.telegram-move-stopped")));
    }

    [Theory, EachProvider]
    public async Task Lost_factors_are_taken_out_after_three_days_and_a_link_in_the_mail_stops_it(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        Assert.Equal("factors.none", (await desk.AskFactorReset()).Problem!.Code);
        await desk.SetUpApp();

        var asked = (await desk.AskFactorReset()).Value;
        Assert.Equal("changes.waits", (await desk.AskFactorReset()).Problem!.Code); // asking again does not begin anew
        Assert.Equal("changes.over", (await desk.Changes.StopByLink("never ours")).Problem!.Code);
        Assert.True((await desk.Changes.StopByLink(asked.Token)).Succeeded);
        desk.Core.Time.Advance(ChangeRules.FactorReset);
        Assert.Equal(0, await desk.Changes.CarryOut());
        Assert.True((await desk.Core.Get<SecondFactors>().Of(desk.User)).Any);

        await desk.AskFactorReset();
        var session = await desk.Core.SignIn(desk.User);
        desk.Core.Time.Advance(ChangeRules.FactorReset);
        Assert.Equal(1, await desk.Changes.CarryOut());
        Assert.Equal(new FactorsShown(null, 0, 0), await desk.Core.Get<SecondFactors>().Of(desk.User));
        Assert.False(await desk.Core.LetsIn(desk.User, session));
    }

    [Theory, EachProvider]
    public async Task Staff_and_the_suspended_do_not_get_in_by_waiting(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        await desk.SetUpApp();
        await desk.Core.Data.Run(work => work.GiveRole(desk.User, Roles.Moderator));
        Assert.Equal("changes.staff", (await desk.AskFactorReset()).Problem!.Code);

        await desk.Core.Data.Run(work => work.Db.UserRoles.Where(r => r.RoleId == Roles.IdOf(Roles.Moderator)).ExecuteDeleteAsync());
        Assert.True((await desk.AskFactorReset()).Succeeded);
        await desk.Core.Get<Suspensions>().Suspend(desk.User, "Spam", Actor.Job);
        desk.Core.Time.Advance(ChangeRules.FactorReset);
        Assert.Equal(0, await desk.Changes.CarryOut());
        Assert.Equal("users.suspended", (await desk.AskFactorReset()).Problem!.Code);
        Assert.Equal("users.suspended", (await desk.Changes.AskEmail(desk.User, "new@example.org")).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task Who_becomes_staff_while_their_factors_are_to_be_taken_out_keeps_them_and_is_told(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        await desk.SetUpApp();
        Assert.True((await desk.AskFactorReset()).Succeeded);
        await desk.Core.Data.Run(work => work.GiveRole(desk.User, Roles.Moderator));
        await desk.Core.SignIn(desk.User, hasSecondFactor: true);

        desk.Core.Time.Advance(ChangeRules.FactorReset);
        Assert.Equal(0, await desk.Changes.CarryOut());

        Assert.True((await desk.Core.Get<SecondFactors>().Of(desk.User)).Any);
        Assert.Empty(await desk.Changes.Of(desk.User));
        Assert.Contains("stopped", Assert.Single(await desk.Core.Told(desk.User, AccountChangeEnded.Kind)).Data, StringComparison.Ordinal);
        Assert.Single((await desk.Core.Get<AuditQuestions>().Page(new("users.factor-reset-stopped"), null, 5)).Lines);
        Assert.Equal(0, await desk.Core.Data.Read(db => db.Sessions.CountAsync(s => s.EndedAt != null)));
    }

    private sealed class Desk(TestCore core, long user) : IAsyncDisposable
    {
        public TestCore Core => core;
        public long User => user;
        public AccountChanges Changes => core.Get<AccountChanges>();
        public Actor By => new(user, "kestrel", Origin.Web);

        public static async Task<Desk> Open(DatabaseProvider provider)
        {
            var core = await TestCore.Create(provider);
            return new(core, (await core.Get<Arrivals>().FromWeb(new("kestrel", "kestrel@example.org", "hash", IsConfirmed: true))).Value.UserId);
        }

        public async Task<string?> Email() => core.Get<Protector>().Reveal(UserSecrets.Email, (await core.User(user)).ProtectedEmail);

        public Task LinkTelegram(long telegramId) => core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.TelegramId, telegramId)));

        public async Task<Outcome<AskedChange>> AskFactorReset() => await Changes.AskFactorReset(user, (await core.User(user)).SecurityStamp);

        public async Task SetUpApp()
        {
            var offered = (await core.Get<SecondFactors>().Offer(user)).Value;
            Assert.True((await core.Get<SecondFactors>().Confirm(By, FactorRules.CodeAt(offered.Secret, core.Time.GetUtcNow()))).Succeeded);
        }

        public ValueTask DisposeAsync() => core.DisposeAsync();
    }
}
