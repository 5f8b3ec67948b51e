using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>
/// What a tier gives or withholds. A code is the member's name in lower case (<c>chaingun_mode</c>). To add one: a member here, its
/// words in <see cref="FeatureWords"/>, a line for each tier that has it in <c>config/tier_settings.yml</c>, and a test.
/// </summary>
[LowerCodes]
public enum Feature
{
    /// <summary>Signals and shots by hand.</summary>
    BasicTrading,

    /// <summary>Sniper-class signals.</summary>
    SniperAccess,

    /// <summary>Up to four shots in a row, each with a higher TCS.</summary>
    ChaingunMode,

    /// <summary>The bot asks, the member confirms.</summary>
    SemiFire,

    /// <summary>The bot fires by itself.</summary>
    AutoFire,

    /// <summary>A trade hidden from squad, feed and boards until it is closed.</summary>
    StealthMode,

    /// <summary>The community event with ten times the XP.</summary>
    MidnightHammer,

    /// <summary>Trading on MT5 with real orders. The one feature that may depend on paying, and that APEX access does not bring.</summary>
    LiveExecution,

    /// <summary>PRESS_PASS only: passes may be started.</summary>
    PressPassTrial,

    /// <summary>PRESS_PASS only: XP is wiped at 00:00 UTC.</summary>
    XpResetNightly,

    /// <summary>PRESS_PASS only: counts as APEX for features, never for limits.</summary>
    HasApexAccess,
}

/// <summary>To whom in a tier a feature is given.</summary>
[LowerCodes]
public enum FeatureGrant
{
    /// <summary>To nobody.</summary>
    No,

    /// <summary>To members of the tier who pay for it.</summary>
    WhenPaid,

    /// <summary>To everybody in the tier.</summary>
    Yes,
}

/// <summary>The words for features, and which of them describe the Press Pass itself.</summary>
public static class FeatureWords
{
    /// <summary>The feature as a sentence begins with it, singular: "Chaingun mode comes with FANG and above."</summary>
    public static string Name(this Feature feature) => feature switch
    {
        Feature.BasicTrading => "Basic trading",
        Feature.SniperAccess => "Sniper access",
        Feature.ChaingunMode => "Chaingun mode",
        Feature.SemiFire => "Semi-automatic fire",
        Feature.AutoFire => "Automatic fire",
        Feature.StealthMode => "Stealth mode",
        Feature.MidnightHammer => "Midnight Hammer",
        Feature.LiveExecution => "Live execution on MT5",
        Feature.PressPassTrial => "The Press Pass trial",
        Feature.XpResetNightly => "The nightly XP reset",
        Feature.HasApexAccess => "APEX access",
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, null),
    };

    /// <summary>True for settings of the pass itself, which no other tier can have.</summary>
    public static bool IsOfThePass(this Feature feature) =>
        feature is Feature.PressPassTrial or Feature.XpResetNightly or Feature.HasApexAccess;
}
