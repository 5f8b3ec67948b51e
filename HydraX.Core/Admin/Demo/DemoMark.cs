using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Demo;

/// <summary>That demo content was made, and whether it was removed: the one row of <c>demo_content</c>. It stays after removal, so that no later start makes it again.</summary>
public sealed class DemoMark
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    /// <summary>When it was made, by the domain's clock.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>When an admin removed it; null while it is shown.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class DemoTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect) =>
        builder.Entity<DemoMark>(e => { e.ToTable("demo_content"); e.Property(m => m.Id).ValueGeneratedNever(); });
}
