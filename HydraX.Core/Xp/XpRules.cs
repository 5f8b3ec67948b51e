using System.Collections.Frozen;
using System.Text.Json.Serialization;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp.Events;

namespace HydraX.Core.Xp;

/// <summary>A factor on earned XP, by the name it has on the ledger line.</summary>
/// <param name="Name"><c>weekend_bonus</c>, <c>tier_bonus</c>, <c>streak_bonus</c>, <c>event_bonus</c>, <c>boost</c> or <c>prestige</c>.</param>
/// <param name="Factor">What the base is multiplied with.</param>
/// <param name="Label">Which of its kind, where there are several: the event's name.</param>
public sealed record Multiplier(string Name, decimal Factor, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null);

/// <summary>A step of the streak's bonus.</summary>
/// <param name="Days">From this day of a streak on.</param>
/// <param name="Factor">What earned XP is multiplied with.</param>
public sealed record StreakStep(int Days, decimal Factor);

/// <summary>What an award comes to.</summary>
/// <param name="Amount">XP, whole.</param>
/// <param name="Base">XP before multipliers.</param>
/// <param name="Multipliers">Each factor other than 1.</param>
public sealed record XpSum(long Amount, long Base, IReadOnlyList<Multiplier> Multipliers)
{
    /// <summary>The name of the event among the multipliers; null without one.</summary>
    public string? Event => Multipliers.FirstOrDefault(m => m.Name == XpRules.EventBonus)?.Label;
}

/// <summary>How much XP something is worth. Figures: the specification's tables XP_SOURCES and XP_MULTIPLIERS.</summary>
public static class XpRules
{
    /// <summary>The product of all multipliers is at most this.</summary>
    public const decimal LargestFactor = 5m;

    /// <summary>On Saturdays and Sundays in UTC.</summary>
    public const decimal WeekendFactor = 1.5m;

    /// <summary>The name of an event's factor; its label is the event's name.</summary>
    public const string EventBonus = "event_bonus";

    /// <summary>Each prestige level adds this to the factor.</summary>
    public const decimal PrestigeStep = 0.1m;

    /// <summary>Prestige levels there are.</summary>
    public const int HighestPrestige = 10;

    /// <summary>From which day of a streak on which bonus holds, the first step in front.</summary>
    public static readonly IReadOnlyList<StreakStep> StreakSteps = [new(3, 1.05m), new(7, 1.10m), new(14, 1.15m), new(30, 1.25m), new(60, 1.35m), new(90, 1.50m)];

