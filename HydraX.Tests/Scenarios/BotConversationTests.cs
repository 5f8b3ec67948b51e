using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

public sealed class BotConversationTests
{
    private const long Ana = 7_000_000_001;
    private const long Ben = 7_000_000_002;
    private const long Group = -1_001_000_000_001;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task A_first_message_registers_its_sender_and_every_message_is_answered(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, "Ana", username: "ana_trades");

        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome to HydraX, ana_trades.");
        telegram.Says(Ana, "/me");
        Assert.Contains("RECRUIT", (await telegram.Hears(Ana, "ana_trades ·")).Text, StringComparison.Ordinal);
        telegram.Says(Ana, "hello?");
        await telegram.Hears(Ana, "that was none");
        telegram.Says(Ana, "/dance");
        await telegram.Hears(Ana, "There is no command /dance.");
        telegram.Says(Ana, "/help");
        Assert.Contains("/presspass", (await telegram.Hears(Ana, "What I can do")).Text, StringComparison.Ordinal);
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Good to see you, ana_trades.");

        var user = Assert.Single(await app.Data.Read(db => db.Users.Include(u => u.Profile).ToListAsync(Stop), Stop));
        Assert.Equal((Ana, "ana_trades", TierCode.Nibbler, SubscriptionStatus.Inactive, RankCode.Recruit),
            (user.TelegramId!.Value, user.UserName, user.Tier, user.SubscriptionStatus, user.Profile!.CurrentRank));
        Assert.Matches("^[A-HJ-NP-Z2-9]{8}$", user.Profile.ReferralCode);
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Outbox.ToListAsync(Stop), Stop)).TrueForAll(message => message.State == MessageState.Done));
    }

    [Theory, EachWay]
    public async Task Events_are_told_before_they_begin_in_groups_too_and_named_on_what_they_multiplied(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var (telegram, clock) = (app.Telegram, app.Services.GetRequiredService<Clock>());
        telegram.Person(Ana, "Ana", username: "ana_trades");
        var from = clock.GetUtcNow().AddHours(1);
        Assert.True((await app.Services.GetRequiredService<XpEvents>().Plan(new("Winter <run>", "", from, from.AddHours(3), 3m, new([XpSource.DailyLogin], [])), "for the test", Actor.Job, Stop)).Succeeded);

        telegram.Says(Ana, "/events", Group);
        Assert.Contains("Winter <run>: × 3.00 on daily logins, begins at 13:00 UTC, in 1 hour", (await telegram.Hears(Group, "Events")).Text, StringComparison.Ordinal);
        telegram.Says(Ana, "/leaderboard season", Group);
        await telegram.Hears(Group, "No season runs now, and none is planned yet.");

        clock.MoveTo(from);
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "+15 XP for being here today · Winter <run> × 3.00.");
        telegram.Says(Ana, "/me");
        Assert.Contains("Winter <run>: × 3.00 on daily logins, ends at 16:00 UTC", (await telegram.Hears(Ana, "ana_trades ·")).Text, StringComparison.Ordinal);
    }

    [Theory, EachWay]
    public async Task Consent_is_given_and_taken_back_with_one_tap_each(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, "Ana", username: "ana_trades");

        telegram.Says(Ana, "/privacy");
        Assert.Contains("▫️ Announcements in Telegram", (await telegram.Hears(Ana, "Privacy")).Text, StringComparison.Ordinal);
        telegram.Says(Ana, "/privacy yes broadcasts 1");
        await telegram.Hears(Ana, "✅ Announcements in Telegram");
        telegram.Says(Ana, "/privacy read risk_disclaimer");
        await telegram.Hears(Ana, "Trading may lose money (version 1)");
        telegram.Says(Ana, "/privacy yes terms 9");
        await telegram.Hears(Ana, "has a new version (1)");
        telegram.Says(Ana, "/privacy yes everything 1");
        await telegram.Hears(Ana, "Behind /privacy I understand");
        telegram.Says(Ana, "/privacy keep");
        await telegram.Hears(Ana, "No erasure waits");
        telegram.Says(Ana, "/privacy no broadcasts 1");
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Consents.OrderBy(c => c.ConsentId).Select(c => c.IsGiven).ToListAsync(Stop), Stop)) is [true, false]);
    }

    [Theory, EachWay]
    public async Task Whoever_comes_by_the_bot_reads_the_terms_and_agrees_there(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, "Ana", username: "ana_trades");
        telegram.Says(Ana, "/start");

        telegram.Taps(await telegram.Hears(Ana, "say whether you agree"), "Terms of use");
        telegram.Taps(await telegram.Hears(Ana, "Terms of use (version 1)"), "I agree");
        await telegram.Hears(Ana, "✅ Terms of use");

        telegram.Says(Ana, "/start");
        Assert.DoesNotContain("agree", (await telegram.Hears(Ana, "Good to see you")).Text, StringComparison.Ordinal);
    }

    // Staff erases upon a written request also whom it has suspended; they are told, and stop it with the one tap that is left to them.
    [Theory, EachWay]
    public async Task A_suspended_member_is_told_that_they_are_going_to_be_erased_and_keeps_the_account(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        var user = await app.Data.Read(db => db.Users.Where(u => u.TelegramId == Ana).Select(u => u.Id).SingleAsync(Stop), Stop);
        await app.Services.GetRequiredService<Suspensions>().Suspend(user, "Spam", Core.Audit.Actor.Job, Stop);
        await app.Services.GetRequiredService<Erasures>().AskFor(user, "by letter", Core.Audit.Actor.Job, Stop);

        var told = await telegram.Hears(Ana, "going to be erased");
        Assert.Contains("because staff was asked for it in writing, in your name", told.Text, StringComparison.Ordinal);
        telegram.Says(Ana, "/privacy");
        await telegram.Hears(Ana, "suspended");
        telegram.Taps(told, "Keep my account");
        await telegram.Hears(Ana, "Your account stays");

        Assert.Null(await app.Services.GetRequiredService<Erasures>().Of(user, Stop));
        telegram.Says(Ana, "/privacy keep");
        await telegram.Hears(Ana, "No erasure waits");
    }

    [Theory, EachWay]
    public async Task A_suspended_member_is_given_the_link_to_the_copy_that_staff_asked_for_and_nothing_else(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        var user = await app.Data.Read(db => db.Users.Where(u => u.TelegramId == Ana).Select(u => u.Id).SingleAsync(Stop), Stop);
        var admin = (await app.Services.GetRequiredService<Core.Lifecycle.Arrivals>().FromTelegram(new(77_001, "heron", null), Stop)).UserId;
        await app.Data.Run(work => work.GiveRole(admin, Roles.Admin), Stop);
        await app.Services.GetRequiredService<Suspensions>().Suspend(user, "Spam", Core.Audit.Actor.Job, Stop);
        telegram.Says(Ana, "/privacy copy");
        await telegram.Hears(Ana, "No copy waits for you");
        Assert.True((await app.Services.GetRequiredService<Exports>().AskFor(user, "by letter", new(admin, "heron", Core.Audit.Origin.Web), Stop)).Succeeded);

        telegram.Taps(await telegram.Hears(Ana, "It is ready until"), "Give me the link");

        Assert.Contains("/account/privacy/fetch?token=", (await telegram.Hears(Ana, "Here you fetch the copy")).Text, StringComparison.Ordinal);
        telegram.Says(Ana, "/me");
        await telegram.Hears(Ana, "suspended");
    }

    [Theory, EachWay]
    public async Task Two_first_messages_at_the_same_instant_make_one_member(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        app.Telegram.Says(Ana, "/start");
        app.Telegram.Says(Ana, "/me");
        app.Telegram.Says(Ana, "/tiers", group: Group);

        await app.Telegram.HearsAtLeast(Ana, 2);
        await app.Telegram.HearsAtLeast(Group, 1);

        Assert.Single(await app.Data.Read(db => db.Users.ToListAsync(Stop), Stop));
    }

    [Theory, EachWay]
    public async Task A_press_pass_is_started_and_ended_by_taps_that_ask_first_and_name_what_is_at_stake(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Says(Ana, "/presspass");
        var offer = await telegram.Hears(Ana, "One per person.");

        await telegram.TapAnswered(telegram.Taps(offer, "Start my Press Pass"));
        var question = await telegram.Hears(Ana, "Start the Press Pass?");
        Assert.Equal((offer.Id, true), (question.Id, question.IsEdit));
        Assert.Contains("At stake tonight: 5 XP.", question.Text, StringComparison.Ordinal);
        Assert.Equal("Press Pass started", await telegram.TapAnswered(telegram.Taps(question, "Start")));
        await telegram.Hears(Ana, "you have the features of APEX");
        Assert.Equal(TierCode.PressPass, (await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop)).Tier);

        // The same tap again, as an impatient finger or a replaying client sends it: answered, and nothing happens twice.
        await telegram.TapAnswered(telegram.Taps(question, "Start"));
        await telegram.Hears(Ana, "already runs");
        Assert.Single(await app.Data.Read(db => db.Passes.ToListAsync(Stop), Stop));

        telegram.Says(Ana, "/presspass deactivate");
        var warning = await telegram.Hears(Ana, "you lose 5 XP now");
        await telegram.TapAnswered(telegram.Taps(warning, "End it and lose 5 XP"));
        await telegram.Hears(Ana, "The Press Pass rests; 5 XP were wiped");
        telegram.Says(Ana, "/presspass stats");
        Assert.Contains("Wiped: 5 XP in 1 wipe", (await telegram.Hears(Ana, "Shadow statistics")).Text, StringComparison.Ordinal);
    }

    [Theory, EachWay]
    public async Task A_star_is_shown_with_all_that_it_keeps_and_takes_and_taken_once_by_a_tap(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Says(Ana, "/prestige");
        await telegram.Hears(Ana, "Prestige opens at FIELD_MARSHAL, 300,000 total XP. You have 5");
        var user = await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop);
        await app.Services.GetRequiredService<Progression>().Grant(user.Id, 312_000, "for the test", "test", Stop);
        await telegram.Hears(Ana, "Promoted");

        telegram.Says(Ana, "/prestige");
        var preview = await telegram.Hears(Ana, "What you keep");
        Assert.Contains("✓ XP balance: 312,005 XP", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Rank: FIELD_MARSHAL → RECRUIT", preview.Text, StringComparison.Ordinal);
        Assert.Contains("What you earn counts: × 1.0 → × 1.1", preview.Text, StringComparison.Ordinal);
        Assert.Equal("Star 1", await telegram.TapAnswered(telegram.Taps(preview, "Take star 1")));
        await telegram.Hears(Ana, "312,005 total XP are set aside for it");
        await telegram.TapAnswered(telegram.Taps(preview, "Take star 1"));
        await telegram.Hears(Ana, "Star 1 was yours already. Nothing has changed.");
        telegram.Says(Ana, "/prestige now");
        await telegram.Hears(Ana, "the button below it takes it");
        telegram.Says(Ana, "/me");
        await telegram.Hears(Ana, "1 star: XP × 1.1");

        Assert.Equal((1, 0L), await app.Data.Read(db => db.Profiles.SingleAsync(Stop), Stop) is var profile ? (profile.PrestigeLevel, profile.TotalXp) : default);
    }

    [Theory, EachWay]
    public async Task The_shelf_is_turned_page_by_page_and_a_price_that_changed_after_the_question_is_not_paid_unseen(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        var user = await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop);
        await app.Services.GetRequiredService<Progression>().Grant(user.Id, 9_000, "for the test", "test", Stop);
        await telegram.Hears(Ana, "+9,000 XP by an admin");

        telegram.Says(Ana, "/xpshop");
        var first = await telegram.Hears(Ana, "page 1 of 3");
        Assert.DoesNotContain("Laurel frame", first.Text, StringComparison.Ordinal);
        telegram.Taps(first, "More");
        var second = await telegram.Hears(Ana, "page 2 of 3");
        Assert.Equal((first.Id, true), (second.Id, second.IsEdit));
        telegram.Taps(second, "More");
        var last = await telegram.Hears(Ana, "page 3 of 3");
        Assert.DoesNotContain(last.Buttons, button => button.Text.StartsWith("More", StringComparison.Ordinal));
        telegram.Taps(last, "Laurel frame");
        var question = await telegram.Hears(Ana, "6,005 XP stay");
        await Tests.Shop.BuyTests.Change(app.Data, "frame_laurel", item => item.Price = 3_500);
        telegram.Taps(question, "Buy for 3,000 XP");
        telegram.Taps(await telegram.Hears(Ana, "changed from 3,000 to 3,500 XP while you looked"), "See the new price");
        telegram.Taps(await telegram.Hears(Ana, "5,505 XP stay"), "Buy for 3,500 XP");
        await telegram.Hears(Ana, "You wear the Laurel frame.");

        Assert.Equal((5_505L, "laurel"), await app.Data.Read(db => db.Profiles.SingleAsync(Stop), Stop) is var profile ? (profile.XpBalance, profile.WornFrame) : default);
    }

    [Theory, EachWay]
    public async Task The_shop_sells_by_two_taps_and_a_second_tap_on_the_same_yes_buys_nothing_more(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        var user = await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop);
        await app.Services.GetRequiredService<Progression>().Grant(user.Id, 2_000, "for the test", "test", Stop);
        Assert.Contains("for the test", (await telegram.Hears(Ana, "+2,000 XP by an admin")).Text, StringComparison.Ordinal);

        telegram.Says(Ana, "/xpshop");
        var shelf = await telegram.Hears(Ana, "you have 2,005 XP");
        telegram.Taps(shelf, "800 XP");
        var question = await telegram.Hears(Ana, "1,205 XP stay");
        var yes = question.Buttons.First(button => button.Text.StartsWith("Buy for", StringComparison.Ordinal)).Data!;
        Assert.Equal("Bought", await telegram.TapAnswered(telegram.TapsData(question, yes)));
        await telegram.TapAnswered(telegram.TapsData(question, yes));
        await telegram.Hears(Ana, "You have 1,205 XP left.");

        telegram.Says(Ana, "/buy a yacht");
        await telegram.Hears(Ana, "The shop has no a yacht.");
        telegram.Says(Ana, "/buy");
        await telegram.Hears(Ana, "Name what you want: ");
        Assert.Single(await app.Data.Read(db => db.ShopPurchases.ToListAsync(Stop), Stop));
        Assert.Equal(1_205, (await app.Data.Read(db => db.Profiles.SingleAsync(Stop), Stop)).XpBalance);
    }

    [Theory, EachWay]
    public async Task The_leaderboard_is_read_in_groups_and_a_referral_and_settings_are_kept(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, "Ana", username: "ana_trades");
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        var ana = await app.Data.Read(db => db.Profiles.SingleAsync(Stop), Stop);
        telegram.Says(Ben, $"/start ref_{ana.ReferralCode}");
        await telegram.Hears(Ben, "Welcome");

        await Eventually.Holds(async () =>
        {
            telegram.Says(Ben, "/leaderboard", Group);
            var board = await telegram.Hears(Group, "XP · This week");
            return board.Text.Contains("ana_trades – 5 XP", StringComparison.Ordinal);
        }, every: TimeSpan.FromSeconds(1));
        telegram.Says(Ben, "/leaderboard streak");
        await telegram.Hears(Ben, "Streaks · 2 members");
        telegram.Says(Ben, "/leaderboard profit");
        await telegram.Hears(Ben, "The board profit is not open yet: it opens with trading.");
        telegram.Says(Ben, "/leaderboard week apex");
        await telegram.Hears(Ben, "Nobody of APEX is on this board yet.");
        telegram.Says(Ben, "/leaderboard nonsense");
        await telegram.Hears(Ben, "Behind /leaderboard I understand day, week, month, all, streak and league");
        telegram.Says(Ben, "/leaderboard league");
        await telegram.Hears(Ben, "league");
        telegram.Says(Ben, "/leaderboard league", Group);
        await telegram.Hears(Group, "Your league is for you alone");
        telegram.Says(Ben, "/settings weekly off");
        await telegram.Hears(Ben, "Summary on Mondays: off");
        telegram.Says(Ben, "/settings visibility hidden");
        await telegram.Hears(Ben, "Profile: nobody");
        telegram.Says(Ben, "/settings zone Atlantis/Deep");
        await telegram.Hears(Ben, "This time zone is not known here.");
        telegram.Says(Ben, "/settings colour red");
        await telegram.Hears(Ben, "Behind /settings I understand");

        var ben = await app.Data.Read(db => db.Profiles.SingleAsync(p => p.UserId != ana.UserId, Stop), Stop);
        Assert.Equal((ana.UserId, Visibility.Hidden), (ben.ReferredByUserId, ben.Visibility));
    }

    [Theory, EachWay]
    public async Task Links_lead_both_ways_once_and_a_web_account_is_linked_before_anybody_is_registered(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        var web = (await app.Services.GetRequiredService<Arrivals>().FromWeb(new WebPerson("web_first", "web@example.org", "hash"), Stop)).Value;
        var code = (await app.Services.GetRequiredService<AccountLinks>().TelegramCode(web.UserId, Stop)).Value.Code;

        telegram.Says(Ana, $"/start link_{code}x");
        await telegram.Hears(Ana, "This link has been used");
        telegram.Says(Ana, $"/start link_{code}");
        await telegram.Hears(Ana, "linked to web_first now");
        telegram.Says(Ana, $"/start link_{code}");
        await telegram.Hears(Ana, "This link has been used");
        Assert.Equal(Ana, (await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop)).TelegramId);

        telegram.Says(Ana, "/link");
        var signIn = await telegram.Hears(Ana, "signs you in on the web");
        var token = System.Text.RegularExpressions.Regex.Match(signIn.Text, "token=([A-Za-z0-9_-]+)").Groups[1].Value;
        Assert.Equal(web.UserId, (await app.Services.GetRequiredService<AccountLinks>().UseWebSignIn(token, Stop)).Value.UserId);
    }

    [Theory, EachWay]
    public async Task Nobody_uses_another_persons_buttons_and_forged_ones_do_nothing(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/presspass activate");
        var question = await telegram.Hears(Ana, "Start the Press Pass?");
        telegram.Says(Ben, "/start");
        await telegram.Hears(Ben, "Welcome");

        Assert.Contains("somebody else", await telegram.TapAnswered(telegram.Taps(question, "Start", by: Ben)), StringComparison.Ordinal);
        foreach (var forged in new[] { "", "0.0", "-1.0", "zz.1", "1.99", "7fffffffffffffff.0", "/presspass activate yes", new string('9', 64) })
            Assert.Contains("no longer works", await telegram.TapAnswered(telegram.TapsData(question, forged)), StringComparison.Ordinal);

        Assert.Empty(await app.Data.Read(db => db.Passes.ToListAsync(Stop), Stop));
    }

    [Theory, EachWay]
    public async Task In_a_group_only_what_is_public_is_answered(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;

        telegram.Says(Ana, "hello everybody", Group);
        telegram.Says(Ana, "/me@some_other_bot", Group);
        telegram.Says(Ana, "/me", Group);
        var refusal = await telegram.Hears(Group, "/me is between the two of us");
        Assert.Equal($"https://t.me/{FakeBotApi.BotName}", Assert.Single(refusal.Buttons).Url);
        telegram.Says(Ana, $"/tiers@{FakeBotApi.BotName}", Group);
        await telegram.Hears(Group, "APEX");

        Assert.Equal(2, telegram.Chat(Group).Count);
        Assert.Empty(telegram.Chat(Ana));
    }

    [Theory, EachWay]
    public async Task Whoever_blocks_the_bot_is_left_alone_until_they_are_back(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");

        telegram.Blocks(Ana);
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop)).TelegramBlockedAt is not null);
        var before = telegram.Calls("sendMessage").Count;
        telegram.Unblocks(Ana);
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop)).TelegramBlockedAt is null);
        Assert.Equal(before, telegram.Calls("sendMessage").Count);

        // Blocked without our being told: the refusal to send tells it.
        telegram.BlocksSilently(Ana);
        telegram.Says(Ana, "/me");
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Users.SingleAsync(Stop), Stop)).TelegramBlockedAt is not null);
        await Eventually.Holds(async () => (await app.Data.Read(db => db.Outbox.ToListAsync(Stop), Stop)).Exists(message => message.State == MessageState.Expired && message.LastError?.Contains("blocked", StringComparison.Ordinal) == true));
    }

    [Theory, EachWay]
    public async Task A_name_of_64_emoji_or_of_markup_is_shown_as_it_is(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        telegram.Person(Ana, string.Concat(Enumerable.Repeat("👩‍🚀", 12)));
        telegram.Person(Ben, "<b>&\"</b>\u202E\u0000", "<script>", username: null!);

        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome to HydraX");
        telegram.Says(Ben, "/start <b>x</b> & \u0000 👩‍👩‍👧‍👦");
        await telegram.Hears(Ben, "Welcome to HydraX");
        telegram.Says(Ben, "/<b>bold</b>");
        await telegram.Hears(Ben, "There is no command /<b>bold</b>.");

        Assert.DoesNotContain(telegram.Calls("sendMessage"), call => !call.Arguments.ContainsKey("parse_mode"));
    }

    [Fact]
    public async Task A_suspended_member_is_told_so_and_nothing_else()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        app.Telegram.Says(Ana, "/start");
        await app.Telegram.Hears(Ana, "Welcome");
        await app.Data.Run(work => work.Db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.IsActive, false), Stop), Stop);

        app.Telegram.Says(Ana, "/presspass activate yes");
        await app.Telegram.Hears(Ana, "suspended");

        Assert.Empty(await app.Data.Read(db => db.Passes.ToListAsync(Stop), Stop));
    }
}
