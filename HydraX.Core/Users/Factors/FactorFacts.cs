using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Users.Factors;

/// <summary>Something about how a member signs in.</summary>
[LowerCodes]
public enum SecurityChange
{
    /// <summary>An authenticator app counts from now on.</summary>
    AuthenticatorAdded,

    /// <summary>It no longer does.</summary>
    AuthenticatorRemoved,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was taken out.</summary>
    PasskeyRemoved,

    /// <summary>New codes on paper replaced the ones before.</summary>
    RecoveryCodesMade,

    /// <summary>A code on paper was used to sign in.</summary>
    RecoveryCodeUsed,

    /// <summary>Too many wrong codes were tried.</summary>
    CodesRest,

    /// <summary>The telephone number was taken out.</summary>
    PhoneRemoved,

    /// <summary>Staff took out every second factor, because the member said that they had lost them.</summary>
    FactorsReset,
}

/// <summary>A member is told what happened to how they sign in.</summary>
/// <param name="Change">What, the code of a <see cref="SecurityChange"/>.</param>
/// <param name="CodesLeft">Codes on paper that are left, where that matters.</param>
public sealed record SecurityChanged(string Change, int? CodesLeft = null) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "security_changed";
}
