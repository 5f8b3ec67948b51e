using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HydraX.Tests.Messaging;

/// <summary>One node's messaging on a database that other nodes may share.</summary>
internal sealed class MessagingNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public MessagingNode(TestDatabase database, TimeProvider? machine = null, params IInboxHandler[] handlers)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider.ToString(),
            ["ConnectionStrings:HydraX"] = database.ConnectionString,
        }).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton(machine ?? TimeProvider.System).AddHydraXData(configuration).AddMessaging();
        foreach (var handler in handlers) collection.AddSingleton(handler);
        services = collection.BuildServiceProvider();
    }

    public Inbox Inbox => services.GetRequiredService<Inbox>();
    public InboxWorker Worker => services.GetRequiredService<InboxWorker>();
    public Outbox Outbox => services.GetRequiredService<Outbox>();
    public Outgoing Outgoing => services.GetRequiredService<Outgoing>();
    public Leases Leases => services.GetRequiredService<Leases>();
    public HydraXData Data => services.GetRequiredService<HydraXData>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<bool> Receive(long chat, int number) => Inbox.Receive(new Received(Listener.Name, $"{number}", chat, $"{chat}:{number}"), Stop);

    /// <summary>Starts the worker in the background, as the host does.</summary>
    public Task Start()
    {
        Worker.Begin();
        return Worker.StartAsync(Stop);
    }

    /// <summary>Works on everything that is due, lane by lane.</summary>
    public async Task Drain()
    {
        foreach (var lane in await Inbox.DueLanes([Listener.Name], Stop)) await Worker.Drain(lane, Stop);
    }

    public Task<List<InboxMessage>> Rows() => Data.Read(db => db.Inbox.OrderBy(m => m.MessageId).ToListAsync(Stop), Stop);

    public Task<List<OutboxMessage>> ToSend() => Data.Read(db => db.Outbox.OrderBy(m => m.MessageId).ToListAsync(Stop), Stop);

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}

/// <summary>Notes what it is given, answers each with one reply, and fails where a test says so.</summary>
internal sealed class Listener(Outbox? outbox = null) : IInboxHandler
{
    public const string Name = "test";

    private readonly List<string> heard = [];

    public Func<InboxMessage, Task> Before { get; init; } = _ => Task.CompletedTask;

    public string Source => Name;

    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (heard) return [.. heard];
        }
    }

    public async Task<Effects> Handle(InboxMessage message, CancellationToken stop)
    {
        await Before(message);
        lock (heard) heard.Add(message.Body);
        return Reply(message, "done");
    }

    public Effects GiveUp(InboxMessage message) => Reply(message, "sorry");

    private Effects Reply(InboxMessage message, string word) => work =>
    {
        outbox?.Reply(work, message.OrderKey, null, $"\"{word} {message.Body}\"", $"{message.Source}:{message.ExternalId}");
        return Task.CompletedTask;
    };
}
