using HydraX.Core.Protection;

namespace HydraX.Core.Users;

/// <summary>What of a person stands protected.</summary>
public static class UserSecrets
{
    /// <summary>The e-mail address. Found without regard to case, as a whole only.</summary>
    public static readonly ProtectedColumn Email = new("users", "user_id", "email", "email_lookup", UsernameRules.Normalize);

    /// <summary>The telephone number that Telegram vouched for.</summary>
    public static readonly ProtectedColumn Phone = new("users", "user_id", "phone_number");

    /// <summary>An address that is to become a member's once its holder has followed a link.</summary>
    public static readonly ProtectedColumn NewEmail = new("account_changes", "change_id", "email");

    /// <summary>What a member's authenticator app shares with the server.</summary>
    public static readonly ProtectedColumn Authenticator = new("authenticators", "user_id", "secret");

    /// <summary>A number as pages show it: <c>+43…67</c>.</summary>
    public static string MaskedPhone(string number) => $"{number[..3]}…{number[^2..]}";

    /// <summary>An address as lists show it: <c>k…l@example.org</c>. Who has reason to see all of it opens the member.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 1 ? "…" : $"{email[0]}…{(at > 2 ? email[at - 1] : "")}{email[at..]}";
    }
}
