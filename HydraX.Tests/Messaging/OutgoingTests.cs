using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Tests.Support;

namespace HydraX.Tests.Messaging;

public sealed class OutgoingTests
{
    private readonly TestTime time = new(TestTime.Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed record Note(string Text) : IFact
    {
        public static string Kind => "note";
    }

    [Theory, EachProvider]
    public async Task The_urgent_goes_first_and_each_chat_and_member_gets_one_at_a_time(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work =>
        {
            node.Outbox.Tell(work, 1, new Note("digest"), OutboxLane.Digests);
            node.Outbox.Tell(work, 2, new Note("warning"), OutboxLane.Warnings);
            node.Outbox.Tell(work, 2, new Note("notice"), OutboxLane.Notices);
            node.Outbox.Reply(work, 30, 3, "answer", "a1");
            node.Outbox.Reply(work, 30, 3, "second answer", "a2");
            node.Outbox.Reply(work, -40, 3, "in a group", "a3");
            return Task.CompletedTask;
        }, Stop);

        Assert.Equal(["answer", Data("warning"), Data("digest")], Texts(await node.Outgoing.Claim(10, [], [], Stop)));
        Assert.Equal(["second answer", Data("notice")], Texts(await node.Outgoing.Claim(10, [], [], Stop)));
        Assert.Equal(["in a group"], Texts(await node.Outgoing.Claim(10, [], [], Stop)));
        Assert.Empty(await node.Outgoing.Claim(10, [], [], Stop));
    }

    [Theory, EachProvider]
    public async Task Busy_chats_and_members_are_passed_by_and_places_are_kept(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work =>
        {
            for (var user = 1; user <= 5; user++) node.Outbox.Tell(work, user, new Note($"{user}"), OutboxLane.Notices);
            node.Outbox.Reply(work, 60, null, "six", "a");
            return Task.CompletedTask;
        }, Stop);

