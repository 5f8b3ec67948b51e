using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>One setting of a tier: one row of the editor, one key of the yml file.</summary>
/// <param name="Key">Its path in <c>config/tier_settings.yml</c>, for example <c>fire_settings.daily_shots</c>.</param>
/// <param name="Group">The heading under which the editor shows it.</param>
/// <param name="Label">What a person calls it.</param>
/// <param name="Note">A qualifier drawn quietly under the label, may be empty.</param>
/// <param name="Kind">What its text may be.</param>
/// <param name="Default">Its text where a file or an old revision does not have it; null if it must be given.</param>
/// <param name="Tier">The only tier that has it, null for a setting of all five.</param>
public sealed record TierSetting(string Key, string Group, string Label, string Note, SettingKind Kind, string? Default, TierCode? Tier = null)
{
    /// <summary>True if this tier has the setting.</summary>
    public bool AppliesTo(TierCode tier) => Tier is null || Tier == tier;
}

/// <summary>
/// Every setting there is, in the order of the editor. Reader, editor, validation, difference and history are driven by these rows:
/// a new setting is a row here and a property of <see cref="TierSettings"/>. Bounds are sanity limits, figures are decisions §2.
/// </summary>
public static class TierForm
{
    private const string Price = "Price", Shots = "Shots", Risk = "Risk", Game = "Game and features";

    /// <summary>USD a month; quarterly and annual follow from it.</summary>
    public static readonly TierSetting MonthlyPrice =
        new("pricing.monthly_price", Price, "Monthly price", "", new DecimalNumber(0m, 9_999.99m, "0.00", "USD"), null);

    /// <summary>Days that a Press Pass lasts.</summary>
    public static readonly TierSetting TrialDays =
        new("pricing.trial_days", Price, "Trial", "days", new WholeNumber(7, 30), "7", TierCode.PressPass);

    /// <summary>Entries a UTC day, empty is unlimited.</summary>
    public static readonly TierSetting DailyShots =
        new("fire_settings.daily_shots", Shots, "Shots a day", "empty is unlimited", new WholeNumber(1, 998, "no limit", 999), null);

    /// <summary>Least TCS for arcade-class signals by hand.</summary>
    public static readonly TierSetting MinTcsArcade = Tcs("arcade", "by hand");

    /// <summary>Least TCS for sniper-class signals by hand.</summary>
    public static readonly TierSetting MinTcsSniper = Tcs("sniper", "by hand");

    /// <summary>Least TCS for semi-automatic fire.</summary>
    public static readonly TierSetting MinTcsSemi = Tcs("semi", "");

    /// <summary>Least TCS for automatic fire.</summary>
    public static readonly TierSetting MinTcsAuto = Tcs("auto", "");

    /// <summary>Least TCS for the four shots of a chaingun run.</summary>
    public static readonly TierSetting MinTcsChaingun =
        new("fire_settings.min_tcs.chaingun", Shots, "Least TCS, chaingun", "shots 1 to 4", new TcsLadder(), "");

    /// <summary>Who may pull the trigger.</summary>
    public static readonly TierSetting Execution = new("fire_settings.execution", Shots, "Execution", "", new ExecutionList(), "manual");

    /// <summary>Percent of the balance that a shot may risk, at most.</summary>
    public static readonly TierSetting RiskPerShot =
        new("fire_settings.risk_per_shot", Risk, "Risk per shot", "at most", new DecimalNumber(0.25m, 10m, "0.0#", "%"), null);

    /// <summary>Trades open at a time, at most.</summary>
    public static readonly TierSetting MaxOpenTrades = new("risk_control.max_open_trades", Risk, "Open trades", "at most", new WholeNumber(1, 100), "1");

    /// <summary>Percent of the day's starting equity that may be lost in a day.</summary>
    public static readonly TierSetting DrawdownCap =
        new("risk_control.drawdown_cap", Risk, "Drawdown cap", "per day", new DecimalNumber(0.5m, 50m, "0.0#", "%"), "6.0");

    /// <summary>Which risk controls the tier has.</summary>
    public static readonly TierSetting Level = new("risk_control.level", Risk, "Risk controls", "",
        new Choice([.. Enum.GetValues<RiskLevel>().Select(level => (level.Code(), level.Code()))]), "basic");

    /// <summary>The factor on earned XP.</summary>
    public static readonly TierSetting XpBonus =
        new("xp.tier_bonus", Game, "XP factor", "", new DecimalNumber(1m, 5m, "0.0#", "×"), "1.0");

    private static readonly Dictionary<Feature, TierSetting> byFeature = Enum.GetValues<Feature>().ToDictionary(feature => feature, ForFeature);

    /// <summary>The setting that gives a feature.</summary>
    public static TierSetting Of(Feature feature) => byFeature[feature];

    /// <summary>Every setting in the editor's order.</summary>
    public static readonly IReadOnlyList<TierSetting> All =
    [
        MonthlyPrice, TrialDays,
        DailyShots, MinTcsArcade, MinTcsSniper, MinTcsSemi, MinTcsAuto, MinTcsChaingun, Execution,
        RiskPerShot, MaxOpenTrades, DrawdownCap, Level,
        XpBonus, .. byFeature.Values,
    ];

    private static readonly Dictionary<string, TierSetting> byKey = All.ToDictionary(setting => setting.Key);

    /// <summary>True for a cell that has one possible value: a Press Pass is free, and wipes XP every midnight.</summary>
    public static bool IsFixed(TierCode tier, TierSetting setting) =>
        tier == TierCode.PressPass && (setting == MonthlyPrice || setting == Of(Feature.XpResetNightly));

    /// <summary>The setting with this key, null if there is none.</summary>
    public static TierSetting? Find(string key) => byKey.GetValueOrDefault(key);

    private static TierSetting Tcs(string mode, string note) =>
        new($"fire_settings.min_tcs.{mode}", Shots, $"Least TCS, {mode}", note, new WholeNumber(0, 100, "closed"), "");

    private static TierSetting ForFeature(Feature feature) => new($"features.{feature.Code()}", Game, feature.Code(), "",
        feature == Feature.LiveExecution ? new Choice(("false", "off"), ("paid", "when paid"), ("true", "on")) : Choice.Switch,
        feature == Feature.XpResetNightly ? "true" : "false", feature.IsOfThePass() ? TierCode.PressPass : null);
}
