using System.Text.Json;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Web.Telegram.Receiving;
using HydraX.Web.Telegram.Sending;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace HydraX.Web.Telegram;

/// <summary>A message in a chat of the console.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Id">Its number in all chats.</param>
/// <param name="IsFromBot">Whether the bot wrote it.</param>
/// <param name="Html">Its text in Telegram's HTML; what a person wrote is escaped.</param>
/// <param name="Buttons">Rows of buttons.</param>
/// <param name="At">When it was written, by the domain's clock, so that a rehearsal's 23:00 warning is of 23:00.</param>
/// <param name="WasReplaced">Whether the bot has put another text in its place.</param>
public sealed record ConsoleMessage(long Chat, int Id, bool IsFromBot, string Html, IReadOnlyList<IReadOnlyList<TransportButton>> Buttons, DateTimeOffset At, bool WasReplaced = false);

/// <summary>How long the last update of a chat took: until it was kept, and until the first answer to it arrived (null until then).</summary>
public sealed record ConsoleTiming(TimeSpan Kept, TimeSpan? Answered);

/// <summary>
/// Telegram without Telegram, for development: what is said here becomes an update in the inbox and takes the same way as one from Telegram; what
/// the outbox sends arrives here.
/// </summary>
public sealed class BotConsole(Inbox inbox, SharedContacts contacts, Clock clock, TimeProvider machine) : IBotTransport
{
    private const int MostMessages = 200;

    private static readonly Task<Delivery> Arrived = Task.FromResult<Delivery>(new Delivery.Arrived());

    private readonly Lock gate = new();
    private readonly Dictionary<long, ConsoleChat> chats = [];

    // Higher than any before, after a restart as well, since the inbox knows those of earlier runs.
    private long lastUpdate = machine.GetUtcNow().ToUnixTimeMilliseconds();
    private int lastMessage;

    /// <summary>Something changed in a chat. Raised on any thread; handlers must not fail.</summary>
    public event Action<long>? Changed;

    /// <summary>Who writes in a chat; unnamed they are "Person 1" with the @name person_1.</summary>
    public void Name(long chat, string firstName, string? lastName, string? username)
    {
        lock (gate) Chat(chat).Person = new User { Id = chat, FirstName = firstName, LastName = lastName, Username = username, LanguageCode = "en" };
    }

    /// <summary>The person writes. Returns when the update is kept, as Telegram's call would.</summary>
    public Task Say(long chat, string text, CancellationToken stop = default) => Push(chat, person =>
    {
        var message = new Message { Id = ++lastMessage, From = person, Chat = ChatOf(person), Date = machine.GetUtcNow().UtcDateTime, Text = text };
        Chat(chat).Add(new ConsoleMessage(chat, message.Id, false, TelegramText.Escape(text), [], clock.GetUtcNow()));
        return new Update { Message = message };
    }, stop);

    /// <summary>The person taps a button that sends something back.</summary>
    public Task Tap(ConsoleMessage message, TransportButton button, CancellationToken stop = default) => Push(message.Chat, person => new Update
    {
        CallbackQuery = new CallbackQuery
        {
            Id = $"{++lastMessage}",
            From = person,
            Data = button.Key,
            Message = new Message { Id = message.Id, Chat = ChatOf(person), Date = machine.GetUtcNow().UtcDateTime, Text = TelegramText.Plain(message.Html) },
        },
    }, stop);

    /// <summary>The person presses the button that shares their own telephone number, which is made of the chat's.</summary>
    public Task Share(long chat, CancellationToken stop = default) => Push(chat, person =>
    {
        var contact = new Contact { PhoneNumber = $"43660{chat % 10_000_000:0000000}", FirstName = person.FirstName, UserId = person.Id };
        var message = new Message { Id = ++lastMessage, From = person, Chat = ChatOf(person), Date = machine.GetUtcNow().UtcDateTime, Contact = contact };
        Chat(chat).Add(new ConsoleMessage(chat, message.Id, false, $"+{contact.PhoneNumber}", [], clock.GetUtcNow()));
        return new Update { Message = message };
    }, stop);

    /// <summary>Whether the bot has put up the button that shares the person's telephone number.</summary>
    public bool AsksForContact(long chat)
    {
        lock (gate) return Chat(chat).AsksForContact;
    }

    /// <summary>The chat's messages, the oldest first; the last 200 are kept.</summary>
    public IReadOnlyList<ConsoleMessage> Messages(long chat)
    {
        lock (gate) return [.. Chat(chat).Messages];
    }