        Assert.Equal([Data("2"), Data("4")], Texts(await node.Outgoing.Claim(2, [60], [1, 3], Stop)));
        Assert.Equal([Data("1"), Data("3"), Data("5")], Texts(await node.Outgoing.Claim(9, [60], [], Stop)));
    }

    [Theory, EachProvider]
    public async Task What_comes_too_late_is_dropped_and_never_sent(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work =>
        {
            for (var user = 1; user <= 30; user++) node.Outbox.Tell(work, user, new Note("23:00"), OutboxLane.Warnings, expiresAt: time.Now.AddMinutes(45));
            node.Outbox.Tell(work, 99, new Note("later"), OutboxLane.Notices);
            return Task.CompletedTask;
        }, Stop);
        time.Advance(TimeSpan.FromMinutes(45));

        var claimed = new List<OutboxMessage>();
        for (var i = 0; i < 10; i++) claimed.AddRange(await node.Outgoing.Claim(5, [], [], Stop));

        Assert.Equal([Data("later")], Texts(claimed));
        Assert.Equal(30, (await node.ToSend()).Count(row => row.State == MessageState.Expired));
    }

    [Theory, EachProvider]
    public async Task What_a_dead_sender_had_claimed_is_claimed_again_when_its_claim_ends(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var dead = new MessagingNode(database, time);
        await using var node = new MessagingNode(database, time);
        await dead.Data.Run(work =>
        {
            for (var user = 1; user <= 3; user++) node.Outbox.Tell(work, user, new Note($"{user}"), OutboxLane.Notices);
            return Task.CompletedTask;
        }, Stop);
        var claimed = await dead.Outgoing.Claim(3, [], [], Stop);
        await dead.Outgoing.Sent(claimed[0]);
        await dead.Outgoing.SentParts(claimed[1], 2);

        Assert.Empty(await node.Outgoing.Claim(10, [], [], Stop));
        time.Advance(Outgoing.ClaimLength);
        var again = await node.Outgoing.Claim(10, [], [], Stop);

        Assert.Equal([(Data("2"), 2), (Data("3"), 0)], again.Select(message => (message.Data, message.PartsSent)));
    }

    [Theory, EachProvider]
    public async Task Whoever_becomes_the_only_sender_takes_over_what_was_claimed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work => { node.Outbox.Tell(work, 1, new Note("x"), OutboxLane.Notices); return Task.CompletedTask; }, Stop);
        Assert.Single(await node.Outgoing.Claim(10, [], [], Stop));

        Assert.Empty(await node.Outgoing.Claim(10, [], [], Stop));
        await node.Outgoing.TakeOver(Stop);
        Assert.Single(await node.Outgoing.Claim(10, [], [], Stop));
    }

    [Theory, EachProvider]
    public async Task Two_senders_never_claim_the_same(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var one = new MessagingNode(database, time);
        await using var two = new MessagingNode(database, time);
        await one.Data.Run(work =>
        {
            for (var user = 1; user <= 200; user++) one.Outbox.Tell(work, user, new Note($"{user}"), OutboxLane.Notices);
            return Task.CompletedTask;
        }, Stop);

        var claimed = new List<OutboxMessage>();
        for (var round = 0; round < 40 && claimed.Count < 200; round++)
            foreach (var some in await Task.WhenAll(one.Outgoing.Claim(10, [], [], Stop), two.Outgoing.Claim(10, [], [], Stop))) claimed.AddRange(some);

        Assert.Equal(200, claimed.Count);
        Assert.Equal(200, claimed.DistinctBy(message => message.MessageId).Count());
    }

    [Theory, EachProvider]
    public async Task What_fails_waits_longer_each_time_and_ends_among_the_dead_letters_from_which_it_can_be_replayed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work => { node.Outbox.Tell(work, 1, new Note("x"), OutboxLane.Notices); return Task.CompletedTask; }, Stop);

        for (var attempt = 1; attempt <= RetryRules.OutboxTries; attempt++)
        {
            var message = Assert.Single(await node.Outgoing.Claim(1, [], [], Stop));
            Assert.Equal(attempt == RetryRules.OutboxTries, await node.Outgoing.Fail(message, "502"));
            Assert.Empty(await node.Outgoing.Claim(1, [], [], Stop));
            time.Advance(TimeSpan.FromMinutes(20));
        }
        var dead = Assert.Single(await node.ToSend());
        Assert.Equal((MessageState.Dead, RetryRules.OutboxTries, "502"), (dead.State, dead.Attempts, dead.LastError));

        Assert.True((await node.Outgoing.Replay(dead.MessageId, Stop)).Succeeded);
        Assert.Equal("messaging.not-dead", (await node.Outgoing.Replay(dead.MessageId, Stop)).Problem?.Code);
        await node.Outgoing.Sent(Assert.Single(await node.Outgoing.Claim(1, [], [], Stop)));
        Assert.Equal(MessageState.Done, Assert.Single(await node.ToSend()).State);
    }

    [Theory, EachProvider]
    public async Task A_chat_that_moved_takes_all_that_waits_for_it_along(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        await node.Data.Run(work =>
        {
            node.Outbox.Reply(work, -5, null, "one", "1");
            node.Outbox.Reply(work, -5, null, "two", "2");
            node.Outbox.Reply(work, -6, null, "other", "3");
            return Task.CompletedTask;
        }, Stop);
        var first = (await node.Outgoing.Claim(1, [], [], Stop))[0];

        await node.Outgoing.Readdress(first, -1005);
        await node.Outgoing.Postpone(first, time.Now, Stop);

        Assert.Equal([-1005L, -1005L, -6L], (await node.ToSend()).Select(row => row.ChatId!.Value));
        Assert.Equal(["one", "other"], Texts(await node.Outgoing.Claim(9, [], [], Stop)));
    }

    [Fact]
    public void Waits_between_tries_double_are_spread_and_end()
    {
        Assert.Equal(1.5, RetryRules.AfterSending(1, 0)!.Value.TotalSeconds);
        Assert.Equal(2.5, RetryRules.AfterSending(1, 1)!.Value.TotalSeconds);
        Assert.Equal(900, RetryRules.AfterSending(10, 0.5)!.Value.TotalSeconds);
        Assert.Null(RetryRules.AfterSending(RetryRules.OutboxTries, 0));
        Assert.Null(RetryRules.AfterReceiving(5));
    }

    private static string Data(string text) => $$"""{"text":"{{text}}"}""";

    private static IEnumerable<string> Texts(IReadOnlyList<OutboxMessage> messages) => messages.Select(message => message.Data);
}
