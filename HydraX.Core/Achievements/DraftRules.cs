using System.Text.RegularExpressions;
using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements;

/// <summary>What an achievement must be to be saved. Pure.</summary>
public static partial class DraftRules
{
    /// <summary>Why a draft cannot be saved, or null.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="others">All achievements, by code.</param>
    public static Problem? Refusal(AchievementDraft draft, IReadOnlyDictionary<string, Achievement> others)
    {
        if (!CodePattern().IsMatch(draft.Code)) return Problem.Of("achievements.code", $"A code has 3 to 50 of a–z, 0–9 and _, and begins with a letter; \"{draft.Code}\" does not.");
        if (draft.Name.Length is 0 or > AchievementBook.LongestName || !Lettering.IsPlain(draft.Name)) return Problem.Of("achievements.name", $"A name has 1 to {AchievementBook.LongestName} plain characters.");
        if (draft.Description.Length is 0 or > AchievementBook.LongestDescription || !Lettering.IsPlain(draft.Description))
            return Problem.Of("achievements.description", $"Say in 1 to {AchievementBook.LongestDescription} plain characters what it takes: members read it.");
        if (draft.XpReward < 0 || AchievementRules.Pays(draft.XpReward, draft.Tier) > AchievementRules.LargestPay)
            return Problem.Of("achievements.reward", $"A reward of {draft.XpReward:N0} XP times {AchievementRules.Multiplier(draft.Tier):0.#} is outside 0 to {AchievementRules.LargestPay:N0}.");
        if (draft.EndsAt <= draft.StartsAt) return Problem.Of("achievements.dates", "It ends before it starts. Put the end after the start.");
        if (draft.EndsAt is not null && !draft.IsLimited) return Problem.Of("achievements.dates", "What can be earned only for a time is limited: mark it so, or nobody who comes later could earn them all.");
        if (draft.Conditions.Any(c => c.Window == Metrics.MetricWindow.Season) && !draft.IsLimited)
            return Problem.Of("achievements.dates", "What counts in a season can be earned only while one runs: mark it as limited, or nobody who comes later could earn them all.");
        if (AchievementRules.Refusal(draft.Conditions) is { } refusal) return refusal;
        return Chain(draft, others);
    }

    private static Problem? Chain(AchievementDraft draft, IReadOnlyDictionary<string, Achievement> others)
    {
        var seen = new HashSet<string> { draft.Code };
        for (var before = draft.Follows; before is not null; before = others[before].Follows)
        {
            if (!others.ContainsKey(before)) return Problem.Of("achievements.follows", $"There is no achievement {before} that it could follow.");
            if (!seen.Add(before)) return Problem.Of("achievements.follows", $"{draft.Name} would come after itself: {string.Join(", ", seen)} form a ring.");
        }
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{2,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
