namespace HydraX.Core.Users.Days;

/// <summary>What the days before did to a run.</summary>
/// <param name="Frozen">Local dates without activity that a freeze protected, in order.</param>
/// <param name="Ended">Days of the run that ended; 0 if none did.</param>
public sealed record StreakSettled(IReadOnlyList<DateOnly> Frozen, int Ended);

/// <summary>A run as its days tell it.</summary>
/// <param name="Days">Days with activity in the run that is last.</param>
/// <param name="Best">Days with activity in the longest one.</param>
/// <param name="HeldOn">The last date that the run covers; null without any day.</param>
public sealed record StreakCount(int Days, int Best, DateOnly? HeldOn);

/// <summary>
/// Days with activity in a row, in the member's own time zone. A run lives until a whole local day has gone by without activity, unless a freeze that was held
/// when the day ended protects it, or the date is forgiven to everybody. It is shown by the clock and never needs a job to end it. Pure. Decisions §4.
/// </summary>
public static class StreakRules
{
    /// <summary>Freezes that a member may hold.</summary>
    public const int MostFreezes = 2;

    /// <summary>How long ago a date may be forgiven.</summary>
    public const int ForgivenDaysBack = 60;

    /// <summary>How far ahead a date may be forgiven, for work on the machine that is planned.</summary>
    public const int ForgivenDaysAhead = 14;

    /// <summary>The local date of a member at an instant.</summary>
    public static DateOnly Today(UserProfile profile, DateTimeOffset at) => TimeZoneRules.Date(profile.TimeZoneAt(at), at);

    /// <summary>The run as it stands at an instant: 0 once more days have gone by without activity than freezes protect.</summary>
    public static int Shown(UserProfile profile, DateTimeOffset at) =>
        profile.StreakHeldOn is { } held && !IsInForce(held, profile.StreakFreezes, Today(profile, at)) ? 0 : profile.CurrentStreak;

    /// <summary>Whether a run that covers a date is in force on a local date, as <see cref="Shown"/> has it.</summary>
    public static bool IsInForce(DateOnly heldOn, int freezes, DateOnly today) => today.DayNumber - heldOn.DayNumber - 1 <= freezes;

    /// <summary>Freezes that are left at an instant, those taken off that protect the days gone by.</summary>
    public static int FreezesLeft(UserProfile profile, DateTimeOffset at)
    {
        var missed = Missed(profile, at);
        return profile.CurrentStreak == 0 ? profile.StreakFreezes : Math.Max(0, profile.StreakFreezes - missed);
    }

    /// <summary>Whether only freezes hold the run at an instant: the day before went by without activity.</summary>
    public static bool IsFrozen(UserProfile profile, DateTimeOffset at) => Missed(profile, at) > 0 && Shown(profile, at) > 0;

    /// <summary>Whole local days that have gone by since the last one that the run covers.</summary>
    public static int Missed(UserProfile profile, DateTimeOffset at) => profile.StreakHeldOn is { } held ? Math.Max(0, Today(profile, at).DayNumber - held.DayNumber - 1) : 0;

    /// <summary>
    /// Settles the days gone by, before activity is counted or a freeze is added: each was protected by a freeze that was held then, or forgiven, or ended the run.
    /// </summary>
    public static StreakSettled Settle(UserProfile profile, DateTimeOffset at, IReadOnlySet<DateOnly> forgiven)
    {
        var frozen = new List<DateOnly>();
        if (profile is not { CurrentStreak: > 0, StreakHeldOn: { } held }) return new(frozen, 0);
        var today = Today(profile, at);
        for (var day = held.AddDays(1); day < today; day = day.AddDays(1))
        {
            if (!forgiven.Contains(day))
            {
                if (profile.StreakFreezes == 0)
                {
                    var ended = profile.CurrentStreak;
                    profile.CurrentStreak = 0;
                    return new(frozen, ended);
                }
                profile.StreakFreezes--;
                frozen.Add(day);
            }
            profile.StreakHeldOn = day;
        }
        return new(frozen, 0);
    }

    /// <summary>Whether the local date was counted already. A zone further west shows the last date again: it counts once.</summary>
    public static bool IsCounted(UserProfile profile, DateTimeOffset at) => profile.LastActiveOn >= Today(profile, at);

    /// <summary>Settles the days gone by and counts activity on a date that is not counted yet.</summary>
    public static StreakSettled RollOver(UserProfile profile, DateTimeOffset at, IReadOnlySet<DateOnly> forgiven)
    {
        var settled = Settle(profile, at, forgiven);
        var today = Today(profile, at);
        profile.CurrentStreak++;
        profile.BestStreak = Math.Max(profile.BestStreak, profile.CurrentStreak);
        profile.LastActiveOn = today;
        profile.StreakHeldOn = Bridged(profile.StreakHeldOn > today ? profile.StreakHeldOn.Value : today, forgiven);
        return settled;
    }

    /// <summary>
    /// Brings a profile to what its days tell once a date is forgiven. Only ever to the member's good: a run that was brought along without its days stays as it is.
    /// True if a longer run is shown than before.
    /// </summary>
    public static bool Restore(UserProfile profile, DateTimeOffset at, StreakCount count)
    {
        var before = Shown(profile, at);
        if (!(count.HeldOn > profile.StreakHeldOn) && count.Days <= profile.CurrentStreak) return false;
        profile.CurrentStreak = Math.Max(count.Days, profile.CurrentStreak);
        profile.BestStreak = Math.Max(profile.BestStreak, Math.Max(count.Best, profile.CurrentStreak));
        if (count.HeldOn > profile.StreakHeldOn) profile.StreakHeldOn = count.HeldOn;
        return Shown(profile, at) > before;
    }

    /// <summary>Counts a run anew from its days, in order.</summary>
    public static StreakCount Count(IEnumerable<ActivityDay> days, IReadOnlySet<DateOnly> forgiven)
    {
        var (run, best) = (0, 0);
        DateOnly? held = null;
        foreach (var day in days)
        {
            if (held is { } before && Bridged(before, forgiven).AddDays(1) < day.Day) run = 0;
            if (day.Kind == DayKind.Active) best = Math.Max(best, ++run);
            held = day.Day;
        }
        return new(run, best, held is { } last ? Bridged(last, forgiven) : null);
    }

    // The last of the forgiven dates that follow a date without a gap.
    private static DateOnly Bridged(DateOnly day, IReadOnlySet<DateOnly> forgiven)
    {
        while (forgiven.Contains(day.AddDays(1))) day = day.AddDays(1);
        return day;
    }
}
