using HydraX.Core.Ranks;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Web.Pages.Members;

/// <summary>The marks on a rank's bar: levels that are really reached inside the rank, as many as can be read.</summary>
public static class RankScale
{
    private const int Most = 5;
    private const double Nearest = 0.09;
    private static readonly int[] Steps = [1, 2, 3, 5, 10];

    /// <summary>Levels between where the rank begins and where the next one does; none at the highest rank.</summary>
    public static IReadOnlyList<ProgressBar.Tick> Ticks(Standing standing)
    {
        if (standing.RankTo is not { } to) return [];
        var first = RankRules.Level(standing.RankFrom) + 1;
        var last = RankRules.Level(to - 1);
        foreach (var step in Steps)
        {
            var levels = Enumerable.Range(first, Math.Max(0, last - first + 1)).Where(n => n % step == 0 || step == 1).ToList();
            if (levels.Count <= Most && HaveRoom(levels, to - standing.RankFrom)) return Marks(levels);
        }
        return [];
    }

    private static List<ProgressBar.Tick> Marks(List<int> levels) =>
        [.. levels.Select((n, i) => new ProgressBar.Tick(RankRules.LevelThreshold(n), $"L{n}", IsSpare: i % 2 == 1 && levels.Count > 4))];

    private static bool HaveRoom(List<int> levels, long width) =>
        levels.Zip(levels.Skip(1)).All(pair => RankRules.LevelThreshold(pair.Second) - RankRules.LevelThreshold(pair.First) >= Nearest * width);
}