    /// <summary>What was shown over the chat when a tap was last answered; null if nothing was.</summary>
    public string? Toast(long chat)
    {
        lock (gate) return Chat(chat).Toast;
    }

    /// <summary>The chat's last update, as the inbox has it; null before the first.</summary>
    public string? LastUpdate(long chat)
    {
        lock (gate) return Chat(chat).LastUpdate;
    }

    /// <summary>How long the chat's last update took; null before the first.</summary>
    public ConsoleTiming? Timing(long chat)
    {
        lock (gate) return Chat(chat).Timing;
    }

    /// <inheritdoc/>
    public Task<Delivery> Send(long chatId, TransportMessage message, CancellationToken stop) => Write(chatId, chat =>
    {
        chat.Add(new ConsoleMessage(chatId, ++lastMessage, true, message.Html, message.Buttons, clock.GetUtcNow()));
        if (message.Keyboard != PersonsKeyboard.Stays) chat.AsksForContact = message.Keyboard == PersonsKeyboard.SharesContact;
    });

    /// <inheritdoc/>
    public Task<Delivery> Replace(long chatId, int messageId, TransportMessage message, CancellationToken stop)
    {
        var isThere = false;
        Write(chatId, chat =>
        {
            var index = chat.Messages.FindIndex(one => one.Id == messageId);
            isThere = index >= 0;
            if (isThere) chat.Messages[index] = chat.Messages[index] with { Html = message.Html, Buttons = message.Buttons, WasReplaced = true };
        });
        return isThere ? Arrived : Task.FromResult<Delivery>(new Delivery.NothingToReplace());
    }

    /// <inheritdoc/>
    public Task<Delivery> AnswerTap(string tapId, string? toast, CancellationToken stop)
    {
        ConsoleChat? chat;
        lock (gate) chat = chats.Values.FirstOrDefault(one => one.OpenTap == tapId);
        return chat is null ? Arrived : Write(chat.Person.Id, one => one.Toast = string.IsNullOrEmpty(toast) ? null : toast);
    }

    private async Task Push(long chat, Func<User, Update> happens, CancellationToken stop)
    {
        var started = machine.GetTimestamp();
        Received received;
        lock (gate)
        {
            var update = happens(Chat(chat).Person);
            update.Id = ++lastUpdate;
            received = RawUpdate.Read(JsonSerializer.SerializeToUtf8Bytes(update, JsonBotAPI.Options), contacts)!;
            Chat(chat).Begin(started, received.Body, update.CallbackQuery?.Id);
        }
        Changed?.Invoke(chat);
        await inbox.Receive(received, stop);
        lock (gate) Chat(chat).Kept(machine.GetElapsedTime(started));
        Changed?.Invoke(chat);
    }

    private Task<Delivery> Write(long chatId, Action<ConsoleChat> write)
    {
        lock (gate)
        {
            var chat = Chat(chatId);
            write(chat);
            chat.Answered(machine);
        }
        Changed?.Invoke(chatId);
        return Arrived;
    }

    private ConsoleChat Chat(long chat)
    {
        if (!chats.TryGetValue(chat, out var known))
            chats[chat] = known = new ConsoleChat { Person = new User { Id = chat, FirstName = $"Person {chat}", Username = $"person_{chat}", LanguageCode = "en" } };
        return known;
    }

    private static Chat ChatOf(User person) => new() { Id = person.Id, Type = ChatType.Private, FirstName = person.FirstName, LastName = person.LastName, Username = person.Username };

    private sealed class ConsoleChat
    {
        private long started;
        private TimeSpan? kept;
        private TimeSpan? answered;

        public required User Person { get; set; }

        public List<ConsoleMessage> Messages { get; } = [];

        public string? Toast { get; set; }

        public bool AsksForContact { get; set; }

        public string? OpenTap { get; private set; }

        public string? LastUpdate { get; private set; }

        public ConsoleTiming? Timing => kept is { } until ? new ConsoleTiming(until, answered) : null;

        public void Add(ConsoleMessage message)
        {
            Messages.Add(message);
            if (Messages.Count > MostMessages) Messages.RemoveAt(0);
        }

        public void Begin(long at, string update, string? tap) => (started, LastUpdate, OpenTap, Toast, kept, answered) = (at, update, tap, null, null, null);

        public void Kept(TimeSpan after) => kept = after;

        public void Answered(TimeProvider machine)
        {
            if (started != 0) answered ??= machine.GetElapsedTime(started);
        }
    }
}
