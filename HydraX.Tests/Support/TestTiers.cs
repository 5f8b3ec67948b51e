using HydraX.Core.Tiers;

namespace HydraX.Tests.Support;

/// <summary>The tiers as shipped, read from the file that ships.</summary>
public static class TestTiers
{
    /// <summary>All five.</summary>
    public static TierLineup Lineup { get; } = TierYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "tier_settings.yml"))).Lineup!;
}
