using HydraX.Tests.Support;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Tests.Telegram.Sending;

public sealed class PaceTests
{
    private const long Person = 1001;
    private const long Group = -1001;

    private readonly TestTime time = new(TestTime.Noon);
    private readonly Pace pace;

    public PaceTests() => pace = new Pace(time, new PaceLimits());

    [Fact]
    public void A_chat_gets_a_small_burst_and_then_one_a_second()
    {
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => pace.Take(Person).TotalSeconds));
        Assert.Equal(1, pace.Take(Person).TotalSeconds, 3);
        time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Equal(0.4, pace.Take(Person).TotalSeconds, 3);
        time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.Equal(TimeSpan.Zero, pace.Take(Person));
        Assert.NotEqual(TimeSpan.Zero, pace.Take(Person));
    }

    [Fact]
    public void A_group_never_gets_more_than_twenty_in_any_minute()
    {
        var sent = SendAsFastAsAllowed(TimeSpan.FromMinutes(5), Group);
        Assert.InRange(MostWithin(sent, TimeSpan.FromMinutes(1)), 15, 20);
    }

    [Fact]
    public void All_chats_together_get_twenty_five_a_second_after_a_burst_of_five()
    {
        var people = Enumerable.Range(1, 1_000).Select(i => (long)i).ToArray();
        var sent = SendAsFastAsAllowed(TimeSpan.FromSeconds(10), people);
        Assert.InRange(sent.Count, 250, 255);
        Assert.InRange(MostWithin(sent, TimeSpan.FromSeconds(1)), 25, 30);
    }

    [Fact]
    public void A_pause_stops_the_whole_bot_and_a_shorter_one_does_not_end_it()
    {
        pace.Pause(TimeSpan.FromSeconds(30));
        pace.Pause(TimeSpan.FromSeconds(5));

        Assert.Equal((TimeSpan.FromSeconds(30), 0), (pace.Wait, pace.Room));
        Assert.Equal(TimeSpan.FromSeconds(30), pace.Take(Person));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Take(Person));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Take(Person));
    }

    [Fact]
    public void A_chat_without_permits_is_named_until_it_has_one_and_costs_the_others_nothing()
    {
        for (var i = 0; i < 3; i++) pace.Take(Person);

        var exhausted = Assert.Single(pace.Exhausted);
        Assert.Equal((Person, 1), (exhausted.Key, (int)exhausted.Value.TotalSeconds));
        pace.Take(Person);
        Assert.Equal(2, pace.Room);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(pace.Exhausted);
    }

    [Fact]
    public void A_clock_that_is_put_back_gives_no_permits()
    {
        for (var i = 0; i < 3; i++) pace.Take(Person);
        time.Advance(TimeSpan.FromHours(-1));
        Assert.InRange(pace.Take(Person).TotalSeconds, 0.99, 1.01);
    }

    private List<DateTimeOffset> SendAsFastAsAllowed(TimeSpan during, params long[] chats)
    {
        var sent = new List<DateTimeOffset>();
        for (var (end, next) = (time.Now + during, 0); time.Now < end; time.Advance(TimeSpan.FromMilliseconds(5)))
            while (pace.Take(chats[next % chats.Length]) == TimeSpan.Zero)
            {
                sent.Add(time.Now);
                next++;
            }
        return sent;
    }

    private static int MostWithin(List<DateTimeOffset> sent, TimeSpan window) => sent.Max(from => sent.Count(at => at >= from && at < from + window));
}
