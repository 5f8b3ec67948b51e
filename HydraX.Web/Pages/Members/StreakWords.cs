using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Web.Pages.Members;

/// <summary>What a streak brings, in the same words on pages and in the bot.</summary>
public static class StreakWords
{
    /// <summary>The bonus that a streak gives now and what it takes for more: "+15 % XP, 7 more days to +25 %".</summary>
    public static string Bonus(int days)
    {
        var now = XpRules.Streak(days);
        if (XpRules.NextStreakStep(days) is not { } next) return $"{Percent(now)} XP, the most that a streak gives";
        var ahead = $"{Spoken.Number(next.Days - days, "more day")} to {Percent(next.Factor)}";
        return now == 1m ? $"{ahead} XP" : $"{Percent(now)} XP, {ahead}";
    }

    /// <summary>What freezes do for a streak now: "a freeze holds it, 1 left", "2 freezes held"; null without any.</summary>
    public static string? Freezes(int left, bool isFrozen) =>
        isFrozen ? $"a freeze holds it until you are here today, {(left == 0 ? "none" : $"{left}")} left"
        : left == 0 ? null
        : $"{Spoken.Number(left, "freeze")} held";

    private static string Percent(decimal factor) => string.Create(CultureInfo.InvariantCulture, $"+{(factor - 1m) * 100m:0} %");
}
