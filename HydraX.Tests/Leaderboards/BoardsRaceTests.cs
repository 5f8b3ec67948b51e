using HydraX.Core.Data;
using HydraX.Core.Leaderboards;
using HydraX.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace HydraX.Tests.Leaderboards;

public sealed class BoardsRaceTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Two_nodes_that_award_and_read_at_the_same_time_end_with_the_same_boards(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        TestCore[] nodes = [core, other];
        var users = new List<long>();
        for (var i = 0; i < 5; i++) users.Add(i < 2 ? await core.MemberOnPass() : await core.Member());
        using var awarding = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var readers = nodes.Select(node => Task.Run(() => ReadUntil(node, awarding.Token), Stop)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => nodes[i % 2].Give(users[i % users.Count], 1 + i % 3)));
        foreach (var node in nodes) node.Time.Midnight();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (Task)nodes[i % 2].Give(users[i % users.Count], 5)).Append(core.Night.Wipe(Stop)).Append(other.Night.Wipe(Stop)));
        await awarding.CancelAsync();
        await Task.WhenAll(readers);

        foreach (var user in users.Take(2)) Assert.Equal((20, 20, 20, 20), await core.Scores(user));
        foreach (var node in nodes) await node.AssertAsIfCountedNow("after the race");
        foreach (var user in users) Assert.Equal(await core.Scores(user), await other.Scores(user));
    }

    [Theory, EachProvider]
    public async Task Boards_follow_by_themselves_and_tell_who_listens(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();
        var boards = core.Get<Boards>();
        await boards.Follow(Stop);
        var follower = core.Get<IEnumerable<IHostedService>>().OfType<BoardFollower>().Single();
        await follower.StartAsync(Stop);
        follower.Begin();

        await Told(boards, () => core.Give(user, 10));
        await Told(boards, () => other.Give(user, 20));
        await Told(boards, () => { core.Time.Midnight(); return Task.CompletedTask; });

        await follower.StopAsync(Stop);
        var view = await boards.Show(BoardPeriod.All, user, stop: Stop);
        Assert.Equal((30, 0), (view.Own!.Score, view.OwnToday));
    }

    private static async Task Told(Boards boards, Func<Task> act)
    {
        var changed = new TaskCompletionSource();
        void Hear() => changed.TrySetResult();
        boards.Changed += Hear;
        await act();
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        boards.Changed -= Hear;
    }

    private static async Task ReadUntil(TestCore node, CancellationToken done)
    {
        while (!done.IsCancellationRequested) await node.Get<Boards>().Show(BoardPeriod.All, stop: Stop);
    }
}