    private static readonly FrozenDictionary<XpSource, long> BaseAmounts = new Dictionary<XpSource, long>
    {
        [XpSource.TradeWin] = 50,
        [XpSource.TradeLoss] = 10,
        [XpSource.SniperBonus] = 25,
        [XpSource.ChaingunCompletion] = 100,
        [XpSource.DailyLogin] = 5,
        [XpSource.PerfectDay] = 200,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<XpSource> FromTrades =
        new[] { XpSource.TradeWin, XpSource.TradeLoss, XpSource.SniperBonus, XpSource.ChaingunCompletion }.ToFrozenSet();

    /// <summary>Whether a source is earned, and so multiplied: trading, daily login and perfect day. Grants, achievements, referrals and purchases are not.</summary>
    public static bool IsEarned(XpSource source) => BaseAmounts.ContainsKey(source);

    /// <summary>Whether a source counts towards a day's limit of XP from trades.</summary>
    public static bool IsFromTrades(XpSource source) => FromTrades.Contains(source);

    /// <summary>Whether a source sets total XP aside, or brings back what was: what was earned stays on the board of all time, and no period's board changes.</summary>
    public static bool IsSetAside(XpSource source) => source is XpSource.Prestige or XpSource.SeasonReset or XpSource.SeasonRestore;

    /// <summary>Why a line of a source is not corrected by hand, and what is done instead; null if it is corrected.</summary>
    public static string? WhyNotCorrectable(XpSource source) => source switch
    {
        XpSource.ShopPurchase => "A purchase is not corrected. Refund it in the shop: that takes the item back as well.",
        XpSource.Correction or XpSource.PressPassReset or XpSource.PressPassRestore or XpSource.AccountMerge or XpSource.Prestige or XpSource.SeasonReset or XpSource.SeasonRestore =>
            $"A {source.Code()} line is not corrected. Grant XP, or correct the line behind it.",
        XpSource.AchievementUnlock or XpSource.WeeklyGoal or XpSource.PerfectWeek =>
            $"A {source.Code()} line follows from what earned it. Correct that line, and this one goes by itself.",
        _ => null,
    };

    /// <summary>Total XP with which a season begins: a share of what it was, rounded down.</summary>
    public static long SeasonTotal(long total, int keepsPercent) => (long)(total * (decimal)keepsPercent / 100);

    /// <summary>XP of an earned source before multipliers.</summary>
    public static long Base(XpSource source) => BaseAmounts[source];

    /// <summary>The weekend's factor at an instant: 1.5 on Saturday and Sunday UTC.</summary>
    public static decimal Weekend(DateTimeOffset at) => at.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekendFactor : 1m;

    /// <summary>Prestige's factor: 1.0 + 0.1 × level, for at most ten levels.</summary>
    public static decimal Prestige(int level) => 1m + PrestigeStep * Math.Clamp(level, 0, HighestPrestige);

    /// <summary>A streak's factor: from day 3 on 5 %, from day 7 on 10 %, and so on; see <see cref="StreakSteps"/>.</summary>
    public static decimal Streak(int days) => StreakSteps.LastOrDefault(step => step.Days <= days)?.Factor ?? 1m;

    /// <summary>The step that a streak reaches next; null at the last.</summary>
    public static StreakStep? NextStreakStep(int days) => StreakSteps.FirstOrDefault(step => step.Days > days);

    /// <summary>Each factor on XP that a member earns at an instant, those of 1 among them.</summary>
    /// <param name="profile">Whose; streak, boost and prestige are read.</param>
    /// <param name="tierBonus">The tier's factor.</param>
    /// <param name="happening">The event that multiplies the source for the tier at that instant; null without one.</param>
    /// <param name="at">When.</param>
    /// <param name="boost">The factor of the boost that ran then, 1 for none; null for an instant at which the profile's own may be asked.</param>
    public static IEnumerable<Multiplier> InForce(UserProfile profile, decimal tierBonus, EventWindow? happening, DateTimeOffset at, decimal? boost = null)
    {
        yield return new("weekend_bonus", Weekend(at));
        yield return new("tier_bonus", tierBonus);
        yield return new("streak_bonus", Streak(StreakRules.Shown(profile, at)));
        if (happening is not null) yield return new(EventBonus, happening.Factor, happening.Name);
        if ((boost ?? (profile.BoostUntil > at ? profile.BoostFactor : 1m)) is > 1m and var factor) yield return new("boost", factor);
        yield return new("prestige", Prestige(profile.PrestigeLevel));
    }

    /// <summary>The product of factors, capped at <see cref="LargestFactor"/>.</summary>
    public static decimal Product(IEnumerable<Multiplier> multipliers) => Math.Min(multipliers.Aggregate(1m, (product, m) => product * m.Factor), LargestFactor);

    /// <summary>
    /// <c>floor(base × weekend × tier × streak × event × boost × prestige)</c>, the product capped at 5. Factors of 1 are left out of the record.
    /// </summary>
    public static XpSum Sum(long baseAmount, IEnumerable<Multiplier> multipliers)
    {
        var applied = multipliers.Where(m => m.Factor != 1m).ToList();
        return new((long)Math.Floor(baseAmount * Product(applied)), baseAmount, applied);
    }

    /// <summary>What is left of an award when XP from trades is limited by day.</summary>
    /// <param name="amount">XP of the award.</param>
    /// <param name="earnedToday">XP from trades of the same UTC day.</param>
    /// <param name="dailyLimit">The setting, 3,000 by default.</param>
    public static long WithinDay(long amount, long earnedToday, long dailyLimit) => Math.Clamp(dailyLimit - earnedToday, 0, amount);
}
