using HydraX.Core.Kernel;

namespace HydraX.Core.PressPass;

/// <summary>When things happen on a Press Pass. All hours are UTC.</summary>
public static class PressPassRules
{
    /// <summary>Days that a pass lasts unless an admin says otherwise.</summary>
    public const int DefaultDays = 7;

    /// <summary>Fewest days that an admin may grant.</summary>
    public const int FewestDays = 7;

    /// <summary>Most days that an admin may grant.</summary>
    public const int MostDays = 30;

    /// <summary>Minutes before midnight of the first warning; it is dropped when the second is due.</summary>
    public const int FirstWarningMinutes = 60;

    /// <summary>Minutes before midnight of the final warning; it is dropped at midnight.</summary>
    public const int FinalWarningMinutes = 15;

    // A pass is announced to end this long before its end: three days, one day, and a last time while there is still time to act.
    private static readonly (int Days, TimeSpan Before)[] Notices = [(3, TimeSpan.FromDays(3)), (1, TimeSpan.FromDays(1)), (0, TimeSpan.FromHours(2))];

    /// <summary>The warning whose time has come and not gone: 60 or 15 minutes before midnight, or null outside both windows.</summary>
    public static int? WarningDue(DateTimeOffset now)
    {
        var left = UtcDay.Of(now).End - now;
        if (left <= TimeSpan.FromMinutes(FinalWarningMinutes)) return FinalWarningMinutes;
        return left <= TimeSpan.FromMinutes(FirstWarningMinutes) ? FirstWarningMinutes : null;
    }

    /// <summary>When a warning is no longer worth sending: the first at 23:45, the final one at midnight.</summary>
    public static DateTimeOffset WarningExpires(UtcDay day, int minutes) =>
        minutes == FinalWarningMinutes ? day.End : day.End - TimeSpan.FromMinutes(FinalWarningMinutes);

    /// <summary>How many days before the end the member is to be told now: 3, 1 or 0, the latest that has come; null before the first and after the end.</summary>
    public static int? NoticeDue(DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (now >= endsAt) return null;
        int? due = null;
        foreach (var (days, before) in Notices)
            if (endsAt - now <= before) due = days;
        return due;
    }

    /// <summary>The tier that is shown: from the end of a pass on it is NIBBLER, also before the job that writes it down has run.</summary>
    /// <param name="stored">The tier as stored.</param>
    /// <param name="isOnPass">Whether a pass runs, as stored.</param>
    /// <param name="passUntil">When that pass ends, exclusive.</param>
    /// <param name="now">When it is shown.</param>
    public static TierCode Shown(TierCode stored, bool isOnPass, DateTimeOffset? passUntil, DateTimeOffset now) => isOnPass && passUntil <= now ? TierCode.Nibbler : stored;

    /// <summary>Which UTC day of the pass an instant is in, from 1.</summary>
    public static int DayNumber(DateTimeOffset activatedAt, DateTimeOffset now) => UtcDay.Of(now).Date.DayNumber - UtcDay.Of(activatedAt).Date.DayNumber + 1;

    /// <summary>UTC days touched by any of the spells, for <c>press_pass_days</c>; a spell that runs counts up to now.</summary>
    public static int Days(IEnumerable<(DateTimeOffset StartsAt, DateTimeOffset? EndsAt)> spells, DateTimeOffset now)
    {
        var days = new HashSet<DateOnly>();
        foreach (var (startsAt, endsAt) in spells)
        {
            var last = UtcDay.Of((endsAt ?? now).AddTicks(endsAt is null ? 0 : -1)).Date;
            for (var day = UtcDay.Of(startsAt).Date; day <= last; day = day.AddDays(1)) days.Add(day);
        }
        return days.Count;
    }
}
