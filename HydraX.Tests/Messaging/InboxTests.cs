using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;

namespace HydraX.Tests.Messaging;

public sealed class InboxTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task A_repeat_is_known_and_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database);

        Assert.True(await node.Receive(chat: 1, number: 7));
        Assert.False(await node.Receive(chat: 1, number: 7));
        Assert.True(await node.Inbox.Receive(new Received("stripe", "7", 0, "{}"), Stop));

        Assert.Equal(["1:7", "{}"], (await node.Rows()).Select(row => row.Body));
    }

    [Theory, EachProvider]
    public async Task Of_many_repeats_at_the_same_instant_one_is_new(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database);
        await using var other = new MessagingNode(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? node : other).Receive(chat: i % 10, number: i % 10)));

        Assert.Equal(10, answers.Count(isNew => isNew));
        Assert.Equal(10, (await node.Rows()).Count);
    }

    [Theory, EachProvider]
    public async Task One_that_the_database_refuses_does_not_take_the_others_with_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database);

        var received = Enumerable.Range(0, 50).Select(i => i == 25
            ? node.Inbox.Receive(new Received(null!, "25", 1, "no source"), Stop)
            : node.Receive(chat: 1, number: i)).ToList();

        await Assert.ThrowsAnyAsync<Exception>(() => received[25]);
        received.RemoveAt(25);
        Assert.All(await Task.WhenAll(received), Assert.True);
        Assert.Equal(49, (await node.Rows()).Count);
    }

    [Theory, EachProvider]
    public async Task A_text_with_every_strange_character_comes_back_as_it_came(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database);
        const string body = """{"text":"\u0000 👩‍👩‍👧‍👦 '; DROP TABLE users; --  \ud83d"}""";

        await node.Inbox.Receive(new Received(Listener.Name, "1", long.MinValue, body), Stop);

        Assert.Equal((body, long.MinValue), (await node.Rows()).Select(row => (row.Body, row.OrderKey)).Single());
    }

    [Fact]
    public void Every_chat_has_a_lane_and_chats_are_spread_over_all_of_them()
    {
        var lanes = Enumerable.Range(1_000_000, 10_000).Select(chat => Inbox.LaneOf(chat)).Concat([Inbox.LaneOf(long.MinValue), Inbox.LaneOf(-1), Inbox.LaneOf(0)]).ToList();

        Assert.All(lanes, lane => Assert.InRange(lane, 0, Inbox.Lanes - 1));
        Assert.Equal(Inbox.Lanes, lanes.Distinct().Count());
        Assert.All(lanes.CountBy(lane => lane), lane => Assert.InRange(lane.Value, 50, 300));
    }
}
