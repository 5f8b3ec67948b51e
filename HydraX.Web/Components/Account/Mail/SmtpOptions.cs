using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Section <c>Smtp</c>: the server that takes our mail.</summary>
public sealed class SmtpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Smtp";

    /// <summary>The server; empty means that there is none.</summary>
    public string? Host { get; set; }

    /// <summary>587 with STARTTLS by default. Any other port is used with STARTTLS too once a user is given.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who we are to the server; empty for one that asks nobody.</summary>
    public string? User { get; set; }

    /// <summary>A secret: environment or secret store, never a file.</summary>
    public string? Password { get; set; }

    /// <summary>The sender, such as <c>HydraX &lt;no-reply@hydrax.example&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>Whether the connection must be encrypted: always where a password travels on it.</summary>
    public bool IsEncrypted => Port == 587 || !string.IsNullOrEmpty(User);
}

/// <summary>Names every setting of the section that cannot work, and what would.</summary>
internal sealed class SmtpOptionsCheck : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host)) return ValidateOptionsResult.Success;
        var faults = new List<string>();
        if (options.Port is < 1 or > 65535) faults.Add($"Smtp:Port must lie between 1 and 65535, for example 587, not {options.Port}.");
        if (!MailAddress.TryCreate(options.From, out _)) faults.Add("Smtp:From must be the sender's address, for example HydraX <no-reply@hydrax.example>.");
        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password)) faults.Add("Smtp:User and Smtp:Password must both be given, or neither.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
