using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>The five tiers as one revision has them, and the questions that need more than one tier to answer.</summary>
public sealed class TierLineup
{
    private readonly IReadOnlyDictionary<TierCode, TierSettings> tiers;

    /// <summary>Takes a sheet that has passed <see cref="TierRules.Read"/>.</summary>
    internal TierLineup(TierSheet sheet)
    {
        Sheet = sheet;
        tiers = Enum.GetValues<TierCode>().ToDictionary(tier => tier, tier => new TierSettings(tier, sheet));
    }

    /// <summary>The texts that these settings were read from, each in its one spelling.</summary>
    public TierSheet Sheet { get; }

    /// <summary>All five, lowest first.</summary>
    public IEnumerable<TierSettings> All => tiers.Values.OrderBy(settings => settings.Tier);

    /// <summary>One tier's settings.</summary>
    public TierSettings this[TierCode tier] => tiers[tier];

    /// <summary>
    /// To whom in a tier a feature is given, everything considered: its own grant; with <see cref="Feature.HasApexAccess"/> APEX's,
    /// live execution excepted (decisions §2); and nobody gets a fire mode that the tier's execution does not list.
    /// </summary>
    public FeatureGrant GrantOf(TierCode tier, Feature feature)
    {
        var settings = tiers[tier];
        if (LacksTrigger(settings, feature)) return FeatureGrant.No;
        var own = settings.Features[feature];
        var borrows = settings.Features[Feature.HasApexAccess] == FeatureGrant.Yes && feature != Feature.LiveExecution && !feature.IsOfThePass();
        return borrows && own == FeatureGrant.No ? tiers[TierCode.Apex].Features[feature] : own;
    }

    /// <summary>True if a member of the tier has the feature.</summary>
    /// <param name="tier">The member's tier.</param>
    /// <param name="feature">The feature asked for.</param>
    /// <param name="isPaid">Whether the member pays for the tier.</param>
    public bool Gives(TierCode tier, Feature feature, bool isPaid) =>
        GrantOf(tier, feature) is var grant && (grant == FeatureGrant.Yes || (grant == FeatureGrant.WhenPaid && isPaid));

    /// <summary>The paid tiers whose paying members have the feature, lowest first.</summary>
    public IReadOnlyList<TierCode> SellersOf(Feature feature) =>
        [.. tiers.Keys.Where(tier => tier > TierCode.PressPass && Gives(tier, feature, isPaid: true)).Order()];

    /// <summary>True where a feature is a way of firing that the tier's execution leaves out: "manual only" wins over a grant.</summary>
    public static bool LacksTrigger(TierSettings settings, Feature feature) =>
        (feature == Feature.SemiFire && !settings.Execution.Contains(Execution.Semi))
        || (feature == Feature.AutoFire && !settings.Execution.Contains(Execution.Auto));
}
