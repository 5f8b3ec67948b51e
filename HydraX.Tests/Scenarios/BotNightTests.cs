using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Tests.Support;
using HydraX.Web.Jobs;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

public sealed class BotNightTests
{
    private const long Ana = 7_000_000_001;
    private const long Ben = 7_000_000_002;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task The_night_of_a_press_pass_is_told_at_23_00_23_45_and_midnight_and_wipes_what_was_not_spent(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Rehearse(provider, mode);
        var telegram = app.Telegram;
        var rehearsal = app.Services.GetRequiredService<Rehearsal>();
        var evening = UtcDay.MidnightAfter(app.Services.GetRequiredService<Clock>().GetUtcNow().AddHours(2)).Start.AddHours(-1.5);
        await MoveTo(evening);

        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Says(Ben, "/start");
        await telegram.Hears(Ben, "Welcome");
        telegram.Says(Ana, "/presspass activate yes");
        await telegram.Hears(Ana, "The Press Pass runs until");
        var ana = await app.Data.Read(db => db.Users.SingleAsync(u => u.TelegramId == Ana, Stop), Stop);
        await app.Services.GetRequiredService<Progression>().Grant(ana.Id, 1_240, "for the test", "night", Stop);
        var balance = (await Profile(ana.Id)).XpBalance;

        await MoveTo(evening.AddMinutes(30));
        await telegram.Hears(Ana, text => text == $"🚨 PRESS PASS ALERT: Your {balance:N0} XP will be WIPED in 1 hour! Use /xpshop to spend now!");
        telegram.Says(Ana, "/buy xp_boost yes");
        await telegram.Hears(Ana, "is yours for 800 XP");
        await MoveTo(evening.AddMinutes(75));
        await telegram.Hears(Ana, text => text == $"⚠️ FINAL WARNING: {balance - 800:N0} XP will be DESTROYED in 15 minutes! Last chance to spend!");
        await MoveTo(evening.AddMinutes(90));
        await telegram.Hears(Ana, text => text == $"💀 PRESS PASS RESET: {balance - 800:N0} XP has been wiped from your account!");

        telegram.Says(Ana, "/presspass stats");
        Assert.Contains($"Wiped: {balance - 800:N0} XP in 1 wipe", (await telegram.Hears(Ana, "Shadow statistics")).Text, StringComparison.Ordinal);
        // The new day's first visit gave XP; nothing of the past day is left. Who has no pass was neither warned nor wiped.
        Assert.InRange((await Profile(ana.Id)).XpBalance, 5, 20);
        Assert.DoesNotContain(telegram.Chat(Ben), message => message.Text.Contains("XP will be", StringComparison.Ordinal) || message.Text.Contains("wiped from", StringComparison.Ordinal));

        Assert.Equal(4, (await app.Services.GetRequiredService<AuditQuestions>().Page(new("clock.moved"), null, 10, Stop)).Lines.Count);

        async Task MoveTo(DateTimeOffset to) => Assert.Null((await rehearsal.MoveTo(to, Actor.Start, Stop)).Problem);
        Task<HydraX.Core.Users.UserProfile> Profile(long user) => app.Data.Read(db => db.Profiles.SingleAsync(p => p.UserId == user, Stop), Stop);
    }

    [Fact]
    public async Task A_warning_that_could_not_be_sent_in_time_is_never_sent_late()
    {
        await using var app = await BotApp.Rehearse(DatabaseProvider.Sqlite, TelegramMode.Polling);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Says(Ana, "/presspass activate yes");
        // The answer and the fact, whichever is written first, after the welcome.
        await telegram.HearsAtLeast(Ana, 3);
        var clock = app.Services.GetRequiredService<Clock>();
        var midnight = UtcDay.MidnightAfter(clock.GetUtcNow().AddHours(2)).Start;
        telegram.Answers("sendMessage", Support.BotApi.Trouble.ServerError, times: 1_000);
        await app.Services.GetRequiredService<Rehearsal>().MoveTo(midnight.AddMinutes(5), Actor.Start, Stop);
        telegram.Recovers();

        await telegram.Hears(Ana, "PRESS PASS RESET", TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(telegram.Chat(Ana), message => message.Text.Contains("will be", StringComparison.Ordinal));
    }
}
