namespace HydraX.Core.Protection;

/// <summary>Section <c>Security</c>: the keys that stand outside the database. Both are secrets: environment or secret store, never a file in the repository.</summary>
public sealed class ProtectionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Security";

    /// <summary>The master key, 32 random bytes as base64. Without it nobody reads what is protected; keep it apart from the database's backups.</summary>
    public string? MasterKey { get; set; }

    /// <summary>The master key before the present one, while it is being replaced. Take it out once a start has said that it is no longer needed.</summary>
    public string? PreviousMasterKey { get; set; }

    /// <summary>Whom to write to about a weakness, for <c>/.well-known/security.txt</c> (RFC 9116): a <c>mailto:</c> or <c>https:</c> address. Without one there is no such file.</summary>
    public string? Contact { get; set; }

    /// <summary>What cannot work.</summary>
    /// <param name="mayMakeOne">Whether a start without a master key makes one, as in Development.</param>
    public IEnumerable<string> Faults(bool mayMakeOne)
    {
        const string how = "set 32 random bytes as base64, for example the output of: openssl rand -base64 32";
        if (string.IsNullOrWhiteSpace(MasterKey))
        {
            if (!mayMakeOne) yield return $"Security:MasterKey is missing; {how}. Keep it apart from the database and its backups: without it nobody can read what is protected there.";
        }
        else if (Protection.MasterKey.Read(MasterKey) is null) yield return $"Security:MasterKey is no master key; {how}.";
        if (!string.IsNullOrWhiteSpace(PreviousMasterKey) && Protection.MasterKey.Read(PreviousMasterKey) is null) yield return "Security:PreviousMasterKey is no master key; set the one that Security:MasterKey was before, or take it out.";
        if (!string.IsNullOrWhiteSpace(Contact) && !(Uri.TryCreate(Contact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https"))
            yield return "Security:Contact must be empty, or an address such as mailto:security@hydrax.example or https://hydrax.example/security";
    }
}
