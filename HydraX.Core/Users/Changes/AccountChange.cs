using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Users.Changes;

/// <summary>A change of how somebody signs in that is asked for now and made later.</summary>
[LowerCodes]
public enum ChangeKind
{
    /// <summary>Another e-mail address; made when the link that was sent there is followed.</summary>
    Email,

    /// <summary>Another Telegram account, because the one before is lost; made after a waiting time, or at once by the one before.</summary>
    TelegramMove,

    /// <summary>All second factors are taken out, because they are lost; made after a waiting time.</summary>
    FactorReset,

    /// <summary>This account and that of a Telegram account become one; made as soon as the person behind both has chosen which one stays.</summary>
    Merge,
}

/// <summary>Where a change stands.</summary>
[LowerCodes]
public enum ChangeState
{
    /// <summary>Asked for; its link or code has not been used yet.</summary>
    Asked,

    /// <summary>Waiting for its time, so that whoever did not ask for it can stop it.</summary>
    Waiting,

    /// <summary>Made.</summary>
    Done,

    /// <summary>Stopped, replaced by another, or not possible any more when its time came.</summary>
    Stopped,
}

/// <summary>The row of <c>account_changes</c>. All instants are of the machine's clock.</summary>
public sealed class AccountChange
{
    /// <summary>Row id.</summary>
    public long ChangeId { get; set; }

    /// <summary>Whose account.</summary>
    public long UserId { get; set; }

    /// <summary>What.</summary>
    public ChangeKind Kind { get; set; }

    /// <summary>Where it stands.</summary>
    public ChangeState State { get; set; }

    /// <summary>SHA-256 of the link or code that goes with it, in hex: it confirms an address or a Telegram account, and stops a reset.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The new address, protected.</summary>
    public string? ProtectedEmail { get; set; }

    /// <summary>The new Telegram account, or the one whose member is to be merged.</summary>
    public long? NewTelegramId { get; set; }

    /// <summary>The Telegram account that was let go of when the move was made: what was written from it until then is its member's.</summary>
    public long? OldTelegramId { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Until when its link or code confirms it.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it is made, unless it is stopped; null while it does not wait.</summary>
    public DateTimeOffset? EffectiveAt { get; set; }

    /// <summary>When it was made or stopped.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>How long changes wait, so that whoever did not ask for them hears of them first.</summary>
public static class ChangeRules
{
    /// <summary>Before another Telegram account takes over.</summary>
    public static readonly TimeSpan TelegramMove = TimeSpan.FromHours(48);

    /// <summary>Before lost factors are taken out.</summary>
    public static readonly TimeSpan FactorReset = TimeSpan.FromHours(72);

    /// <summary>How long the link to a new address holds.</summary>
    public static readonly TimeSpan EmailLink = TimeSpan.FromHours(3);
}

/// <summary>A change waits for its time: its member is told, and can stop it.</summary>
/// <param name="ChangeId">Which.</param>
/// <param name="Change">What, the code of a <see cref="ChangeKind"/>.</param>
/// <param name="EffectiveAt">When it is made.</param>
public sealed record AccountChangeWaits(long ChangeId, string Change, DateTimeOffset EffectiveAt) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "account_change_waits";
}

/// <summary>A change was made or stopped.</summary>
/// <param name="Change">What, the code of a <see cref="ChangeKind"/>.</param>
/// <param name="State">The code of a <see cref="ChangeState"/>.</param>
public sealed record AccountChangeEnded(string Change, string State) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "account_change_ended";
}
