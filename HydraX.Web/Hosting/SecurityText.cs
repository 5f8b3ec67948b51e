using HydraX.Core.Protection;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting;

/// <summary>Whom to write to about a weakness: <c>/.well-known/security.txt</c>, RFC 9116.</summary>
public static class SecurityText
{
    private const string Path = "/.well-known/security.txt";

    // The standard asks for an end, at most a year away; each answer is good for half of one.
    private static readonly TimeSpan Good = TimeSpan.FromDays(182);

    /// <summary>Answers it where <c>Security:Contact</c> says whom to write to.</summary>
    public static void MapSecurityText(this WebApplication app) => app.MapGet(Path, (IOptions<ProtectionOptions> options, PublicAddress address, TimeProvider machine) =>
        string.IsNullOrWhiteSpace(options.Value.Contact)
            ? Results.NotFound()
            : Results.Text($"Contact: {options.Value.Contact.Trim()}\nExpires: {machine.GetUtcNow().Date + Good:yyyy-MM-dd'T'00:00:00'Z'}\nPreferred-Languages: en\nCanonical: {address.To(Path)}\n")).OpenToAll();
}
