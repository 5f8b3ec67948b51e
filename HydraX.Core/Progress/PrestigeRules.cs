using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>When total XP may be traded for a star, and what a star is worth. Figures: decisions §4.</summary>
public static class PrestigeRules
{
    /// <summary>Total XP at which prestige opens.</summary>
    public static readonly long OpensAt = RankRules.Threshold(RankRules.Highest);

    /// <summary>Stars there are.</summary>
    public const int MostStars = XpRules.HighestPrestige;

    /// <summary>
    /// Why a member may not take a star, or null. Problems: <c>prestige.all-stars</c>, <c>prestige.star</c> (a star that does not come next), <c>prestige.rank</c>.
    /// </summary>
    /// <param name="stars">Stars they have.</param>
    /// <param name="totalXp">Total XP after any wipe that is due.</param>
    /// <param name="star">Which star is asked for, from 1.</param>
    public static Problem? Refusal(int stars, long totalXp, int star)
    {
        if (stars >= MostStars) return Problem.Of("prestige.all-stars", $"You have all {MostStars} stars: there is no prestige beyond the last. XP and boards go on as ever.");
        if (star != stars + 1) return Problem.Of("prestige.star", $"You have {Spoken.Number(stars, "star")}, so star {stars + 1} comes next, not star {star}.");
        return totalXp >= OpensAt ? null
            : Problem.Of("prestige.rank", $"Prestige opens at {RankRules.Highest.Code()}, {OpensAt:N0} total XP. You have {Math.Max(0, totalXp):N0}: {OpensAt - Math.Max(0, totalXp):N0} XP are missing.");
    }

    /// <summary>Whether the next star may be taken now.</summary>
    public static bool IsOpen(int stars, long totalXp) => Refusal(stars, totalXp, stars + 1) is null;
}
