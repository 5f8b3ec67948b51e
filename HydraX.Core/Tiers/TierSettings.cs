using System.Globalization;
using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>What a tier costs, allows and gives. Figures: decisions §2 as starting content, then the current revision.</summary>
public sealed record TierSettings
{
    /// <summary>Reads the canonical texts of one tier; the sheet must have passed <see cref="TierRules.Read"/>.</summary>
    internal TierSettings(TierCode tier, TierSheet sheet)
    {
        string Text(TierSetting setting) => sheet[tier, setting]!;
        decimal Decimal(TierSetting setting) => decimal.Parse(Text(setting), CultureInfo.InvariantCulture);
        int? Whole(TierSetting setting) => Text(setting) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        Tier = tier;
        MonthlyPrice = Decimal(TierForm.MonthlyPrice);
        TrialDays = tier == TierCode.PressPass ? Whole(TierForm.TrialDays) : null;
        DailyShots = Whole(TierForm.DailyShots);
        MinTcs = new(Whole(TierForm.MinTcsArcade), Whole(TierForm.MinTcsSniper), Whole(TierForm.MinTcsSemi), Whole(TierForm.MinTcsAuto),
            Text(TierForm.MinTcsChaingun) is { Length: > 0 } ladder ? [.. ladder.Split(", ").Select(int.Parse)] : null);
        Execution = Text(TierForm.Execution).Split(", ").Select(Codes<Execution>.Parse).ToHashSet();
        RiskPerShot = Decimal(TierForm.RiskPerShot);
        MaxOpenTrades = Whole(TierForm.MaxOpenTrades)!.Value;
        DrawdownCap = Decimal(TierForm.DrawdownCap);
        RiskLevel = Codes<RiskLevel>.Parse(Text(TierForm.Level));
        XpBonus = Decimal(TierForm.XpBonus);
        Features = Enum.GetValues<Feature>().ToDictionary(feature => feature, feature => (TierForm.Of(feature) is { } setting && setting.AppliesTo(tier) ? Text(setting) : "false") switch
        {
            "true" => FeatureGrant.Yes,
            "paid" => FeatureGrant.WhenPaid,
            _ => FeatureGrant.No,
        });
    }

    /// <summary>Which tier.</summary>
    public TierCode Tier { get; }

    /// <summary>USD a month; other cycles by <see cref="TierPrices.Of"/>.</summary>
    public decimal MonthlyPrice { get; }

    /// <summary>Days that a Press Pass lasts unless an admin grants another length; null for the other tiers.</summary>
    public int? TrialDays { get; }

    /// <summary>Entries a UTC day; null is unlimited.</summary>
    public int? DailyShots { get; }

    /// <summary>The least TCS by mode.</summary>
    public MinTcs MinTcs { get; }

    /// <summary>Who may pull the trigger.</summary>
    public IReadOnlySet<Execution> Execution { get; }

    /// <summary>Percent of the balance that a shot may risk at most.</summary>
    public decimal RiskPerShot { get; }

    /// <summary>Trades open at a time at most.</summary>
    public int MaxOpenTrades { get; }

    /// <summary>Percent of the day's starting equity that may be lost in a day.</summary>
    public decimal DrawdownCap { get; }

    /// <summary>Which risk controls the tier has.</summary>
    public RiskLevel RiskLevel { get; }

    /// <summary>The factor on earned XP.</summary>
    public decimal XpBonus { get; }

    /// <summary>The tier's own grants, one for each feature; <see cref="TierLineup.GrantOf"/> adds what APEX access brings.</summary>
    public IReadOnlyDictionary<Feature, FeatureGrant> Features { get; }
}
