using HydraX.Core.Users.Factors;

namespace HydraX.Web.Telegram.Replies;

/// <summary>What happened to how a member signs in, in a sentence, for chat and mail alike.</summary>
public static class SecurityWords
{
    /// <summary>One change.</summary>
    /// <param name="change">What.</param>
    /// <param name="codesLeft">Codes on paper that are left, where that matters.</param>
    public static string Of(SecurityChange change, int? codesLeft) => change switch
    {
        SecurityChange.AuthenticatorAdded => "An authenticator app counts on your account from now on; all sessions have ended.",
        SecurityChange.AuthenticatorRemoved => "The authenticator app was taken out of your account; all sessions have ended.",
        SecurityChange.PasskeyAdded => "A passkey was added to your account; all sessions have ended.",
        SecurityChange.PasskeyRemoved => "A passkey was taken out of your account; all sessions have ended.",
        SecurityChange.RecoveryCodesMade => "New codes on paper were made for your account; the ones before are void.",
        SecurityChange.RecoveryCodeUsed => $"One of your codes on paper was used to sign in{(codesLeft is { } left ? $"; {left} are left" : "")}.",
        SecurityChange.PhoneRemoved => "The telephone number was taken out of your account.",
        SecurityChange.FactorsReset => "Staff took every second factor out of your account, because they were told that you had lost them; all sessions have ended. Whoever knows your password comes in without one now.",
        _ => "Too many wrong codes were tried on your account, so none is looked at for a while. Somebody may know your password.",
    };
}
