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

/// <summary>Reads them; ASP.NET Core makes one by the name that stands with each key.</summary>
internal sealed class CookieKeyReader(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<Protector>().Reveal(encryptedElement.Value, CookieKeys.Context));
}
