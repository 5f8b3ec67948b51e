using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>How a shot is fired; each mode has its own least TCS.</summary>
[LowerCodes]
public enum FireMode
{
    /// <summary>An arcade-class signal fired by hand.</summary>
    Arcade,

    /// <summary>A sniper-class signal fired by hand.</summary>
    Sniper,

    /// <summary>Proposed by the bot, confirmed by the member.</summary>
    Semi,

    /// <summary>Fired by the bot.</summary>
    Auto,

    /// <summary>One of the four shots of a chaingun run.</summary>
    Chaingun,
}

/// <summary>Who may pull the trigger.</summary>
[LowerCodes]
public enum Execution
{
    /// <summary>The member.</summary>
    Manual,

    /// <summary>The bot after the member's yes.</summary>
    Semi,

    /// <summary>The bot alone.</summary>
    Auto,
}

/// <summary>Which risk controls a tier has; each level includes those before it.</summary>
[LowerCodes]
public enum RiskLevel
{
    /// <summary>Sizing, caps, cooldown, lock-out.</summary>
    Basic,

    /// <summary>And break-even stop, half close at 1 R.</summary>
    Advanced,

    /// <summary>And trailing stop, own daily loss limit, profit lock.</summary>
    Professional,

    /// <summary>And limits per symbol and for correlated exposure, trading hours.</summary>
    Ultimate,
}

/// <summary>
/// The least Tactical Confidence Score (0–100) for each mode; null where the mode is closed to the tier.
/// </summary>
/// <param name="Arcade">Arcade-class signals by hand.</param>
/// <param name="Sniper">Sniper-class signals by hand.</param>
/// <param name="Semi">Semi-automatic fire.</param>
/// <param name="Auto">Automatic fire.</param>
/// <param name="Chaingun">The four shots of a run in turn.</param>
public sealed record MinTcs(int? Arcade, int? Sniper, int? Semi, int? Auto, IReadOnlyList<int>? Chaingun)
{
    /// <summary>The least TCS for a shot in this mode, null where the mode is closed.</summary>
    /// <param name="mode">How the shot is fired.</param>
    /// <param name="shot">Which shot of a chaingun run, 1 to 4; of no meaning in the other modes.</param>
    public int? For(FireMode mode, int shot = 1) => mode switch
    {
        FireMode.Arcade => Arcade,
        FireMode.Sniper => Sniper,
        FireMode.Semi => Semi,
        FireMode.Auto => Auto,
        FireMode.Chaingun => Chaingun?[shot - 1],
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
