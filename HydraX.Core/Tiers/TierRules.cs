using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>What is wrong with a sheet: which cell, and why, as a sentence.</summary>
public sealed record TierFault(TierCode Tier, TierSetting Setting, string Reason);

/// <summary>A checked sheet: the line-up, or every fault in it.</summary>
public sealed record TierReading(TierLineup? Lineup, IReadOnlyList<TierFault> Faults);

/// <summary>One cell that differs between two sheets. Before and after are texts as stored; null where the cell is not filled.</summary>
public sealed record TierChange(TierCode Tier, TierSetting Setting, string? Before, string? After)
{
    /// <summary>The old value as a person reads it.</summary>
    public string Was => Before is null ? "" : Setting.Kind.Show(Before);

    /// <summary>The new value as a person reads it.</summary>
    public string Becomes => After is null ? "" : Setting.Kind.Show(After);
}

/// <summary>What makes five tiers a proper line-up, shared by the yml file and the editor; and how two differ.</summary>
public static class TierRules
{
    /// <summary>Checks every cell, then the rules that need more than one, and lists every fault.</summary>
    public static TierReading Read(TierSheet sheet)
    {
        var faults = new List<TierFault>();
        var spelt = TierSheet.Empty;
        foreach (var (tier, setting) in Cells())
        {
            var typed = sheet[tier, setting];
            var text = typed is null ? null : setting.Kind.Read(typed);
            if (text is null) faults.Add(new(tier, setting, Refusal(tier, setting, typed)));
            else spelt = spelt.With(tier, setting, text);
        }
        if (faults.Count > 0) return new(null, faults);

        var lineup = new TierLineup(spelt);
        faults.AddRange(lineup.All.SelectMany(Together));
        return new(faults.Count == 0 ? lineup : null, faults);
    }

    /// <summary>Every cell that differs, in the editor's order. Texts are compared in their one spelling where they have one.</summary>
    public static IReadOnlyList<TierChange> Difference(TierSheet before, TierSheet after) =>
    [
        .. from cell in Cells()
           let was = Spelt(before[cell.Tier, cell.Setting], cell.Setting)
           let becomes = Spelt(after[cell.Tier, cell.Setting], cell.Setting)
           where was != becomes
           select new TierChange(cell.Tier, cell.Setting, was, becomes),
    ];

    private static IEnumerable<(TierCode Tier, TierSetting Setting)> Cells() =>
        from setting in TierForm.All
        from tier in Enum.GetValues<TierCode>()
        where setting.AppliesTo(tier)
        select (tier, setting);

    private static string? Spelt(string? typed, TierSetting setting) => typed is null ? null : setting.Kind.Read(typed) ?? typed;

    private static string Refusal(TierCode tier, TierSetting setting, string? typed) => typed is null
        ? $"{tier.Code()} has no {setting.Key}; it must be {setting.Kind.Expected}."
        : $"{tier.Code()} {setting.Key} is \"{typed}\"; it must be {setting.Kind.Expected}.";

    // Only the tier's own grants call for a threshold: what APEX access brings is a feature, and limits stay the tier's own.
    private static IEnumerable<TierFault> Together(TierSettings tier)
    {
        var code = tier.Tier.Code();
        bool Own(Feature feature) => tier.Features[feature] != FeatureGrant.No;
        TierFault Fault(TierSetting setting, string reason) => new(tier.Tier, setting, reason);

        if (tier.Tier == TierCode.PressPass && tier.MonthlyPrice != 0)
            yield return Fault(TierForm.MonthlyPrice, "PRESS_PASS is a free trial: nothing would ever charge its price, so it must be 0.");
        if (tier.Tier == TierCode.PressPass && !Own(Feature.XpResetNightly))
            yield return Fault(TierForm.Of(Feature.XpResetNightly), "PRESS_PASS wipes XP every midnight: that is what a pass is, and passes already running rely on it.");
        if (tier.DrawdownCap < tier.RiskPerShot)
            yield return Fault(TierForm.DrawdownCap, $"{code} could never fire: its drawdown cap is below the risk of one shot ({TierForm.RiskPerShot.Kind.Show($"{tier.RiskPerShot:0.0#}")}).");
        if (tier.MinTcs.Arcade is null)
            yield return Fault(TierForm.MinTcsArcade, $"{code} needs a least TCS for arcade: every tier fires arcade signals by hand.");
        if (Own(Feature.SniperAccess) && tier.MinTcs.Sniper is null)
            yield return Fault(TierForm.MinTcsSniper, $"{code} has sniper_access and so needs a least TCS for sniper.");
        if (Own(Feature.ChaingunMode) && tier.MinTcs.Chaingun is null)
            yield return Fault(TierForm.MinTcsChaingun, $"{code} has chaingun_mode and so needs a least TCS for each of its four shots.");
        if (tier.Execution.Contains(Execution.Semi) && tier.MinTcs.Semi is null)
            yield return Fault(TierForm.MinTcsSemi, $"{code} lists semi under execution and so needs a least TCS for semi.");
        if (tier.Execution.Contains(Execution.Auto) && tier.MinTcs.Auto is null)
            yield return Fault(TierForm.MinTcsAuto, $"{code} lists auto under execution and so needs a least TCS for auto.");
        foreach (var feature in new[] { Feature.SemiFire, Feature.AutoFire })
            if (Own(feature) && TierLineup.LacksTrigger(tier, feature))
                yield return Fault(TierForm.Of(feature), $"{code} has {feature.Code()}, but its execution does not list that mode, so it could never be used.");
    }
}
