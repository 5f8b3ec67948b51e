using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Live;

public sealed class LiveChangesTests
{
    private readonly LiveChanges live = new(TimeProvider.System, NullLogger<LiveChanges>.Instance);

    [Fact]
    public async Task A_change_is_told_at_once_and_a_burst_of_them_as_few()
    {
        var (told, time) = (0, new SteppedTime());
        var paced = new LiveChanges(time, NullLogger<LiveChanges>.Instance);
        using var listening = paced.Subscribe(7, () => Interlocked.Increment(ref told));
        Task Step(int until) => Eventually.Holds(() =>
        {
            time.Advance(LiveChanges.Pace);
            return told >= until;
        });

        paced.Changed(7);
        await Eventually.Holds(() => told == 1);
        for (var i = 0; i < 1_000; i++) paced.Changed(7);
        Assert.Equal(1, told);
        await Step(until: 2);
        paced.Changed(7);
        await Step(until: 3);

        Assert.Equal(3, told);
    }

    [Fact]
    public async Task Only_those_who_listen_to_the_member_hear_and_only_while_they_do()
    {
        int mine = 0, other = 0, gone = 0;
        using var first = live.Subscribe(7, () => Interlocked.Increment(ref mine));
        using var second = live.Subscribe(8, () => Interlocked.Increment(ref other));
        var third = live.Subscribe(7, () => Interlocked.Increment(ref gone));
        third.Dispose();
        third.Dispose();

        live.Posted([new XpPosted(7, 1, XpSource.AdminGrant, 5, 5, 5, 5, [], TestTime.Noon, WasKnown: false)]);

        await Eventually.Holds(() => mine == 1);
        Assert.Equal((0, 0), (other, gone));
    }

    [Fact]
    public async Task A_page_that_fails_keeps_no_other_from_hearing_now_or_later()
    {
        var told = 0;
        using var failing = live.Subscribe(7, () => throw new InvalidOperationException("A bug of a page"));
        using var listening = live.Subscribe(7, () => Interlocked.Increment(ref told));

        live.Changed(7);
        await Eventually.Holds(() => told == 1);
        live.Changed(7);
        await Eventually.Holds(() => told == 2);
    }

    [Fact]
    public async Task Whoever_comes_back_hears_again()
    {
        var told = 0;
        live.Subscribe(7, () => Interlocked.Increment(ref told)).Dispose();
        using var listening = live.Subscribe(7, () => Interlocked.Increment(ref told));

        live.Changed(7);

        await Eventually.Holds(() => told == 1);
    }
}
