using System.Globalization;
using HydraX.Core.Kernel;

namespace HydraX.Core.Xp.Events;

/// <summary>Where an event stands.</summary>
[LowerCodes]
public enum EventPhase
{
    /// <summary>Still to come.</summary>
    Ahead,

    /// <summary>Multiplies now.</summary>
    Running,

    /// <summary>Has ended.</summary>
    Over,

    /// <summary>Withdrawn before it began.</summary>
    Withdrawn,
}

/// <summary>What an event that is planned, changed or ended must be like.</summary>
public static class EventRules
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>Fewest characters of a name.</summary>
    public const int ShortestName = 3;

    /// <summary>Most characters of what it is about.</summary>
    public const int LongestDescription = 300;

    /// <summary>
    /// How far ahead a beginning or an end must lie when it is written down. Each node looks for changes every second, so by then all of them know, and no award counts otherwise
    /// on one than on another.
    /// </summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(10);

    /// <summary>The longest that an event may be.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>How far ahead an event may begin.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    /// <summary>Where an event stands at an instant.</summary>
    public static EventPhase PhaseOf(XpEvent row, DateTimeOffset now) =>
        row.CancelledAt is not null ? EventPhase.Withdrawn : row.EndsAt <= now ? EventPhase.Over : row.StartsAt <= now ? EventPhase.Running : EventPhase.Ahead;

    /// <summary>
    /// Null for a tidy draft that may be written down at an instant; else <c>events.name</c>, <c>events.description</c>, <c>events.factor</c>, <c>events.sources</c>, <c>events.tiers</c>,
    /// <c>events.window</c>, <c>events.too-soon</c>, <c>events.too-far</c> or <c>events.too-long</c>.
    /// </summary>
    public static Problem? Check(EventDraft draft, DateTimeOffset now)
    {
        if (draft.Name.Length is < ShortestName or > LongestName) return Problem.Of("events.name", $"A name has {ShortestName} to {LongestName} characters, not {draft.Name.Length}: members read it.");
        if (draft.Description.Length > LongestDescription) return Problem.Of("events.description", $"What it is about has at most {LongestDescription} characters, not {draft.Description.Length}.");
        if (draft.Factor <= 1m || draft.Factor > XpRules.LargestFactor || decimal.Round(draft.Factor, 2) != draft.Factor)
            return Problem.Of("events.factor", Text($"The factor is above 1 and at most {XpRules.LargestFactor:0.##}, with two decimals such as 1.25; {draft.Factor:0.####} is not."));
        if (draft.Scope.Sources.Any(source => !XpRules.IsEarned(source))) return Problem.Of("events.sources", $"An event multiplies what is earned, some or all of it: {string.Join(", ", EarnedSources.Select(source => source.Code()))}.");
        if (draft.Scope.Tiers.Any(tier => !Enum.IsDefined(tier))) return Problem.Of("events.tiers", $"An event is for some of {string.Join(", ", Codes<TierCode>.All)}, or for all.");
        if (draft.EndsAt <= draft.StartsAt) return Problem.Of("events.window", $"It must end after it begins; from {Window(draft.StartsAt, draft.EndsAt)} is no time at all.");
        if (draft.StartsAt < now + Notice) return Problem.Of("events.too-soon", $"It begins at the earliest {Notice.TotalSeconds:0} seconds from now, so that every node knows of it; {Instant(draft.StartsAt)} is too soon. It is {Instant(now)} now.");
        if (draft.StartsAt > now + Furthest) return Problem.Of("events.too-far", $"It begins within {Furthest.TotalDays:0} days; {Instant(draft.StartsAt)} is further ahead.");
        return draft.EndsAt - draft.StartsAt > Longest
            ? Problem.Of("events.too-long", $"An event lasts at most {Longest.TotalDays:0} days; from {Window(draft.StartsAt, draft.EndsAt)} is longer.")
            : null;
    }

    /// <summary>Null unless another event multiplies the same source for the same tier at some instant of this one: <c>events.overlaps</c>, with both windows.</summary>
    public static Problem? Overlap(EventDraft draft, IEnumerable<EventWindow> others)
    {
        foreach (var other in others.Where(other => other.StartsAt < draft.EndsAt && draft.StartsAt < other.EndsAt))
        {
            if (draft.Scope.Shared(other.Scope) is not var (source, tier)) continue;
            return Problem.Of("events.overlaps",
                $"“{other.Name}” multiplies {source.Code()} for {tier.Code()} from {Window(other.StartsAt, other.EndsAt)}, and this one would from {Window(draft.StartsAt, draft.EndsAt)}. Choose another time, other sources or other tiers.");
        }
        return null;
    }

    /// <summary>Null for an event that may still be changed or withdrawn; else <c>events.withdrawn</c>, <c>events.over</c> or <c>events.begun</c>.</summary>
    public static Problem? MayChange(XpEvent row, DateTimeOffset now)
    {
        if (Gone(row, now) is { } gone) return gone;
        return row.StartsAt >= now + Notice ? null : Problem.Of("events.begun", $"“{row.Name}” {(row.StartsAt <= now ? $"has begun at {Instant(row.StartsAt)}" : "begins in a moment")}: what was earned in it stays as it is. It can only be ended early.");
    }

    /// <summary>When an event that runs ends if it is ended early now; else <c>events.withdrawn</c>, <c>events.over</c> or <c>events.not-begun</c>.</summary>
    public static Outcome<DateTimeOffset> EarlyEnd(XpEvent row, DateTimeOffset now)
    {
        if (Gone(row, now) is { } gone) return gone;
        if (row.StartsAt >= now + Notice) return Problem.Of("events.not-begun", $"“{row.Name}” begins only at {Instant(row.StartsAt)}: withdraw or change it instead.");
        var end = Clock.Cut(now + Notice);
        return row.EndsAt <= end ? Problem.Of("events.over", $"“{row.Name}” ends at {Instant(row.EndsAt)} by itself.") : end;
    }

    /// <summary>What earned XP comes to in an event, for a member of a tier without streak, boost or prestige.</summary>
    /// <param name="source">What is earned.</param>
    /// <param name="tierBonus">The tier's factor.</param>
    /// <param name="factor">The event's.</param>
    /// <param name="isWeekend">Whether the weekend's factor holds too.</param>
    public static XpSum Example(XpSource source, decimal tierBonus, decimal factor, bool isWeekend) =>
        XpRules.Sum(XpRules.Base(source), [new("weekend_bonus", isWeekend ? XpRules.WeekendFactor : 1m), new("tier_bonus", tierBonus), new(XpRules.EventBonus, factor)]);

    /// <summary>Whether some instant of a window lies on a Saturday or Sunday in UTC.</summary>
    public static bool TouchesWeekend(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        for (var day = UtcDay.Of(startsAt); day.Start < endsAt; day = day.Next)
            if (XpRules.Weekend(day.Start) != 1m) return true;
        return false;
    }

    /// <summary>The sources that an event can multiply.</summary>
    public static IReadOnlyList<XpSource> EarnedSources { get; } = [.. Enum.GetValues<XpSource>().Where(XpRules.IsEarned)];

    /// <summary>An instant in words: "5 December 2026, 18:00 UTC".</summary>
    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(at.UtcTicks % TimeSpan.TicksPerMinute == 0 ? "d MMMM yyyy, HH:mm 'UTC'" : "d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A window in words.</summary>
    internal static string Window(DateTimeOffset startsAt, DateTimeOffset endsAt) => $"{Instant(startsAt)} to {Instant(endsAt)}";

    private static Problem? Gone(XpEvent row, DateTimeOffset now) => PhaseOf(row, now) switch
    {
        EventPhase.Withdrawn => Problem.Of("events.withdrawn", $"“{row.Name}” was withdrawn at {Instant(row.CancelledAt!.Value)}."),
        EventPhase.Over => Problem.Of("events.over", $"“{row.Name}” ended at {Instant(row.EndsAt)}."),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
