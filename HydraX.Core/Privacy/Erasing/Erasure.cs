using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Privacy.Erasing;

/// <summary>Where an erasure stands.</summary>
[LowerCodes]
public enum ErasureState
{
    /// <summary>Asked for; it can be stopped.</summary>
    Waiting,

    /// <summary>Stopped by its member.</summary>
    Stopped,

    /// <summary>Made; nothing brings the person back.</summary>
    Done,
}

/// <summary>The row of <c>erasures</c>. Instants are of the machine's clock.</summary>
public sealed class Erasure
{
    /// <summary>Row id.</summary>
    public long ErasureId { get; set; }

    /// <summary>Whose account.</summary>
    public long UserId { get; set; }

    /// <summary>Where it stands.</summary>
    public ErasureState State { get; set; }

    /// <summary>SHA-256 of what the link in the mail carries, which stops it; in hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Who of the staff asked, upon the member's written request; null if the member did it here.</summary>
    public long? AskedByUserId { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When it is made, unless it is stopped.</summary>
    public DateTimeOffset EffectiveAt { get; set; }

    /// <summary>When it was made or stopped.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What holds of every erasure.</summary>
public static class ErasureRules
{
    /// <summary>How long one waits, so that it can be stopped.</summary>
    public static readonly TimeSpan CoolingOff = TimeSpan.FromDays(7);

    /// <summary>Most characters of a reason by staff.</summary>
    public const int LongestWhy = 500;
}

/// <summary>An erasure waits: its member is told, and can stop it.</summary>
/// <param name="EffectiveAt">When it is made.</param>
/// <param name="ByStaff">Whether staff asked, upon a request in writing; somebody else may have written it.</param>
public sealed record ErasureWaits(DateTimeOffset EffectiveAt, bool ByStaff = false) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "erasure_waits";
}

/// <summary>An erasure was stopped.</summary>
public sealed record ErasureStopped : IFact
{
    /// <inheritdoc/>
    public static string Kind => "erasure_stopped";
}
