using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HydraX.Tests.Support.BotApi;

public sealed partial class FakeBotApi
{
    private static readonly Dictionary<string, Func<FakeBotApi, BotCall, CancellationToken, Task<JsonNode?>>> Methods = new()
    {
        ["getMe"] = (fake, _, _) => Done(fake.Bot()),
        ["getUpdates"] = (fake, call, stop) => fake.GetUpdates(call.Arguments, stop),
        ["setWebhook"] = (fake, call, _) => fake.SetWebhook(call.Arguments),
        ["deleteWebhook"] = (fake, call, _) => fake.DeleteWebhook(call.Arguments),
        ["getWebhookInfo"] = (fake, _, _) => fake.GetWebhookInfo(),
        ["sendMessage"] = (fake, call, _) => fake.SendMessage(call),
        ["editMessageText"] = (fake, call, _) => fake.EditMessage(call, withText: true),
        ["editMessageReplyMarkup"] = (fake, call, _) => fake.EditMessage(call, withText: false),
        ["answerCallbackQuery"] = (fake, call, _) => fake.AnswerCallbackQuery(call.Arguments),
        ["setMyCommands"] = (fake, call, _) => fake.SetMyCommands(call.Arguments),
        ["setChatMenuButton"] = (_, _, _) => Done(true),
    };

    private readonly Dictionary<long, List<JsonObject>> messages = [];
    private readonly Dictionary<string, string?> openTaps = [];
    private int lastMessage;

    /// <summary>The command list that the bot has set for private chats or for all, by command.</summary>
    public IReadOnlyDictionary<string, string> Commands { get; private set; } = new Dictionary<string, string>();

    private static Task<JsonNode?> Done(JsonNode? result) => Task.FromResult(result);

    private JsonObject Bot() => new()
    {
        ["id"] = long.Parse(Token.Split(':')[0]),
        ["is_bot"] = true,
        ["first_name"] = "HydraX",
        ["username"] = BotName,
    };

    private Task<JsonNode?> SendMessage(BotCall call)
    {
        lock (gate)
        {
            var chat = call.Chat ?? throw new Refused(400, "Bad Request: chat_id is empty");
            RequireReachable(chat);
            RequirePace(chat, call.At);
            var message = new JsonObject
            {
                ["message_id"] = ++lastMessage,
                ["from"] = Bot(),
                ["chat"] = ChatOf(chat),
                ["date"] = call.At.ToUnixTimeSeconds(),
                ["text"] = Visible(call.Arguments),
            };
            if (Keyboard(call.Arguments) is { } keyboard) message["reply_markup"] = keyboard;
            if (!messages.TryGetValue(chat, out var list)) messages[chat] = list = [];
            list.Add(message);
            Record(chat, message, call, isEdit: false);
            return Done(message.DeepClone());
        }
    }

    private Task<JsonNode?> EditMessage(BotCall call, bool withText)
    {
        lock (gate)
        {
            var chat = call.Chat ?? throw new Refused(400, "Bad Request: chat_id is empty");
            RequireReachable(chat);
            var id = call.Arguments["message_id"]?.GetValue<int>() ?? 0;
            var message = messages.GetValueOrDefault(chat)?.Find(one => one["message_id"]!.GetValue<int>() == id)
                ?? throw new Refused(400, "Bad Request: message to edit not found");
            var text = withText ? Visible(call.Arguments) : message["text"]!.GetValue<string>();
            var keyboard = Keyboard(call.Arguments);
            if (text == message["text"]!.GetValue<string>() && JsonNode.DeepEquals(keyboard, message["reply_markup"]))
                throw new Refused(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same");
            message["text"] = text;
            message.Remove("reply_markup");
            if (keyboard is not null) message["reply_markup"] = keyboard;
            Record(chat, message, call, isEdit: true);
            return Done(message.DeepClone());
        }
    }

    private Task<JsonNode?> AnswerCallbackQuery(JsonObject arguments)
    {
        var text = arguments["text"]?.GetValue<string>();
        if (text?.Length > 200) throw new Refused(400, "Bad Request: MESSAGE_TOO_LONG");
        lock (gate)
        {
            if (!openTaps.ContainsKey(arguments["callback_query_id"]?.GetValue<string>() ?? ""))
                throw new Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
            openTaps[arguments["callback_query_id"]!.GetValue<string>()] = text ?? "";
        }
        return Done(true);
    }

    private Task<JsonNode?> SetMyCommands(JsonObject arguments)
    {
        var given = arguments["commands"]!.AsArray().ToDictionary(one => one!["command"]!.GetValue<string>(), one => one!["description"]!.GetValue<string>());
        if (given.Count > 100) throw new Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH");
        if (given.Keys.Any(name => name.Length is 0 or > 32 || name.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))))
            throw new Refused(400, "Bad Request: BOT_COMMAND_INVALID");
        if (given.Values.Any(about => about.Length is 0 or > 256)) throw new Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
        if (arguments["scope"]?["type"]?.GetValue<string>() is null or "default" or "all_private_chats") Commands = given;
        return Done(true);
    }

    private void RequireReachable(long chat)
    {
        if (blockers.Contains(chat)) throw new Refused(403, "Forbidden: bot was blocked by the user");
    }

    /// <summary>About what Telegram allows: 30 a second over all; in a chat one a second after a burst of 5; in a group 20 a minute.</summary>
    private void RequirePace(long chat, DateTimeOffset now)
    {
        if (!EnforcesRates) return;
        int Sent(TimeSpan last, long? to) => events.Count(one => !one.IsEdit && one.At > now - last && (to is null || one.Chat == to));
        if (Sent(TimeSpan.FromSeconds(1), null) >= 30 || Sent(TimeSpan.FromSeconds(5), chat) >= 10
            || (chat < 0 && Sent(TimeSpan.FromMinutes(1), chat) >= 20))
            throw new Refused(429, "Too Many Requests: retry after 1", retryAfter: 1);
    }

    private static string Visible(JsonObject arguments)
    {
        var text = arguments["text"]?.GetValue<string>() ?? "";
        var visible = arguments["parse_mode"]?.GetValue<string>() switch
        {
            null => text,
            var mode when mode.Equals("html", StringComparison.OrdinalIgnoreCase) => ReadHtml(text),
            var mode => throw new Refused(400, $"Bad Request: this server reads no {mode}"),
        };
        if (string.IsNullOrWhiteSpace(visible)) throw new Refused(400, "Bad Request: message text is empty");
        return visible.Length <= 4096 ? visible : throw new Refused(400, "Bad Request: message is too long");
    }

    private static string ReadHtml(string html)
    {
        try
        {
            return TelegramHtml.Visible(html);
        }
        catch (FormatException wrong)
        {
            throw new Refused(400, $"Bad Request: can't parse entities: {wrong.Message}");
        }
    }

    private static JsonNode? Keyboard(JsonObject arguments)
    {
        if (arguments["reply_markup"]?["inline_keyboard"]?.AsArray() is not { Count: > 0 } rows) return null;
        foreach (var button in rows.SelectMany(row => row!.AsArray()))
        {
            if (button!["text"]?.GetValue<string>() is null or "") throw new Refused(400, "Bad Request: inline keyboard button text is empty");
            if (button["callback_data"] is { } data && Encoding.UTF8.GetByteCount(data.GetValue<string>()) is 0 or > 64)
                throw new Refused(400, "Bad Request: BUTTON_DATA_INVALID");
            if (button.AsObject().Count(property => property.Value?.GetValueKind() is not (null or JsonValueKind.Null)) != 2)
                throw new Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard");
        }
        return arguments["reply_markup"]!.DeepClone();
    }
}
