using HydraX.Core.Admin.Bulk;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>XP given or reset for many members at once.</summary>
        public DbSet<BulkOperation> BulkOperations => Set<BulkOperation>();
    }
}

namespace HydraX.Core.Admin.Bulk
{
    using HydraX.Core.Data;

    internal sealed class BulkTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<BulkOperation>(e =>
        {
            e.ToTable("bulk_operations");
            e.HasKey(b => b.BulkOperationId);
            e.Property(b => b.Filter).Default("{}").Metadata.JsonColumn();
            e.Property(b => b.Reason).HasMaxLength(BulkRules.LongestReason);
            e.Property(b => b.UndoneBecause).HasMaxLength(BulkRules.LongestReason);
            e.Property(b => b.RequestKey).HasMaxLength(RewardKey.LongestRequest);
            e.HasIndex(b => b.RequestKey).IsUnique();
            e.HasIndex(b => b.State);
        });
    }
}
