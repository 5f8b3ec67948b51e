namespace HydraX.Core.Achievements;

/// <summary>Section <c>Achievements</c>.</summary>
public sealed class AchievementOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Achievements";

    /// <summary>Whether a start adds those of the shipped set that are not there yet. Off for whoever builds a set of their own.</summary>
    public bool StartingSet { get; set; } = true;

    /// <summary>Whether each member gets three personal goals a week.</summary>
    public bool WeeklyGoals { get; set; } = true;
}
