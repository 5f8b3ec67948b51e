using System.Text.Json.Nodes;

namespace HydraX.Tests.Support.BotApi;

/// <summary>A button under a message.</summary>
/// <param name="Data">What a tap sends; null for a link.</param>
public sealed record FakeButton(string Text, string? Data, string? Url);

/// <summary>A message of the bot as a person sees it, or its new form after an edit.</summary>
public sealed record FakeMessage(long Chat, int Id, string Text, IReadOnlyList<FakeButton> Buttons, DateTimeOffset At, bool IsEdit, JsonObject? Markup = null);

/// <summary>People who write to the bot. A chat with a positive id is private, a negative one a group.</summary>
public sealed partial class FakeBotApi
{
    private readonly Dictionary<long, JsonObject> people = [];
    private readonly HashSet<long> blockers = [];
    private readonly List<FakeMessage> events = [];
    private readonly Dictionary<long, int> heard = [];
    private int lastTap;

    /// <summary>Gives a person a name. Without it they are "Person 1001" with the @name person1001.</summary>
    public long Person(long id, string firstName, string? lastName = null, string? username = null, string language = "en")
    {
        var person = new JsonObject { ["id"] = id, ["is_bot"] = false, ["first_name"] = firstName, ["language_code"] = language };
        if (lastName is not null) person["last_name"] = lastName;
        if (username is not null) person["username"] = username;
        lock (gate) people[id] = person;
        return id;
    }

    /// <summary>The person writes to the bot, in the private chat or in <paramref name="group"/>. Returns the update's id.</summary>
    public long Says(long person, string text, long? group = null) => Pushes(Message(person, text, group));

    /// <summary>The update that <see cref="Says"/> would make, for tests that spoil it first.</summary>
    public JsonObject Message(long person, string text, long? group = null)
    {
        lock (gate)
            return new JsonObject
            {
                ["message"] = new JsonObject
                {
                    ["message_id"] = ++lastMessage,
                    ["from"] = Who(person),
                    ["chat"] = ChatOf(group ?? person),
                    ["date"] = Now(),
                    ["text"] = text,
                },
            };
    }

    /// <summary>The person shares a contact, their own if it is not said whose.</summary>
    public long Shares(long person, string number, long? whose = null, long? group = null) => Pushes(Contact(person, number, whose, group));

    /// <summary>The update that <see cref="Shares"/> would make, for tests that spoil it first.</summary>
    public JsonObject Contact(long person, string number, long? whose = null, long? group = null)
    {
        var update = Message(person, "", group);
        var message = update["message"]!.AsObject();
        message.Remove("text");
        message["contact"] = new JsonObject { ["phone_number"] = number, ["first_name"] = "Ana", ["last_name"] = "Contactson", ["user_id"] = whose ?? person, ["vcard"] = $"BEGIN:VCARD\nTEL;CELL:{number}\nEND:VCARD" };
        return update;
    }

    /// <summary>The person (or, in a group, someone else) taps a button. Returns the tap's id.</summary>
    public string Taps(FakeMessage message, string button, long? by = null)
    {
        var data = message.Buttons.FirstOrDefault(one => one.Text.Contains(button, StringComparison.OrdinalIgnoreCase))?.Data
            ?? throw new InvalidOperationException($"No button \"{button}\" among: {string.Join(", ", message.Buttons.Select(one => one.Text))}");
        return TapsData(message, data, by);
    }

    /// <summary>A client sends any data it likes as a tap on that message.</summary>
    public string TapsData(FakeMessage message, string data, long? by = null)
    {
        JsonObject update;
        string tap;
        lock (gate)
        {
            tap = (++lastTap).ToString();
            openTaps[tap] = null;
            update = new JsonObject
            {
                ["callback_query"] = new JsonObject
                {
                    ["id"] = tap,
                    ["from"] = Who(by ?? message.Chat),
                    ["message"] = messages[message.Chat].Single(one => one["message_id"]!.GetValue<int>() == message.Id).DeepClone(),
                    ["chat_instance"] = "1",
                    ["data"] = data,
                },
            };
        }
        Pushes(update);
        return tap;
    }

