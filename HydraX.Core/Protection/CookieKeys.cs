using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Protection;

/// <summary>Has ASP.NET Core's data-protection keys, which make cookies and links in mails, stand in the database protected as any other secret.</summary>
internal sealed class CookieKeys(Protector protector) : IConfigureOptions<KeyManagementOptions>, IXmlEncryptor
{
    public const string Context = "data_protection_keys.xml";

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = this;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("protected", protector.Protect(plaintextElement.ToString(SaveOptions.DisableFormatting), Context)), typeof(CookieKeyReader));
}

/// <summary>Protects them anew when the ring has another key.</summary>
internal static class CookieKeyRenewal
{
    /// <summary>A row's text with all of its values under the present key; null if they are already.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No key opens one of them.</exception>
    public static string? Of(string xml, RingKey present, Protector protector)
    {
        var root = XElement.Parse(xml);
        var older = root.DescendantsAndSelf("protected").Where(value => !value.Value.StartsWith(present.Prefix, StringComparison.Ordinal)).ToList();
        if (older.Count == 0) return null;
        foreach (var value in older) value.Value = protector.Protect(protector.Reveal(value.Value, CookieKeys.Context), CookieKeys.Context);
        return root.ToString(SaveOptions.DisableFormatting);
    }
}

/// <summary>Reads them; ASP.NET Core makes one by the name that stands with each key.</summary>
internal sealed class CookieKeyReader(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<Protector>().Reveal(encryptedElement.Value, CookieKeys.Context));
}
