using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Tests.Support;

namespace HydraX.Tests.Xp.Events;

public sealed class EventRulesTests
{
    private static readonly DateTimeOffset Now = TestTime.Noon;
    private static readonly EventDraft Good = new("Winter run", "", Now.AddDays(1), Now.AddDays(3), 2m, EventScope.Everything);

    public static TheoryData<string, EventDraft, string?> Drafts => new()
    {
        { "as it should be", Good, null },
        { "a name of two letters", Good with { Name = "ab" }, "events.name" },
        { "a name of 61", Good with { Name = new('a', 61) }, "events.name" },
        { "a name of 60", Good with { Name = new('a', 60) }, null },
        { "301 characters about it", Good with { Description = new('a', 301) }, "events.description" },
        { "a factor of 1", Good with { Factor = 1m }, "events.factor" },
        { "a factor of 1.01", Good with { Factor = 1.01m }, null },
        { "a factor of 5", Good with { Factor = 5m }, null },
        { "a factor of 5.01", Good with { Factor = 5.01m }, "events.factor" },
        { "three decimals", Good with { Factor = 1.255m }, "events.factor" },
        { "an end at its beginning", Good with { EndsAt = Good.StartsAt }, "events.window" },
        { "an end before it", Good with { EndsAt = Good.StartsAt.AddMicroseconds(-1) }, "events.window" },
        { "a microsecond", Good with { EndsAt = Good.StartsAt.AddMicroseconds(1) }, null },
        { "in the past", Good with { StartsAt = Now.AddMinutes(-1) }, "events.too-soon" },
        { "sooner than other nodes know", Good with { StartsAt = Now + EventRules.Notice - TimeSpan.FromMicroseconds(1) }, "events.too-soon" },
        { "as soon as they know", Good with { StartsAt = Now + EventRules.Notice }, null },
        { "31 days", Good with { EndsAt = Good.StartsAt.AddDays(31) }, null },
        { "more than 31 days", Good with { EndsAt = Good.StartsAt.AddDays(31).AddMicroseconds(1) }, "events.too-long" },
        { "in a year", new("Later", "", Now.AddDays(366), Now.AddDays(367), 2m, EventScope.Everything), null },
        { "in more than a year", new("Later", "", Now.AddDays(366).AddMicroseconds(1), Now.AddDays(367), 2m, EventScope.Everything), "events.too-far" },
        { "on what is given", Good with { Scope = new([XpSource.AdminGrant], []) }, "events.sources" },
        { "on what is no source", Good with { Scope = new([(XpSource)999], []) }, "events.sources" },
        { "on wins", Good with { Scope = new([XpSource.TradeWin], []) }, null },
        { "for no tier of ours", Good with { Scope = new([], [(TierCode)9]) }, "events.tiers" },
    };

    [Theory, MemberData(nameof(Drafts))]
    public void A_draft_is_refused_for_what_is_wrong_with_it(string what, EventDraft draft, string? code) => Assert.True(EventRules.Check(draft, Now)?.Code == code, what);

    public static TheoryData<string, DateTimeOffset, DateTimeOffset, EventScope, bool> Others => new()
    {
        { "ends where this begins", Now, Good.StartsAt, EventScope.Everything, false },
        { "ends a microsecond later", Now, Good.StartsAt.AddMicroseconds(1), EventScope.Everything, true },
        { "begins where this ends", Good.EndsAt, Good.EndsAt.AddDays(1), EventScope.Everything, false },
        { "begins a microsecond earlier", Good.EndsAt.AddMicroseconds(-1), Good.EndsAt.AddDays(1), EventScope.Everything, true },
        { "lies within", Good.StartsAt.AddHours(1), Good.StartsAt.AddHours(2), EventScope.Everything, true },
        { "lies around", Now, Good.EndsAt.AddDays(1), EventScope.Everything, true },
        { "another source", Now, Good.EndsAt, new([XpSource.DailyLogin], []), false },
        { "the same source among others", Now, Good.EndsAt, new([XpSource.DailyLogin, XpSource.TradeWin], []), true },
        { "another tier", Now, Good.EndsAt, new([], [TierCode.Nibbler]), false },
        { "the same source for another tier", Now, Good.EndsAt, new([XpSource.TradeWin], [TierCode.Nibbler]), false },
        { "the same tier for another source", Now, Good.EndsAt, new([XpSource.TradeLoss], [TierCode.Apex]), false },
        { "both the same", Now, Good.EndsAt, new([XpSource.TradeWin], [TierCode.Apex]), true },
    };

