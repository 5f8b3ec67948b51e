using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HydraX.Tests.Support.BotApi;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace HydraX.Tests.Telegram;

public sealed class TelegramBotClientTests : IAsyncLifetime
{
    private FakeBotApi fake = null!;
    private TelegramBotClient bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        fake = await FakeBotApi.Start();
        bot = new TelegramBotClient(new TelegramBotClientOptions(fake.Token, fake.BaseUrl));
    }

    public async ValueTask DisposeAsync()
    {
        bot.Dispose();
        await fake.DisposeAsync();
    }

    [Fact]
    public async Task Get_me_names_the_bot()
    {
        var me = await bot.GetMe(Stop);

        Assert.Equal((123456L, true, FakeBotApi.BotName), (me.Id, me.IsBot, me.Username));
        Assert.Equal(bot.BotId, me.Id);
    }

    [Fact]
    public async Task A_message_goes_out_with_markup_and_buttons_and_comes_back_with_its_number()
    {
        var sent = await bot.SendMessage(7_000_000_000, "<b>Привет</b> &amp; 😀", ParseMode.Html, new InlineKeyboardMarkup(
            [[InlineKeyboardButton.WithCallbackData("Yes", "y"), InlineKeyboardButton.WithUrl("Site", "https://example.org")]]),
            new LinkPreviewOptions { IsDisabled = true }, cancellationToken: Stop);

        Assert.Equal((7_000_000_000, "Привет & 😀"), (sent.Chat.Id, sent.Text));
        var call = Assert.Single(fake.Calls("sendMessage"));
        Assert.Equal("""{"is_disabled":true}""", call.Arguments["link_preview_options"]!.ToJsonString());
        Assert.Equal("""{"inline_keyboard":[[{"text":"Yes","callback_data":"y"},{"text":"Site","url":"https://example.org"}]]}""",
            call.Arguments["reply_markup"]!.ToJsonString());
        Assert.Equal("html", call.Arguments["parse_mode"]!.GetValue<string>());
        Assert.False(call.Arguments.ContainsKey("disable_notification"));
    }

    [Fact]
    public async Task An_edit_replaces_the_text_and_the_same_edit_again_is_refused_as_not_modified()
    {
        var sent = await bot.SendMessage(1001, "One", cancellationToken: Stop);
        await bot.EditMessageText(1001, sent.Id, "Two", cancellationToken: Stop);

        var again = await Assert.ThrowsAsync<ApiRequestException>(() => bot.EditMessageText(1001, sent.Id, "Two", cancellationToken: Stop));

        Assert.Equal(400, again.ErrorCode);
        Assert.Contains("message is not modified", again.Message, StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], fake.Chat(1001).Select(one => one.Text));
    }

    [Fact]
    public async Task Updates_come_typed_and_are_confirmed_by_the_next_offset()
    {
        fake.Person(1001, "Alice", username: "alice");
        var first = fake.Says(1001, "/start");
        var second = fake.Says(1001, "/help");

        var updates = await bot.GetUpdates(cancellationToken: Stop);
        Assert.Equal([first, second], updates.Select(update => update.Id));
        var message = updates[0].Message!;
        Assert.Equal((UpdateType.Message, "/start", 1001L, "Alice", "alice", ChatType.Private),
            (updates[0].Type, message.Text, message.From!.Id, message.From.FirstName, message.From.Username, message.Chat.Type));
        Assert.Equal(DateTimeKind.Utc, message.Date.Kind);

        Assert.Equal(second, Assert.Single(await bot.GetUpdates((int)second, cancellationToken: Stop)).Id);
        Assert.Empty(await bot.GetUpdates((int)second + 1, cancellationToken: Stop));
    }

    [Fact]
    public async Task A_long_poll_answers_as_soon_as_something_is_said()
    {
        var polling = bot.GetUpdates(timeout: 50, cancellationToken: Stop);
        await fake.Called("getUpdates");
        Assert.False(polling.IsCompleted);

        fake.Says(1001, "now");

        Assert.Equal("now", Assert.Single(await polling).Message!.Text);
    }

    [Fact]
    public async Task The_older_of_two_pollers_is_told_of_the_conflict()
    {
        var older = bot.GetUpdates(timeout: 50, cancellationToken: Stop);
        await fake.Called("getUpdates");
        var newer = bot.GetUpdates(timeout: 50, cancellationToken: Stop);

        var conflict = await Assert.ThrowsAsync<ApiRequestException>(() => older);
        Assert.Equal(409, conflict.ErrorCode);
        fake.Says(1001, "hello");
        Assert.Single(await newer);
    }

    [Fact]
    public async Task Kinds_fields_and_values_that_are_new_to_us_pass()
    {
        fake.Pushes(JsonNode.Parse("""{"hologram":{"depth":3},"message":null}""")!.AsObject());
        fake.Pushes(JsonNode.Parse("""
            {"message":{"message_id":"5","date":1e30,"text":"x","aura":[1],"chat":{"id":9007199254740993,"type":"holodeck"},
            "from":{"id":9007199254740993,"is_bot":false,"first_name":"A","mood":{"level":9}}}}
            """)!.AsObject());
        fake.Pushes(JsonNode.Parse("""
            {"my_chat_member":{"chat":{"id":1,"type":"private"},"from":{"id":1,"first_name":"A"},"date":-5,
            "old_chat_member":{"status":"member"},"new_chat_member":{"status":"levitating","since":3}}}
            """)!.AsObject());

        var updates = await bot.GetUpdates(cancellationToken: Stop);

        Assert.Equal([UpdateType.Unknown, UpdateType.Message, UpdateType.MyChatMember], updates.Select(update => update.Type));
        Assert.Equal((5, 9007199254740993L, ChatType.Unknown), (updates[1].Message!.Id, updates[1].Message!.Chat.Id, updates[1].Message!.Chat.Type));
        Assert.Equal(ChatMemberStatus.Unknown, updates[2].MyChatMember!.NewChatMember.Status);
    }

    [Fact]
    public async Task Webhook_commands_and_menu_are_set_in_the_documented_form()
    {
        await bot.SetWebhook("https://example.org/webhooks/telegram", 20, [UpdateType.Message, UpdateType.MyChatMember], secretToken: "s_1-A", cancellationToken: Stop);
        await bot.SetMyCommands([new BotCommand { Command = "me", Description = "Where you stand" }], new BotCommandScopeAllPrivateChats(), cancellationToken: Stop);
        await bot.SetChatMenuButton(menuButton: new MenuButtonWebApp { Text = "Open", WebApp = new WebAppInfo("https://example.org/") }, cancellationToken: Stop);

        Assert.Equal("""{"url":"https://example.org/webhooks/telegram","max_connections":20,"allowed_updates":["message","my_chat_member"],"secret_token":"s_1-A"}""",
            Assert.Single(fake.Calls("setWebhook")).Arguments.ToJsonString());
        Assert.Equal("""{"type":"all_private_chats"}""", Assert.Single(fake.Calls("setMyCommands")).Arguments["scope"]!.ToJsonString());
        Assert.Equal("""{"text":"Open","web_app":{"url":"https://example.org/"},"type":"web_app"}""",
            Assert.Single(fake.Calls("setChatMenuButton")).Arguments["menu_button"]!.ToJsonString());
        Assert.Equal("https://example.org/webhooks/telegram", (await bot.GetWebhookInfo(Stop)).Url);

        await bot.DeleteWebhook(cancellationToken: Stop);
        Assert.Equal("", (await bot.GetWebhookInfo(Stop)).Url);
    }

    [Fact]
    public async Task Too_many_requests_say_how_long_to_wait()
    {
        fake.Answers("getMe", Trouble.TooManyRequests(17));

        var refused = await Assert.ThrowsAsync<ApiRequestException>(() => bot.GetMe(Stop));

        Assert.Equal((429, 17), (refused.ErrorCode, refused.Parameters!.RetryAfter));
    }

    [Fact]
    public async Task A_group_that_moved_says_where_to()
    {
        fake.Answers("sendMessage", Trouble.Migrated(-1001));

        var refused = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(-5, "x", cancellationToken: Stop));

        Assert.Equal((400, -1001L), (refused.ErrorCode, refused.Parameters!.MigrateToChatId));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_a_request_that_came_to_nothing()
    {
        bot.Timeout = TimeSpan.FromMilliseconds(100);
        fake.Answers("getMe", Trouble.Slow(TimeSpan.FromSeconds(30)));

        var failed = await Assert.ThrowsAsync<RequestException>(() => bot.GetMe(Stop));

        Assert.Contains("no answer", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_gets_a_cancellation_and_no_failure()
    {
        using var impatient = new CancellationTokenSource();
        var polling = bot.GetUpdates(timeout: 50, cancellationToken: impatient.Token);
        await fake.Called("getUpdates");
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
    }

    [Fact]
    public async Task No_failure_of_any_kind_ever_shows_the_token()
    {
        Trouble[] troubles = [Trouble.Garbage, Trouble.BadGateway, Trouble.Reset, Trouble.ServerError, Trouble.BadRequest($"see /bot{fake.Token}/getMe")];
        foreach (var trouble in troubles)
        {
            fake.Answers("getMe", trouble);
            var failure = await Assert.ThrowsAnyAsync<RequestException>(() => bot.GetMe(Stop));
            Assert.DoesNotContain("TEST-TOKEN", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var nowhere = new TelegramBotClient(new TelegramBotClientOptions(fake.Token, $"http://127.0.0.1:{port}"));
        var unreachable = await Assert.ThrowsAsync<RequestException>(() => nowhere.GetMe(Stop));
        Assert.DoesNotContain("TEST-TOKEN", unreachable.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Requests_leave_no_trace_activity_whose_address_would_show_the_token()
    {
        var addresses = new List<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => addresses.Add(string.Join(' ', activity.TagObjects)),
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);

        await bot.GetMe(Stop);

        Assert.DoesNotContain(addresses, address => address.Contains("TEST-TOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        using var stranger = new TelegramBotClient(new TelegramBotClientOptions("999:other", fake.BaseUrl));

        Assert.Equal(401, (await Assert.ThrowsAsync<ApiRequestException>(() => stranger.GetMe(Stop))).ErrorCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-colon")]
    [InlineData("0123:leading-zero")]
    [InlineData("12x:letters")]
    [InlineData("123:sla/sh")]
    public void A_token_of_another_form_is_refused_without_being_repeated(string token)
    {
        var refused = Assert.Throws<ArgumentException>(() => new TelegramBotClientOptions(token));
        if (token.Length > 0) Assert.DoesNotContain(token, refused.Message, StringComparison.Ordinal);
    }
}
