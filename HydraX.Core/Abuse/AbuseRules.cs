namespace HydraX.Core.Abuse;

/// <summary>Where and with what a member was seen.</summary>
/// <param name="At">When.</param>
/// <param name="Network">The network, coarse.</param>
/// <param name="Device">Browser and system, in words.</param>
/// <param name="Place">The country's code as the proxy says it; null if it does not.</param>
public sealed record Sight(DateTimeOffset At, string Network, string Device, string? Place = null);

/// <summary>A member's XP of one day beside the days before it.</summary>
/// <param name="Xp">Earned on the day.</param>
/// <param name="EarlierXp">Earned in the <see cref="AbuseRules.EarlierDays"/> days before.</param>
/// <param name="EarlierDays">On how many of those anything was earned.</param>
public sealed record AwardDay(long Xp, long EarlierXp, int EarlierDays)
{
    /// <summary>XP of a usual day: of the days on which something was earned.</summary>
    public long Usual => EarlierDays == 0 ? 0 : EarlierXp / EarlierDays;
}

/// <summary>From when on something is worth a look by staff. Pure; none of it decides anything about anybody.</summary>
public static class AbuseRules
{
    /// <summary>Within which accounts from one address are counted: a farm is made in an evening, and a household that shares an address stays below five.</summary>
    public static readonly TimeSpan AccountsWithin = TimeSpan.FromHours(24);

    /// <summary>
    /// Within which changes of network and device are counted. One person with a phone and a computer changes a few times an hour; what changes back and
    /// forth all the time is two people, or a copied session. It says nothing about places, which nobody knows here without a proxy that tells the country.
    /// </summary>
    public static readonly TimeSpan SwitchesWithin = TimeSpan.FromHours(1);

    /// <summary>Within which failures from an address are counted: thirty in ten minutes is no forgetful person, and a script reaches it in two.</summary>
    public static readonly TimeSpan FailuresFromAddressWithin = TimeSpan.FromMinutes(10);

    /// <summary>Within which failures on an account are counted: an account rests after five, so fifteen in an hour means that somebody goes on after two rests.</summary>
    public static readonly TimeSpan FailuresOnAccountWithin = TimeSpan.FromHours(1);

    /// <summary>The days that a day of XP is held against.</summary>
    public const int EarlierDays = 14;

    /// <summary>With fewer days on which something was earned nobody knows what is usual: newcomers would all be sudden.</summary>
    public const int FewestEarlierDays = 5;

    /// <summary>The days within which reversals are counted. A trade reported wrongly now and then is nobody's fault; again and again it is somebody's way.</summary>
    public const int ReversalDays = 30;

    // Closer together they come from one thing that was done; farther apart a day has too few of them.
    private static readonly TimeSpan ShortestGap = TimeSpan.FromSeconds(5);

    // A person is never so even, and a script's timer hardly less.
    private static readonly TimeSpan SameGap = TimeSpan.FromSeconds(1);

    /// <summary>How often network and device changed together.</summary>
    public static int Switches(IReadOnlyList<Sight> trail) => Pairs(trail).Count(pair => pair.Before.Network != pair.After.Network && pair.Before.Device != pair.After.Device);

    /// <summary>Two countries within the hours that nobody needs less of; null if there were none.</summary>
    public static (Sight From, Sight To)? Travel(IReadOnlyList<Sight> trail, TimeSpan within)
    {
        var placed = trail.Where(sight => sight.Place is not null).ToList();
        foreach (var (before, after) in Pairs(placed))
            if (before.Place != after.Place && after.At - before.At < within) return (before, after);
        return null;
    }

    /// <summary>Whether a key that has its usual networks was used from another one.</summary>
    /// <param name="firstUse">When the key was first used; null if never.</param>
    /// <param name="uses">How often it was used from the networks that are known.</param>
    /// <param name="now">Now.</param>
    /// <param name="options">The thresholds.</param>
    public static bool IsSettled(DateTimeOffset? firstUse, long uses, DateTimeOffset now, AbuseOptions options) =>
        uses >= options.KeySettledUses || (firstUse is { } first && now - first >= TimeSpan.FromDays(options.KeySettledDays));

    /// <summary>Whether a day of XP is far above the member's own usual one.</summary>
    public static bool IsSudden(AwardDay day, AbuseOptions options) =>
        day.EarlierDays >= FewestEarlierDays && day.Xp >= options.AwardLeast && day.Xp > options.AwardFactor * day.Usual;

    /// <summary>The most awards in a row with the same time between two.</summary>
    public static int LongestEvenRun(IReadOnlyList<DateTimeOffset> awards)
    {
        var (longest, run, last) = (0, 0, TimeSpan.Zero);
        for (var i = 1; i < awards.Count; i++)
        {
            var gap = awards[i] - awards[i - 1];
            run = gap < ShortestGap ? 0 : run > 0 && (gap - last).Duration() <= SameGap ? run + 1 : 2;
            last = gap;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static IEnumerable<(Sight Before, Sight After)> Pairs(IReadOnlyList<Sight> trail) => trail.Zip(trail.Skip(1));
}
