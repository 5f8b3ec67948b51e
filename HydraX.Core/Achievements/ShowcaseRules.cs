namespace HydraX.Core.Achievements;

/// <summary>Which badges a member shows.</summary>
public static class ShowcaseRules
{
    /// <summary>Badges that are shown.</summary>
    public const int Most = 5;
}
