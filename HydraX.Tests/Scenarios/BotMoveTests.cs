using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users.Changes;
using HydraX.Tests.Support;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

public sealed class BotMoveTests
{
    private const long Old = 7_000_000_001;
    private const long New = 7_000_000_002;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task Whoever_lost_a_phone_and_greeted_the_bot_from_the_new_one_gets_their_account_there(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var (telegram, changes) = (app.Telegram, app.Services.GetRequiredService<AccountChanges>());
        telegram.Person(Old, "Ana", username: "ana_trades");
        telegram.Says(Old, "/start");
        await telegram.Hears(Old, "Welcome to HydraX, ana_trades.");
        telegram.Person(New, "Ana", username: "ana_again");
        telegram.Says(New, "/start");
        await telegram.Hears(New, "Welcome to HydraX, ana_again.");
        var (ana, newcomer) = (await UserOf(app, Old), await UserOf(app, New));

        telegram.Says(New, $"/start move_{(await changes.AskTelegramMove(ana, Stop)).Value.Token}");
        var asked = await telegram.Hears(New, "This chat is ana_again so far");
        Assert.Empty(await changes.Of(ana, Stop));
        await telegram.TapAnswered(telegram.Taps(asked, "Move my account here"));
        await telegram.Hears(New, "this chat takes over your account");
        var told = await telegram.Hears(Old, "is going to move to another Telegram account");

        await telegram.TapAnswered(telegram.Taps(told, "Move it now"));
        await telegram.Hears(New, "Your account is in this chat now");
        telegram.Says(New, "/me");
        Assert.Contains("ana_trades", (await telegram.Hears(New, "ana_trades ·")).Text, StringComparison.Ordinal);
        var gone = await app.Data.Read(db => db.Users.SingleAsync(u => u.Id == newcomer, Stop), Stop);
        Assert.Equal((false, null, Newcomers.GaveWay), (gone.IsActive, gone.TelegramId, gone.SuspendedReason));
    }

    [Theory, EachWay]
    public async Task Until_the_move_is_made_the_new_chat_is_nobody_and_the_old_one_may_stop_it(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var (telegram, changes) = (app.Telegram, app.Services.GetRequiredService<AccountChanges>());
        telegram.Person(Old, "Ana", username: "ana_trades");
        telegram.Says(Old, "/start");
        await telegram.Hears(Old, "Welcome to HydraX, ana_trades.");
        var ana = await UserOf(app, Old);
        telegram.Says(New, "/start move_never_ours");
        await telegram.Hears(New, "This link has been used, is too old, or was never ours");
        telegram.Says(New, $"/start move_{(await changes.AskTelegramMove(ana, Stop)).Value.Token}");
        await telegram.Hears(New, "takes over");

        telegram.Says(New, "/me");
        await telegram.Hears(New, "Your account moves to this Telegram account");
        Assert.Equal("changes.moves-here", (await app.Services.GetRequiredService<Arrivals>().Come(new(New, "ana_again", null), Stop)).Problem?.Code);
        Assert.Equal(1, await app.Data.Read(db => db.Users.CountAsync(Stop), Stop));

        await telegram.TapAnswered(telegram.Taps(await telegram.Hears(Old, "is going to move"), "That was not me: stop it"));
        await telegram.Hears(Old, "Your account stays in this chat");
        telegram.Says(New, "/me");
        await telegram.Hears(New, "RECRUIT");
        Assert.Equal(2, await app.Data.Read(db => db.Users.CountAsync(Stop), Stop));
    }

    private static Task<long> UserOf(BotApp app, long telegramId) => app.Data.Read(db => db.Users.Where(u => u.TelegramId == telegramId).Select(u => u.Id).SingleAsync(Stop), Stop);
}
