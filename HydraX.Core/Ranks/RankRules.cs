using HydraX.Core.Kernel;

namespace HydraX.Core.Ranks;

/// <summary>Rank and level from total XP. Figures: the specification's RANKS; level n is reached at 30·n·(n−1).</summary>
public static class RankRules
{
    /// <summary>Total XP at which each rank begins, in the order of <see cref="RankCode"/>.</summary>
    private static readonly long[] Thresholds = [0, 1_000, 2_500, 5_000, 10_000, 20_000, 40_000, 75_000, 150_000, 300_000];

    /// <summary>The highest rank; prestige opens there.</summary>
    public const RankCode Highest = RankCode.FieldMarshal;

    /// <summary>Total XP at which a rank begins.</summary>
    public static long Threshold(RankCode rank) => Thresholds[(int)rank];

    /// <summary>The rank of a total; below zero is RECRUIT.</summary>
    public static RankCode Of(long totalXp)
    {
        var rank = 0;
        while (rank + 1 < Thresholds.Length && totalXp >= Thresholds[rank + 1]) rank++;
        return (RankCode)rank;
    }

    /// <summary>The next rank, or null at the highest.</summary>
    public static RankCode? Next(RankCode rank) => rank == Highest ? null : rank + 1;

    /// <summary>Total XP at which a level is reached: 30·n·(n−1).</summary>
    public static long LevelThreshold(int level) => 30L * level * (level - 1);

    /// <summary>The level of a total, from 1.</summary>
    public static int Level(long totalXp)
    {
        if (totalXp <= 0) return 1;
        var level = (int)((1 + Math.Sqrt(1 + totalXp / 7.5)) / 2);
        while (LevelThreshold(level + 1) <= totalXp) level++;
        while (level > 1 && LevelThreshold(level) > totalXp) level--;
        return level;
    }

    /// <summary>Where a total stands between its rank and the next, and within its level.</summary>
    public static Standing Standing(long totalXp)
    {
        var rank = Of(totalXp);
        var level = Level(totalXp);
        return new(totalXp, rank, Next(rank), Threshold(rank), Next(rank) is { } next ? Threshold(next) : null, level, LevelThreshold(level), LevelThreshold(level + 1));
    }
}

/// <summary>Where a member stands, for bars and rings. All figures are total XP.</summary>
/// <param name="TotalXp">The total.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="NextRank">The next, null at the highest.</param>
/// <param name="RankFrom">Where the rank begins.</param>
/// <param name="RankTo">Where the next begins, null at the highest.</param>
/// <param name="Level">Its level.</param>
/// <param name="LevelFrom">Where the level begins.</param>
/// <param name="LevelTo">Where the next begins.</param>
public sealed record Standing(long TotalXp, RankCode Rank, RankCode? NextRank, long RankFrom, long? RankTo, int Level, long LevelFrom, long LevelTo)
{
    /// <summary>XP still to the next rank; 0 at the highest.</summary>
    public long ToNextRank => RankTo is { } to ? Math.Max(0, to - TotalXp) : 0;

    /// <summary>XP still to the next level.</summary>
    public long ToNextLevel => LevelTo - TotalXp;

    /// <summary>Share of the rank done, 0 to 1.</summary>
    public double RankShare => RankTo is { } to ? Math.Clamp((TotalXp - RankFrom) / (double)(to - RankFrom), 0, 1) : 1;

    /// <summary>Share of the level done, 0 to 1.</summary>
    public double LevelShare => Math.Clamp((TotalXp - LevelFrom) / (double)(LevelTo - LevelFrom), 0, 1);
}
