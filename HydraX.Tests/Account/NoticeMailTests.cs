using HydraX.Core.Abuse;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account.Mail;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class NoticeMailTests
{
    [Fact]
    public async Task A_member_without_Telegram_is_told_by_mail_what_the_bot_would_say_and_others_by_the_bot_alone()
    {
        await using var app = await AccountApp.Start();
        await app.Open().Get("/health/live");
        var web = await app.Member("kestrel");
        var telegram = (await app.Get<Arrivals>().FromTelegram(new(42, "osprey", null))).UserId;
        var outbox = app.Get<Outbox>();
        await app.Data.Run(work =>
        {
            foreach (var user in new[] { web, telegram }) outbox.Tell(work, user, new KeyUsedElsewhere("hx_live_abcdefgh", "203.0.113.0/24"), OutboxLane.Notices);
            return Task.CompletedTask;
        });

        var letter = await app.Mail("kestrel@example.org", "About your HydraX account");
        Assert.StartsWith("🔐 Your API key hx_live_abcdefgh was used from 203.0.113.0/24, where it was never used before.\nNot you?", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('<', letter.Body);
        await Eventually.Holds(async () => await app.Data.Read(db => db.Outbox.CountAsync(m => m.State == MessageState.Done)) == 2);
        Assert.Single(app.Get<DevMailbox>().Letters);
    }

    // Whoever holds the new chat is not whom a chat may tell; and what pages of factors do not write themselves.
    [Fact]
    public async Task A_move_to_another_Telegram_account_is_mailed_in_any_case_and_what_happens_elsewhere_where_no_chat_is()
    {
        await using var app = await AccountApp.Start();
        await app.Open().Get("/health/live");
        var (linked, web) = (await app.Member("kestrel"), await app.Member("osprey"));
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == linked).ExecuteUpdateAsync(u => u.SetProperty(x => x.TelegramId, 42)));
        var outbox = app.Get<Outbox>();
        await app.Data.Run(work =>
        {
            outbox.Tell(work, linked, new AccountChangeWaits(1, ChangeKind.TelegramMove.Code(), work.At), OutboxLane.Notices);
            outbox.Tell(work, linked, new AccountChangeEnded(ChangeKind.TelegramMove.Code(), ChangeState.Done.Code()), OutboxLane.Notices);
            foreach (var change in new[] { SecurityChange.CodesRest, SecurityChange.PasskeyAdded })
                foreach (var user in new[] { linked, web }) outbox.Tell(work, user, new SecurityChanged(change.Code()), OutboxLane.Notices);
            return Task.CompletedTask;
        });

        await Eventually.Holds(async () => await app.Data.Read(db => db.Outbox.AllAsync(m => m.State != MessageState.Pending)) && app.Get<DevMailbox>().Letters.Count >= 3);
        var letters = app.Get<DevMailbox>().Letters.Select(l => l.Letter).ToList();
        Assert.Equal(2, letters.Count(l => l.To == "kestrel@example.org"));
        Assert.Contains(letters, l => l.To == "kestrel@example.org" && l.Text.Contains("is going to move to another Telegram account", StringComparison.Ordinal));
        Assert.Contains(letters, l => l.To == "kestrel@example.org" && l.Text.Contains("has moved to another Telegram account", StringComparison.Ordinal));
        Assert.Single(letters, l => l.To == "osprey@example.org");
    }

    // Taken out at the word of somebody who said that they were the member: the member hears of it wherever they are.
    [Fact]
    public async Task That_staff_took_the_second_factors_out_is_told_in_chat_and_mailed_in_any_case()
    {
        await using var app = await AccountApp.Start();
        await app.Open().Get("/health/live");
        var user = await app.Member("kestrel");
        await app.Data.Run(async work =>
        {
            await work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.TelegramId, 42));
            work.Db.Add(new Authenticator { UserId = user, ProtectedSecret = "k1.sealed", CreatedAt = work.At, ConfirmedAt = work.At });
        });

        Assert.True((await app.Get<HydraX.Core.Admin.MemberOperations>().ResetFactors(user, "Called, knew the last purchase", HydraX.Core.Audit.Actor.Job)).Succeeded);

        var letter = await app.Mail("kestrel@example.org", "About your HydraX account");
        Assert.Contains("Staff took every second factor out of your account", letter.Text, StringComparison.Ordinal);
        Assert.Contains("set a new password at once", letter.Text, StringComparison.Ordinal);
        await Eventually.Holds(async () => await app.Data.Read(db => db.Outbox.AnyAsync(m => m.UserId == user && m.Kind == "security_changed" && m.State == MessageState.Done)));
    }

    [Fact]
    public async Task Without_a_proved_address_it_is_dropped_and_a_mail_server_that_is_away_is_tried_again()
    {
        await using var app = await AccountApp.Start(settings: [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "9"), ("Smtp:From", "HydraX <no-reply@hydrax.example>")]);
        await app.Open().Get("/health/live");
        var proved = await app.Member("kestrel");
        var unproved = await app.Member("osprey");
        await app.Data.Run(work => work.Db.Users.Where(u => u.Id == unproved).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailConfirmed, false)));
        var outbox = app.Get<Outbox>();
        await app.Data.Run(work =>
        {
            foreach (var user in new[] { proved, unproved }) outbox.Tell(work, user, new AccountHeld(), OutboxLane.Notices);
            return Task.CompletedTask;
        });

        OutboxMessage? tried = null;
        await Eventually.Holds(async () => (tried = await app.Data.Read(db => db.Outbox.SingleAsync(m => m.UserId == proved))).Attempts > 0, () => $"{tried?.State}");
        Assert.Equal(MessageState.Pending, tried!.State);
        Assert.DoesNotContain("example.org", tried.LastError, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Outbox.SingleAsync(m => m.UserId == unproved))).State == MessageState.Expired);
    }
}
