using HydraX.Core.Messaging;

namespace HydraX.Core.PressPass;

/// <summary>The nightly wipe took XP.</summary>
/// <param name="Xp">How much.</param>
/// <param name="Midnight">The midnight, as the date that began with it.</param>
public sealed record PressPassReset(long Xp, string Midnight) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "press_pass_reset";
}

/// <summary>The wipe is near and there is XP to lose.</summary>
/// <param name="Xp">How much.</param>
/// <param name="Minutes">60 or 15.</param>
public sealed record PressPassWarned(long Xp, int Minutes) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "press_pass_warned";
}

/// <summary>A pass ends soon.</summary>
/// <param name="Xp">XP that upgrading now would keep.</param>
/// <param name="Days">3, 1 or 0.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record PressPassEnding(long Xp, int Days, DateTimeOffset EndsAt) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "press_pass_ending";
}

/// <summary>A pass has begun.</summary>
/// <param name="EndsAt">When it ends.</param>
/// <param name="XpAtStake">XP that the first midnight takes unless spent.</param>
public sealed record PressPassActivated(DateTimeOffset EndsAt, long XpAtStake) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "press_pass_activated";
}

/// <summary>A pass is over.</summary>
/// <param name="Kept">XP kept, earned since the last midnight.</param>
/// <param name="Tier">The tier now, its code.</param>
public sealed record PressPassEnded(long Kept, string Tier) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "press_pass_ended";
}
