using System.Text.Json;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Achievements.Goals;

/// <summary>A personal goal of a week, as the profile keeps it.</summary>
/// <param name="Metric">What is counted in the week: the code of a counted metric.</param>
/// <param name="Target">How much of it.</param>
/// <param name="Reward">XP.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Times">How often it was met: more than once if what had met it was reversed.</param>
public sealed record WeeklyGoal(string Metric, long Target, int Reward, bool Met = false, int Times = 0)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>In words: <c>5 days with activity</c>.</summary>
    public string Words => MetricList.Find(Metric)?.Words(Target) ?? Metric;

    /// <summary>A member's goals in the week of a day; none where they have not been drawn yet.</summary>
    public static IReadOnlyList<WeeklyGoal> Of(UserProfile profile, UtcDay day) => profile.GoalsOf == day.Monday.Date ? JsonSerializer.Deserialize<List<WeeklyGoal>>(profile.Goals, Json)! : [];

    /// <summary>Writes down a week's goals.</summary>
    internal static void Set(UserProfile profile, UtcDay day, IEnumerable<WeeklyGoal> goals) => (profile.GoalsOf, profile.Goals) = (day.Monday.Date, JsonSerializer.Serialize(goals, Json));
}
