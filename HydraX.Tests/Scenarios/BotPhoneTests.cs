using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Scenarios;

public sealed class BotPhoneTests
{
    private const long Ana = 7_000_000_001;
    private const long Ben = 7_000_000_002;
    private const long Group = -1_001_000_000_001;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task A_number_is_asked_for_with_a_button_shared_once_and_stands_nowhere_in_the_clear(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;

        telegram.Says(Ana, "/phone");
        var asked = await telegram.Hears(Ana, "A paid tier needs");
        var button = asked.Markup!["keyboard"]![0]![0]!;
        Assert.Equal((true, true, true), ((bool)button["request_contact"]!, (bool)asked.Markup["one_time_keyboard"]!, (bool)asked.Markup["resize_keyboard"]!));
        Assert.Equal("Share my telephone number", (string)button["text"]!);

        telegram.Shares(Ana, "436607777777", whose: Ben);
        Assert.True((bool)(await telegram.Hears(Ana, "not your own contact")).Markup!["remove_keyboard"]!);
        Assert.Null((await User(app)).ProtectedPhone);
        telegram.Shares(Ana, "12");
        await telegram.Hears(Ana, "cannot be read");
        var spoiled = telegram.Contact(Ana, "436607777777");
        spoiled["message"]!["contact"] = "436607777777";
        telegram.Pushes(spoiled);
        await telegram.Hears(Ana, "not your own contact");
        telegram.Shares(Ana, "436607777777", group: Group);

        telegram.Shares(Ana, "436601234567");
        Assert.True((bool)(await telegram.Hears(Ana, "is verified. /phone remove")).Markup!["remove_keyboard"]!);
        Assert.True((await User(app)).PhoneNumberConfirmed);
        telegram.Shares(Ana, "+436601234567");
        await telegram.Hears(Ana, "verified already");
        telegram.Says(Ana, "/phone");
        await telegram.Hears(Ana, "+43…67 is verified");
        telegram.Says(Ana, "/phone remove");
        await telegram.Hears(Ana, "was taken out");
        telegram.Says(Ana, "/phone remove");
        await telegram.Hears(Ana, "No telephone number stands");
        telegram.Says(Ana, "/phone numbers");
        await telegram.Hears(Ana, "Write /phone to share");
        await telegram.Drained();

        Assert.Equal((null, false), await User(app) is var user ? (user.ProtectedPhone, user.PhoneNumberConfirmed) : default);
        Assert.Empty(telegram.Chat(Group));
        var kept = await app.Data.Read(async db => JsonSerializer.Serialize(new
        {
            Inbox = await db.Inbox.Select(m => m.Body).ToListAsync(Stop),
            Outbox = await db.Outbox.Select(m => m.Data).ToListAsync(Stop),
            Audit = await db.Set<AuditEntry>().Select(a => new { a.Action, a.Before, a.After, a.Why }).ToListAsync(Stop),
        }), Stop);
        Assert.Contains("users.phone-verified", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("7777777", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Contactson", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.Data.Read(db => db.Inbox.ToListAsync(Stop), Stop), m => m.State == MessageState.Dead);
    }

    private static Task<HydraX.Core.Users.User> User(BotApp app) => app.Data.Read(db => db.Users.SingleAsync(u => u.TelegramId == Ana, Stop), Stop);
}
