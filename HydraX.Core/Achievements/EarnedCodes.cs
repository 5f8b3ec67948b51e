using System.Text.Json;
using HydraX.Core.Users;

namespace HydraX.Core.Achievements;

/// <summary>What a member has earned and kept, by code: the profile's copy of it, so that an award needs to ask nothing else.</summary>
public static class EarnedCodes
{
    /// <summary>The codes, in the order in which they were earned.</summary>
    public static IReadOnlySet<string> Of(UserProfile profile) => Read(profile).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds one at the end.</summary>
    internal static void Add(UserProfile profile, string code) => profile.AchievementsData = JsonSerializer.Serialize(Read(profile).Append(code).Distinct());

    /// <summary>Takes one out.</summary>
    internal static void Remove(UserProfile profile, string code) => profile.AchievementsData = JsonSerializer.Serialize(Read(profile).Where(known => known != code));

    private static string[] Read(UserProfile profile) => profile.AchievementsData.Length <= 2 ? [] : JsonSerializer.Deserialize<string[]>(profile.AchievementsData)!;
}
