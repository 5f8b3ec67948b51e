using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Data;

/// <summary>One data-protection key, so that all nodes read each other's cookies.</summary>
public sealed class DataProtectionKey
{
    /// <summary>Row id.</summary>
    public int Id { get; set; }

    /// <summary>The ring's name for it.</summary>
    public string FriendlyName { get; set; } = "";

    /// <summary>The key as ASP.NET Core writes it.</summary>
    public string Xml { get; set; } = "";
}

internal sealed class DataProtectionTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect) =>
        builder.Entity<DataProtectionKey>(e => { e.ToTable("data_protection_keys"); e.Property(k => k.FriendlyName).HasMaxLength(256); });
}

/// <summary>Keeps the data-protection key ring in the database.</summary>
internal sealed class KeyRingInDatabase(IDbContextFactory<HydraXDb> contexts) : IConfigureOptions<KeyManagementOptions>, IXmlRepository
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
