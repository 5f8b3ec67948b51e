using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Xp.Events;

namespace HydraX.Core.Xp.Seasons;

/// <summary>A season as somebody of the staff wants it.</summary>
/// <param name="Name">What members call it.</param>
/// <param name="Description">What it is about, for members; may be empty.</param>
/// <param name="StartsOn">The first UTC day.</param>
/// <param name="EndsOn">The last UTC day.</param>
public sealed record SeasonDraft(string Name, string Description, DateOnly StartsOn, DateOnly EndsOn)
{
    /// <summary>The same without what cannot be seen.</summary>
    public SeasonDraft Tidy() => this with { Name = Lettering.Plain(Name), Description = Lettering.Plain(Description) };
}

/// <summary>What a season that is planned or changed must be like. One begins in the future only, so that what members earn in it is counted from its first instant on.</summary>
public static class SeasonRules
{
    /// <summary>Fewest days of a season; what is shorter is an event.</summary>
    public const int ShortestDays = 7;

    /// <summary>Most days of a season.</summary>
    public const int LongestDays = 184;

    /// <summary>How many days ahead a season may begin.</summary>
    public const int FurthestDays = 366;

    /// <summary>Null for a tidy draft that may be written down at an instant; else <c>seasons.name</c>, <c>seasons.description</c>, <c>seasons.too-soon</c>, <c>seasons.too-far</c> or <c>seasons.length</c>.</summary>
    public static Problem? Check(SeasonDraft draft, DateTimeOffset now)
    {
        if (draft.Name.Length is < EventRules.ShortestName or > EventRules.LongestName)
            return Problem.Of("seasons.name", $"A name has {EventRules.ShortestName} to {EventRules.LongestName} characters, not {draft.Name.Length}: members read it.");
        if (draft.Description.Length > EventRules.LongestDescription)
            return Problem.Of("seasons.description", $"What it is about has at most {EventRules.LongestDescription} characters, not {draft.Description.Length}.");
        var earliest = UtcDay.MidnightAfter(now + EventRules.Notice - TimeSpan.FromTicks(1)).Date;
        if (draft.StartsOn < earliest) return Problem.Of("seasons.too-soon", $"A season begins on {Day(earliest)} at the earliest, so that it is counted from its first instant on; {Day(draft.StartsOn)} is too soon.");
        if (draft.StartsOn > earliest.AddDays(FurthestDays)) return Problem.Of("seasons.too-far", $"A season begins within {FurthestDays} days; {Day(draft.StartsOn)} is further ahead.");
        return Length(draft.StartsOn, draft.EndsOn);
    }

    /// <summary>Null unless another season holds a day of this one: <c>seasons.overlaps</c>, with the days of both.</summary>
    public static Problem? Overlap(DateOnly startsOn, DateOnly endsOn, IEnumerable<SeasonSpan> others) =>
        others.FirstOrDefault(other => other.StartsOn <= endsOn && startsOn <= other.EndsOn) is { } taken
            ? Problem.Of("seasons.overlaps", $"“{taken.Name}” goes from {Days(taken.StartsOn, taken.EndsOn)}, and this one would from {Days(startsOn, endsOn)}. Seasons do not share a day: choose others.")
            : null;

    /// <summary>Null for a season that may still be changed in all or withdrawn; else <c>seasons.withdrawn</c>, <c>seasons.over</c> or <c>seasons.begun</c>.</summary>
    public static Problem? MayChange(Season row, DateTimeOffset now)
    {
        if (Gone(row, now) is { } gone) return gone;
        return HasBegun(row, now) ? Problem.Of("seasons.begun", $"“{row.Name}” {(UtcDay.Of(now).Date >= row.StartsOn ? $"has begun on {Day(row.StartsOn)}" : "begins in a moment")}: its first day, its name and what was earned in it stay. Only its last day can still be moved.") : null;
    }

    /// <summary>
    /// Null where the last day of a season that runs may be moved; else <c>seasons.withdrawn</c>, <c>seasons.over</c>, <c>seasons.not-begun</c>, <c>seasons.too-soon</c>,
    /// <c>seasons.length</c> or <c>seasons.unchanged</c>.
    /// </summary>
    public static Problem? MayEnd(Season row, DateOnly last, DateTimeOffset now)
    {
        if (Gone(row, now) is { } gone) return gone;
        if (!HasBegun(row, now)) return Problem.Of("seasons.not-begun", $"“{row.Name}” begins only on {Day(row.StartsOn)}: change or withdraw it instead.");
        var earliest = UtcDay.Of(now + EventRules.Notice).Date;
        if (last < earliest || last < row.StartsOn) return Problem.Of("seasons.too-soon", $"Its last day is {Day(earliest)} at the earliest; {Day(last)} has passed.");
        if (last == row.EndsOn) return Problem.Of("seasons.unchanged", $"{Day(last)} is its last day already.");
        return last.DayNumber - row.StartsOn.DayNumber >= LongestDays ? Length(row.StartsOn, last) : null;
    }

    /// <summary>Days in words: "1 December 2026 to 28 February 2027".</summary>
    internal static string Days(DateOnly from, DateOnly to) => $"{Day(from)} to {Day(to)}";

    private static bool HasBegun(Season row, DateTimeOffset now) => new UtcDay(row.StartsOn).Start < now + EventRules.Notice;

    private static Problem? Gone(Season row, DateTimeOffset now)
    {
        if (row.CancelledAt is { } at) return Problem.Of("seasons.withdrawn", $"“{row.Name}” was withdrawn at {EventRules.Instant(at)}.");
        return new UtcDay(row.EndsOn).End < now + EventRules.Notice ? Problem.Of("seasons.over", $"The last day of “{row.Name}” was {Day(row.EndsOn)}, or is in its last seconds.") : null;
    }

    private static Problem? Length(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber + 1 is >= ShortestDays and <= LongestDays
        ? null
        : Problem.Of("seasons.length", $"A season has {ShortestDays} to {LongestDays} days; {Days(from, to)} is {(to < from ? "none, since it ends before it begins" : $"{to.DayNumber - from.DayNumber + 1}")}.");

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
