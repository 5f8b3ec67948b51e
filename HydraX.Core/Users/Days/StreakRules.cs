namespace HydraX.Core.Users;

/// <summary>
/// Days with activity in a row, in the member's own time zone. A run lives until a whole local day has gone by without activity, so it is shown by
/// the clock and never needs a job to end it. Pure.
/// </summary>
public static class StreakRules
{
    /// <summary>The local date of a member at an instant.</summary>
    public static DateOnly Today(UserProfile profile, DateTimeOffset at) => TimeZoneRules.Date(profile.TimeZoneAt(at), at);

    /// <summary>The run as it stands at an instant: 0 once yesterday, too, was without activity.</summary>
    public static int Shown(UserProfile profile, DateTimeOffset at) => profile.LastActiveOn >= Today(profile, at).AddDays(-1) ? profile.CurrentStreak : 0;

    /// <summary>Counts activity, once for each local date; false when the date was counted before.</summary>
    public static bool RollOver(UserProfile profile, DateTimeOffset at)
    {
        var today = Today(profile, at);
        // A zone further west shows the last date again: it counts once.
        if (profile.LastActiveOn >= today) return false;
        profile.CurrentStreak = Shown(profile, at) + 1;
        profile.BestStreak = Math.Max(profile.BestStreak, profile.CurrentStreak);
        profile.LastActiveOn = today;
        return true;
    }
}
