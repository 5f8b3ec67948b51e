using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;

namespace HydraX.Tests.Messaging;

public sealed class InboxWorkerTests
{
    // Two chats that share a lane, found by trying.
    private static readonly long Neighbour = Enumerable.Range(2, 1_000).First(chat => Inbox.LaneOf(chat) == Inbox.LaneOf(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Each_message_is_worked_on_once_in_the_order_of_its_chat_by_however_many_nodes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var listener = new Listener();
        await using var one = new MessagingNode(database, null, listener);
        await using var two = new MessagingNode(database, null, listener);
        await one.Start();
        await two.Start();

        for (var number = 0; number < 300; number++) await (number % 2 == 0 ? one : two).Receive(chat: number % 7, number);
        await Eventually.Holds(() => listener.Heard.Count >= 300, () => $"{listener.Heard.Count} were worked on");

        Assert.Equal(300, listener.Heard.Distinct().Count());
        Assert.Equal(300, listener.Heard.Count);
        foreach (var chat in listener.Heard.GroupBy(body => body.Split(':')[0]))
            Assert.Equal(chat.OrderBy(body => int.Parse(body.Split(':')[1])), chat);
        // A message is heard while it is worked on; its mark is written a moment later.
        await Eventually.Holds(async () => (await one.Rows()).TrueForAll(row => row.State == MessageState.Done));
    }

    [Theory, EachProvider]
    public async Task A_message_is_worked_on_within_milliseconds_of_its_arrival(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var listener = new Listener();
        await using var node = new MessagingNode(database, null, listener);
        await node.Start();
        await node.Receive(1, 1);
        await Eventually.Holds(() => listener.Heard.Count == 1);

        var started = TimeProvider.System.GetTimestamp();
        for (var number = 2; number <= 11; number++)
        {
            await node.Receive(1, number);
            await Eventually.Holds(() => listener.Heard.Count == number, every: TimeSpan.FromMilliseconds(1));
        }

        // Ten round trips: were each found by the slow poll, this would take ten seconds.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Theory, EachProvider]
    public async Task What_fails_is_tried_again_later_and_holds_up_its_own_chat_alone(DatabaseProvider provider)
    {
        var time = new TestTime(TestTime.Noon);
        await using var database = await TestDatabase.Create(provider);
        var fails = true;
        var listener = new Listener { Before = message => message.Body == "1:1" && fails ? throw new InvalidOperationException("not today") : Task.CompletedTask };
        await using var node = new MessagingNode(database, time, listener);
        await node.Receive(1, 1);
        await node.Receive(1, 2);
        await node.Receive(Neighbour, 3);

        await node.Drain();
        Assert.Equal([$"{Neighbour}:3"], listener.Heard);
        await node.Drain();
        Assert.Equal((1, MessageState.Pending), (await node.Rows()).Select(row => (row.Attempts, row.State)).First());

        fails = false;
        time.Advance(TimeSpan.FromSeconds(1));
        await node.Drain();
        Assert.Equal([$"{Neighbour}:3", "1:1", "1:2"], listener.Heard);
    }

    [Theory, EachProvider]
    public async Task After_five_tries_it_is_a_dead_letter_the_person_is_told_and_the_chat_goes_on(DatabaseProvider provider)
    {
        var time = new TestTime(TestTime.Noon);
        await using var database = await TestDatabase.Create(provider);
        await using var scribe = new MessagingNode(database, time);
        var tries = 0;
        var listener = new Listener(scribe.Outbox) { Before = message => message.Body == "1:1" ? throw new InvalidOperationException($"poison {++tries}\0") : Task.CompletedTask };
        await using var node = new MessagingNode(database, time, listener);
        await node.Receive(1, 1);
        await node.Receive(1, 2);

        for (var i = 0; i < 10; i++)
        {
            await node.Drain();
            time.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal((5, "1:2"), (tries, Assert.Single(listener.Heard)));
        var poison = (await node.Rows())[0];
        Assert.Equal((MessageState.Dead, 5, "InvalidOperationException: poison 5"), (poison.State, poison.Attempts, poison.LastError));
        Assert.Equal(["\"sorry 1:1\"", "\"done 1:2\""], (await node.ToSend()).Select(row => row.Data));
    }

    [Theory, EachProvider]
    public async Task A_dead_letter_can_be_replayed_once_its_cause_is_mended(DatabaseProvider provider)
    {
        var time = new TestTime(TestTime.Noon);
        await using var database = await TestDatabase.Create(provider);
        var poisonous = true;
        var listener = new Listener { Before = _ => poisonous ? throw new InvalidOperationException() : Task.CompletedTask };
        await using var node = new MessagingNode(database, time, listener);
        await node.Receive(1, 1);
        for (var i = 0; i < 6; i++)
        {
            await node.Drain();
            time.Advance(TimeSpan.FromSeconds(15));
        }
        var id = (await node.Rows()).Single().MessageId;
        poisonous = false;

        Assert.True((await node.Inbox.Replay(id, Stop)).Succeeded);
        Assert.Equal("messaging.not-dead", (await node.Inbox.Replay(id, Stop)).Problem?.Code);
        await node.Drain();

        Assert.Equal(["1:1"], listener.Heard);
        Assert.Equal("messaging.not-dead", (await node.Inbox.Replay(id, Stop)).Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task A_node_that_dies_holds_up_its_lanes_until_its_leases_end_and_nothing_is_lost(DatabaseProvider provider)
    {
        var time = new TestTime(TestTime.Noon);
        await using var database = await TestDatabase.Create(provider);
        await using var dead = new MessagingNode(database, time);
        await dead.Receive(1, 1);
        Assert.NotNull(await dead.Leases.Take($"inbox-{Inbox.LaneOf(1)}", InboxWorker.LeaseLength, Stop));

        var listener = new Listener();
        await using var node = new MessagingNode(database, time, listener);
        await node.Drain();
        Assert.Empty(listener.Heard);

        time.Advance(InboxWorker.LeaseLength);
        await node.Drain();
        Assert.Equal(["1:1"], listener.Heard);
    }

    [Theory, EachProvider]
    public async Task A_crash_between_the_work_and_its_mark_repeats_the_work_and_answers_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var scribe = new MessagingNode(database);
        var listener = new Listener(scribe.Outbox);
        await using var node = new MessagingNode(database, null, listener);
        await node.Receive(1, 1);

        // The first node got as far as handling it, and died.
        var message = (await node.Rows()).Single();
        await listener.Handle(message, Stop);
        await node.Drain();

        Assert.Equal(["1:1", "1:1"], listener.Heard);
        Assert.Single(await node.ToSend());

        // A node that was only asleep comes late with the same message: it is done, so nothing is written.
        var effects = await listener.Handle(message, Stop);
        await node.Data.Run(async work =>
        {
            if (await node.Inbox.Finish(work, message)) await effects(work);
        }, Stop);
        Assert.Single(await node.ToSend());
    }

    [Theory, EachProvider]
    public async Task Sources_that_nobody_here_reads_wait_for_a_node_that_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var listener = new Listener();
        await using var node = new MessagingNode(database, null, listener);
        await node.Inbox.Receive(new Received("stripe", "evt_1", 1, "{}"), Stop);
        await node.Receive(1, 1);

        await node.Drain();

        Assert.Equal(["1:1"], listener.Heard);
        Assert.Equal([MessageState.Pending, MessageState.Done], (await node.Rows()).Select(row => row.State));
    }
}
