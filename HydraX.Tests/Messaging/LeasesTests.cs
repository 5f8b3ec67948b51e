using HydraX.Core.Data;
using HydraX.Tests.Support;

namespace HydraX.Tests.Messaging;

public sealed class LeasesTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Of_many_who_want_it_at_once_one_gets_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var one = new MessagingNode(database);
        await using var two = new MessagingNode(database);

        for (var round = 0; round < 5; round++)
        {
            var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? one : two).Leases.Take("poller", Length, Stop)));
            var lease = Assert.Single(taken, lease => lease is not null);
            await one.Leases.Release(lease!, Stop);
        }
    }

    [Theory, EachProvider]
    public async Task It_is_free_again_when_it_ends_and_then_the_first_holder_can_neither_prolong_nor_release_it(DatabaseProvider provider)
    {
        var time = new TestTime(TestTime.Noon);
        await using var database = await TestDatabase.Create(provider);
        await using var node = new MessagingNode(database, time);
        var first = (await node.Leases.Take("poller", Length, Stop))!;
        time.Advance(Length - TimeSpan.FromTicks(10));
        Assert.Null(await node.Leases.Take("poller", Length, Stop));
        first = (await node.Leases.Prolong(first, Length, Stop))!;
        time.Advance(Length);

        var second = (await node.Leases.Take("poller", Length, Stop))!;
        Assert.Null(await node.Leases.Prolong(first, Length, Stop));
        await node.Leases.Release(first, Stop);
        Assert.Null(await node.Leases.Take("poller", Length, Stop));
        Assert.Equal(time.Now + Length, (await node.Leases.Prolong(second, Length, Stop))!.Until);
    }
}