    [Theory, MemberData(nameof(Others))]
    public void Two_events_do_not_multiply_the_same_source_for_the_same_tier_at_the_same_time(string what, DateTimeOffset from, DateTimeOffset until, EventScope scope, bool overlaps)
    {
        var draft = Good with { Scope = new([XpSource.TradeWin], [TierCode.Fang, TierCode.Apex]) };

        Assert.True(EventRules.Overlap(draft, [new(1, "Other", "", from, until, 2m, scope)])?.Code == (overlaps ? "events.overlaps" : null), what);
    }

    [Fact]
    public void A_refused_overlap_names_the_other_and_both_windows() => Assert.Equal(
        "“Advent” multiplies trade_win for APEX from 20 November 2026, 18:00 UTC to 21 November 2026, 00:00 UTC, and this one would from 20 November 2026, 12:00 UTC to 22 November 2026, 12:00 UTC. Choose another time, other sources or other tiers.",
        EventRules.Overlap(Good, [new(1, "Advent", "", Now.AddHours(30), Now.AddHours(36), 3m, new([XpSource.TradeWin], [TierCode.Apex]))])!.Sentence);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(7_199_999_999, true)]
    [InlineData(7_200_000_000, false)]
    public void A_window_holds_its_first_instant_and_not_its_end(long microseconds, bool holds) =>
        Assert.Equal(holds, new EventWindow(1, "Winter run", "", Now, Now.AddHours(2), 2m, EventScope.Everything).Holds(Now.AddMicroseconds(microseconds)));

    [Theory]
    [InlineData(3600, 7200, null, "events.not-begun")] // an hour ahead
    [InlineData(10, 7200, null, "events.not-begun")]
    [InlineData(9, 7200, "events.begun", null)] // too close for other nodes to hear of a change
    [InlineData(0, 7200, "events.begun", null)]
    [InlineData(-60, 7200, "events.begun", null)]
    [InlineData(-60, 10, "events.begun", "events.over")] // ends by itself as soon as it could be ended
    [InlineData(-60, 0, "events.over", "events.over")]
    public void What_is_ahead_is_changed_and_what_runs_is_ended_early(int begins, int ends, string? change, string? early)
    {
        var row = new XpEvent { Name = "Winter run", StartsAt = Now.AddSeconds(begins), EndsAt = Now.AddSeconds(ends) };

        Assert.Equal(change, EventRules.MayChange(row, Now)?.Code);
        Assert.Equal(early, EventRules.EarlyEnd(row, Now).Problem?.Code);
        if (early is null) Assert.Equal(Now + EventRules.Notice, EventRules.EarlyEnd(row, Now).Value);
    }

    [Fact]
    public void What_was_withdrawn_stays_so()
    {
        var row = new XpEvent { Name = "Winter run", StartsAt = Now.AddDays(1), EndsAt = Now.AddDays(2), CancelledAt = Now };

        Assert.Equal(("events.withdrawn", "events.withdrawn", EventPhase.Withdrawn), (EventRules.MayChange(row, Now)?.Code, EventRules.EarlyEnd(row, Now).Problem?.Code, EventRules.PhaseOf(row, Now)));
    }

    [Fact]
    public void All_of_them_named_is_none_named()
    {
        var tidy = new EventScope([XpSource.PerfectDay, .. EventRules.EarnedSources], [.. Enum.GetValues<TierCode>().Reverse()]).Tidy();

        Assert.Equal((0, 0), (tidy.Sources.Count, tidy.Tiers.Count));
        Assert.Equal([XpSource.TradeWin, XpSource.DailyLogin], new EventScope([XpSource.DailyLogin, XpSource.TradeWin, XpSource.DailyLogin], []).Tidy().Sources);
    }

    [Theory]
    [InlineData(2, false, 110)] // 50 × 1.1 × 2
    [InlineData(2, true, 165)] // × 1.5
    [InlineData(5, true, 250)] // capped at 5
    public void An_example_is_what_an_award_would_come_to(double factor, bool isWeekend, long xp) => Assert.Equal(xp, EventRules.Example(XpSource.TradeWin, 1.1m, (decimal)factor, isWeekend).Amount);

    [Theory]
    [InlineData("2026-11-19T00:00Z", "2026-11-21T00:00Z", false)] // Thursday to the first instant of Saturday
    [InlineData("2026-11-19T00:00Z", "2026-11-21T00:01Z", true)]
    [InlineData("2026-11-22T23:59Z", "2026-11-23T12:00Z", true)]
    [InlineData("2026-11-23T00:00Z", "2026-11-23T12:00Z", false)]
    public void A_window_that_touches_a_weekend_is_shown_with_it(string from, string until, bool touches) =>
        Assert.Equal(touches, EventRules.TouchesWeekend(DateTimeOffset.Parse(from), DateTimeOffset.Parse(until)));
}
