using HydraX.Core.Users.Duties;

namespace HydraX.Web.Components.Layout;

/// <summary>What the top of every page says about the person who looks at it.</summary>
/// <param name="Username">The name in addresses, without @.</param>
/// <param name="Rank">The rank's code, such as FIELD_MARSHAL.</param>
/// <param name="Level">The level, from 1.</param>
/// <param name="LevelShare">How much of the way to the next level is done, 0 to 1.</param>
/// <param name="Tier">The effective tier's code, such as PRESS_PASS.</param>
/// <param name="StreakDays">Consecutive days with activity.</param>
/// <param name="WipeAt">The next nightly wipe while on a Press Pass, else nothing.</param>
/// <param name="Duties">The duties of staff, by which the ways to their pages are shown; empty for anybody else. They open nothing: pages check for themselves.</param>
/// <param name="TimeZone">The IANA name of the zone that times are drawn in.</param>
/// <param name="WornFrame">The code of the frame worn around the insignia.</param>
public sealed record WhoIAm(
    string Username, string Rank, int Level, double LevelShare, string Tier, int StreakDays, DateTimeOffset? WipeAt, IReadOnlyList<Duty> Duties, string TimeZone, string? WornFrame = null);