    /// <summary>Waits until the bot has answered that tap; returns what it showed, empty for nothing.</summary>
    public async Task<string> TapAnswered(string tap, TimeSpan? within = null)
    {
        string? answer = null;
        await Until(() =>
        {
            lock (gate) return (answer = openTaps[tap]) is not null;
        }, within, () => $"an answer to tap {tap}.");
        return answer!;
    }

    /// <summary>The person blocks the bot: sending fails, and the bot is told.</summary>
    public void Blocks(long person)
    {
        lock (gate) blockers.Add(person);
        Pushes(Membership(person, "member", "kicked"));
    }

    /// <summary>The person blocks the bot, and the bot is not told.</summary>
    public void BlocksSilently(long person)
    {
        lock (gate) blockers.Add(person);
    }

    /// <summary>The person lets the bot write again.</summary>
    public void Unblocks(long person)
    {
        lock (gate) blockers.Remove(person);
        Pushes(Membership(person, "kicked", "member"));
    }

    /// <summary>Everything the bot has written into a chat, edits included, in order.</summary>
    public IReadOnlyList<FakeMessage> Chat(long chat)
    {
        lock (gate) return [.. events.Where(one => one.Chat == chat)];
    }

    /// <summary>Waits for the next message that matches; what was heard is not heard again.</summary>
    public async Task<FakeMessage> Hears(long chat, Func<string, bool> text, TimeSpan? within = null)
    {
        FakeMessage? found = null;
        await Until(() =>
        {
            lock (gate)
            {
                var index = events.FindIndex(heard.GetValueOrDefault(chat), one => one.Chat == chat && text(one.Text));
                if (index < 0) return false;
                heard[chat] = index + 1;
                found = events[index];
                return true;
            }
        }, within, () => $"a message in chat {chat}; said since: {string.Join(" | ", Unheard(chat))}");
        return found!;
    }

    /// <summary>As the other, for a message that contains <paramref name="text"/>.</summary>
    public Task<FakeMessage> Hears(long chat, string text, TimeSpan? within = null) =>
        Hears(chat, said => said.Contains(text, StringComparison.OrdinalIgnoreCase), within);

    /// <summary>Waits until the bot has written at least so many messages into a chat.</summary>
    public Task HearsAtLeast(long chat, int count, TimeSpan? within = null) =>
        Until(() => Chat(chat).Count >= count, within, () => $"{count} messages in chat {chat}; there were {Chat(chat).Count}.");

    private IReadOnlyList<string> Unheard(long chat)
    {
        lock (gate) return [.. events.Skip(heard.GetValueOrDefault(chat)).Where(one => one.Chat == chat).Select(one => one.Text)];
    }

    private void Record(long chat, JsonObject message, BotCall call, bool isEdit)
    {
        var buttons = message["reply_markup"]?["inline_keyboard"]?.AsArray().SelectMany(row => row!.AsArray())
            .Select(one => new FakeButton(one!["text"]!.GetValue<string>(), one["callback_data"]?.GetValue<string>(), one["url"]?.GetValue<string>()));
        events.Add(new FakeMessage(chat, message["message_id"]!.GetValue<int>(), message["text"]!.GetValue<string>(), [.. buttons ?? []], call.At, isEdit, (JsonObject?)call.Arguments["reply_markup"]?.DeepClone()));
    }

    private JsonObject Membership(long person, string before, string after)
    {
        lock (gate)
            return new JsonObject
            {
                ["my_chat_member"] = new JsonObject
                {
                    ["chat"] = ChatOf(person),
                    ["from"] = Who(person),
                    ["date"] = Now(),
                    ["old_chat_member"] = new JsonObject { ["user"] = Bot(), ["status"] = before },
                    ["new_chat_member"] = new JsonObject { ["user"] = Bot(), ["status"] = after },
                },
            };
    }

    private JsonObject Who(long person) => (JsonObject)(people.GetValueOrDefault(person) ?? new JsonObject
    {
        ["id"] = person,
        ["is_bot"] = false,
        ["first_name"] = $"Person {person}",
        ["username"] = $"person{person}",
        ["language_code"] = "en",
    }).DeepClone();

    private JsonObject ChatOf(long chat)
    {
        if (chat < 0) return new JsonObject { ["id"] = chat, ["type"] = "supergroup", ["title"] = $"Group {chat}" };
        var person = Who(chat);
        person.Remove("is_bot");
        person.Remove("language_code");
        person["type"] = "private";
        return person;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
