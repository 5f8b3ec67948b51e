using HydraX.Core.Users;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account;

/// <summary>Section <c>Admin</c>: the first admin, made at start while there is none.</summary>
public sealed class AdminOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Admin";

    /// <summary>Their address.</summary>
    public string? Email { get; set; }

    /// <summary>Their password, a secret: environment or secret store, never a file. Change it once signed in.</summary>
    public string? Password { get; set; }

    /// <summary>A key of theirs to the API, with all scopes, in any form; kept as a hash. A secret, like the password. Taken out, it is revoked.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What they would have typed; null if the settings say nothing.</summary>
    internal Registration? Registration => string.IsNullOrWhiteSpace(Email) || string.IsNullOrEmpty(Password) ? null : new(NameOf(Email), Email, Password);

    // boss@example.org is boss; the staff may look like staff.
    private static string NameOf(string email)
    {
        var name = email.Split('@')[0];
        return UsernameRules.CheckForm(name) is null ? name : "admin";
    }
}

/// <summary>Names every setting of the section that cannot work, and what would.</summary>
internal sealed class AdminOptionsCheck : IValidateOptions<AdminOptions>
{
    private const int ShortestKey = 16;

    public ValidateOptionsResult Validate(string? name, AdminOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Email) != string.IsNullOrEmpty(options.Password))
            return ValidateOptionsResult.Fail("Admin:Email and Admin:Password must both be given, or neither.");
        if (options.ApiKey is { Length: > 0 and < ShortestKey })
            return ValidateOptionsResult.Fail($"Admin:ApiKey must have at least {ShortestKey} characters, for example the output of: openssl rand -hex 32");
        return options.Registration is { } typed && RegistrationDesk.Check(typed) is { } problem
            ? ValidateOptionsResult.Fail($"Admin:Email or Admin:Password cannot be used: {problem.Sentence}")
            : ValidateOptionsResult.Success;
    }
}
