using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Tests.Support.BotApi;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Receiving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Scenarios;

public sealed class BotBadDaysTests
{
    private const long Ana = 7_000_000_001;
    private const long Ben = 7_000_000_002;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachWay]
    public async Task A_thousand_rapid_messages_from_one_chat_are_all_kept_answered_in_measure_and_hold_up_nobody(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        for (var i = 0; i < 1_000; i++) telegram.Says(Ana, i % 2 == 0 ? "/me" : "flood");
        telegram.Says(Ben, "/start");

        await telegram.Hears(Ben, "Welcome", TimeSpan.FromSeconds(60));
        await telegram.Drained(TimeSpan.FromSeconds(180));
        await Eventually.Holds(async () => await Pending(app) == 0, within: TimeSpan.FromSeconds(120), every: TimeSpan.FromMilliseconds(200));
        await Eventually.Holds(() => telegram.Chat(Ana).Count(message => message.Text.Contains("a lot at once", StringComparison.Ordinal)) >= 1, within: TimeSpan.FromSeconds(60));

        var inbox = await app.Data.Read(db => db.Inbox.ToListAsync(Stop), Stop);
        Assert.Equal((1_001, 1_001), (inbox.Count, inbox.Count(message => message.State == MessageState.Done)));
        // 20 at once; on a slow machine the rest may have earned a few more answers, but never one each.
        Assert.InRange(await app.Data.Read(db => db.Outbox.CountAsync(m => m.ChatId == Ana, Stop), Stop), 21, 200);
        // Three at once, one a second after that.
        var sent = telegram.Calls("sendMessage").Where(call => call.Chat == Ana).Select(call => call.At).ToList();
        Assert.InRange(sent[^1] - sent[0], TimeSpan.FromSeconds(sent.Count - 4.5), TimeSpan.MaxValue);
    }

    [Theory, EachWay]
    public async Task Whatever_Telegram_answers_to_sending_every_message_arrives_once_it_is_well_again(DatabaseProvider provider, TelegramMode mode)
    {
        await using var app = await BotApp.Start(provider, mode);
        var telegram = app.Telegram;
        Trouble[] troubles = [Trouble.ServerError, Trouble.BadGateway, Trouble.Garbage, Trouble.Reset, Trouble.TooManyRequests(1)];
        for (var i = 0; i < troubles.Length; i++) telegram.Answers("sendMessage", troubles[i], chat: Ana + i);

        for (var i = 0; i < troubles.Length; i++) telegram.Says(Ana + i, "/start");

        for (var i = 0; i < troubles.Length; i++) await telegram.Hears(Ana + i, "Welcome", TimeSpan.FromSeconds(60));
        Assert.All(Enumerable.Range(0, troubles.Length), i => Assert.Single(telegram.Chat(Ana + i)));
    }

    [Fact]
    public async Task A_wait_that_Telegram_asks_for_stops_the_whole_bot()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Answers("sendMessage", Trouble.TooManyRequests(3), chat: Ana);

        telegram.Says(Ana, "/help");
        await telegram.Called("sendMessage", 2);
        telegram.Says(Ben, "/start");
        await telegram.Hears(Ben, "Welcome");
        await telegram.Hears(Ana, "What I can do");

        var sent = telegram.Calls("sendMessage");
        var refused = sent[1].At;
        Assert.All(sent.Skip(2), call => Assert.InRange(call.At - refused, TimeSpan.FromSeconds(2.9), TimeSpan.MaxValue));
    }

    [Fact]
    public async Task Markup_that_Telegram_cannot_read_goes_out_as_plain_text_and_a_group_that_moved_is_followed()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        var telegram = app.Telegram;
        telegram.Answers("sendMessage", Trouble.BadRequest("can't parse entities: Unsupported start tag \"x\""), chat: Ana);
        telegram.Answers("sendMessage", Trouble.Migrated(-200), chat: -100);

        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Says(Ana, "/tiers", group: -100);
        await telegram.Hears(-200, "APEX");

        var plain = telegram.Calls("sendMessage").Last(call => call.Chat == Ana);
        Assert.False(plain.Arguments.ContainsKey("parse_mode"));
        Assert.DoesNotContain("<b>", plain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_lost_after_it_was_carried_out_repeats_one_message_and_nothing_else()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        var telegram = app.Telegram;
        telegram.Answers("sendMessage", Trouble.AnswerLost, chat: Ana);

        telegram.Says(Ana, "/start");

        await Eventually.Holds(() => telegram.Chat(Ana).Count == 2);
        await Eventually.Holds(async () => await app.Data.Read(db => db.Outbox.AllAsync(m => m.State == MessageState.Done, Stop), Stop));
        Assert.Equal(2, telegram.Chat(Ana).Count);
    }

    [Fact]
    public async Task Polling_survives_conflicts_errors_and_garbage_and_misses_nothing()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        var telegram = app.Telegram;
        telegram.Says(Ana, "/start");
        await telegram.Hears(Ana, "Welcome");
        telegram.Answers("getUpdates", Trouble.Garbage);
        telegram.Answers("getUpdates", Trouble.BadGateway);
        telegram.Answers("getUpdates", Trouble.Reset);
        telegram.Answers("getUpdates", Trouble.Conflict);

        telegram.Says(Ana, "/help");
        telegram.Says(Ana, "/tiers");

        await telegram.Hears(Ana, "What I can do", TimeSpan.FromSeconds(60));
        await telegram.Hears(Ana, "APEX", TimeSpan.FromSeconds(60));
        // After the conflict it began anew instead of fighting on: webhook away, introduced again.
        await telegram.Called("deleteWebhook", 2, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_token_that_is_refused_stops_the_bot_with_an_alarm_and_leaves_the_site_alone()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling, ("Telegram:BotToken", "123456:REVOKED"));
        var state = app.Services.GetRequiredService<BotState>();
        await Eventually.Holds(() => state.Stopped is not null);

        Assert.Contains("Telegram:BotToken", state.Stopped, StringComparison.Ordinal);
        Assert.DoesNotContain("REVOKED", state.Stopped, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = app.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Stop)).StatusCode);
        var calls = app.Telegram.Calls().Count;
        await app.Services.GetRequiredService<Arrivals>().FromTelegram(new TelegramPerson(Ana, "ana", null), Stop);
        Assert.Equal(calls, app.Telegram.Calls().Count);
    }

    [Theory, EachProvider]
    public async Task Repeated_reordered_and_future_updates_are_each_worked_on_once(DatabaseProvider provider)
    {
        await using var app = await BotApp.Start(provider, TelegramMode.Webhook);
        var telegram = app.Telegram;
        await telegram.Called("setWebhook");
        using var http = Door(app);
        var far = telegram.Message(Ana, "/start");
        far["update_id"] = 9_007_199_254_740_993;
        var near = telegram.Message(Ana, "/help");
        near["update_id"] = 3;

        foreach (var update in new[] { far, near, far, near, far })
            Assert.Equal(HttpStatusCode.OK, (await http.PostAsJsonAsync(TelegramEndpoint.Path, update, Stop)).StatusCode);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.PostAsJsonAsync(TelegramEndpoint.Path, near, Stop)));

        await telegram.Hears(Ana, "Welcome");
        await telegram.Hears(Ana, "What I can do");
        await Eventually.Holds(async () => await Pending(app) == 0);
        Assert.Equal(2, (await app.Data.Read(db => db.Inbox.ToListAsync(Stop), Stop)).Count);
        Assert.Equal(2, telegram.Chat(Ana).Count);
    }

    [Fact]
    public async Task What_is_no_update_or_not_from_Telegram_is_turned_away_and_leaves_nothing_behind()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Webhook);
        await app.Telegram.Called("setWebhook");
        using var http = Door(app);
        var update = app.Telegram.Message(Ana, "/start");
        update["update_id"] = 1;

        Assert.Equal(HttpStatusCode.BadRequest, await Post(http, "{]"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(http, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(http, "[1,2,3]"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(http, """{"message":{"text":"no number"}}"""));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Post(http, $$"""{"update_id":5,"x":"{{new string('x', TelegramEndpoint.LargestBody)}}"}"""));
        foreach (var secret in new[] { null, "", "wrong", BotApp.Secret + "x", BotApp.Secret[..^1], BotApp.Secret.ToUpperInvariant() })
        {
            using var stranger = new HttpClient { BaseAddress = app.Address };
            if (secret is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
            Assert.Equal(HttpStatusCode.Unauthorized, await Post(stranger, update.ToJsonString()));
        }
        Assert.Empty(await app.Data.Read(db => db.Inbox.ToListAsync(Stop), Stop));

        Assert.Equal(HttpStatusCode.OK, await Post(http, update.ToJsonString()));
        await app.Telegram.Hears(Ana, "Welcome");
    }

    [Fact]
    public async Task Updates_of_kinds_that_nobody_knows_yet_are_kept_and_passed_over()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        app.Telegram.Pushes(JsonNode.Parse("""{"hologram":{"chat":{"id":5},"depth":[[[1]]]}}""")!.AsObject());
        app.Telegram.Pushes(JsonNode.Parse("""{"message":{"message_id":"x","date":{},"chat":7}}""")!.AsObject());
        app.Telegram.Says(Ana, "/start");

        await app.Telegram.Hears(Ana, "Welcome");
        await app.Telegram.Drained();
    }

    [Fact]
    public async Task Without_a_webhook_nothing_answers_at_its_address()
    {
        await using var app = await BotApp.Start(DatabaseProvider.Sqlite, TelegramMode.Polling);
        using var http = Door(app);
        Assert.Equal(HttpStatusCode.NotFound, await Post(http, """{"update_id":1}"""));
    }

    private static HttpClient Door(BotApp app)
    {
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("X-Telegram-Bot-Api-Secret-Token", BotApp.Secret);
        return http;
    }

    private static async Task<HttpStatusCode> Post(HttpClient http, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(TelegramEndpoint.Path, content, Stop);
        return response.StatusCode;
    }

    private static Task<int> Pending(BotApp app) => app.Data.Read(db => db.Inbox.CountAsync(m => m.State == MessageState.Pending, Stop), Stop);
}
