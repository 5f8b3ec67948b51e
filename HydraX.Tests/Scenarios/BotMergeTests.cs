using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

public sealed class BotMergeTests
{
    private const long Ana = 7_000_000_001;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task A_link_sent_by_a_member_of_its_own_offers_to_make_one_account_and_two_taps_do(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, "Ana", username: "ana_trades");
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome to HydraX, ana_trades.");
        var web = (await app.Services.GetRequiredService<Arrivals>().FromWeb(new("osprey", "osprey@example.org", "hash", IsConfirmed: true), Stop)).Value;
        await app.Services.GetRequiredService<Progression>().Grant(web.UserId, 100, "for the test", "grant-1", Stop);
        telegram.Says(Ana, "/merge");
        await telegram.Hears(Ana, "use Link Telegram");
        var code = (await app.Services.GetRequiredService<AccountLinks>().TelegramCode(web.UserId, Stop)).Value.Code;

        telegram.Says(Ana, $"/start link_{code}");
        var offer = await telegram.Hears(Ana, "One person, two accounts?");
        Assert.Contains("osprey: RECRUIT, 100 XP, total 100 XP, tier NIBBLER, 0 purchases", offer.Text, StringComparison.Ordinal);
        Assert.Contains("ana_trades: RECRUIT, 5 XP", offer.Text, StringComparison.Ordinal);
        Assert.Equal(["Keep osprey", "Keep ana_trades", "Leave both as they are"], offer.Buttons.Select(b => b.Text));

        await telegram.TapAnswered(telegram.Taps(offer, "Keep osprey"));
        var question = await telegram.Hears(Ana, "Keep osprey and close ana_trades?");
        Assert.Contains("osprey gets 5 XP and then has 105 XP", question.Text, StringComparison.Ordinal);
        Assert.Null((await app.Data.Read(db => db.Users.SingleAsync(u => u.Id == web.UserId, Stop), Stop)).TelegramId);
        // An impatient finger.
        var taps = new[] { telegram.Taps(question, "Close ana_trades"), telegram.Taps(question, "Close ana_trades") };
        foreach (var tap in taps) await telegram.TapAnswered(tap);
        // The answer and the notice go out beside each other.
        foreach (var said in new[] { "There is one account now: osprey, with 105 XP.", "Your web account and your Telegram account are one now; 5 XP came over" })
            await Eventually.Holds(() => telegram.Chat(Ana).Any(m => m.Text.Contains(said, StringComparison.Ordinal)));

        telegram.Says(Ana, "/me");
        Assert.Contains("osprey", (await telegram.Hears(Ana, "osprey ·")).Text, StringComparison.Ordinal);
        // The account that stays is here today as well: its own daily login.
        var users = await app.Data.Read(db => db.Users.Include(u => u.Profile).OrderBy(u => u.Id).ToListAsync(Stop), Stop);
        Assert.Equal([(false, 0L, (long?)web.UserId), (true, 110L, null)], users.Select(u => (u.IsActive, u.Profile!.XpBalance, u.MergedIntoUserId)));
        Assert.Contains(app.Services.GetRequiredService<DevMailbox>().Letters, l => l.Letter is { To: "osprey@example.org", Subject: "Your HydraX accounts are one now" });
    }
}
