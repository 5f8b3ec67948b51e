using HydraX.Core.Tiers;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>All states that the tiers have been in.</summary>
        public DbSet<TierRevision> TierRevisions => Set<TierRevision>();
    }
}

namespace HydraX.Core.Tiers
{
    using HydraX.Core.Data;

    internal sealed class TierTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<TierRevision>(e =>
        {
            e.ToTable("tier_revisions");
            e.HasKey(r => r.Number);
            e.Property(r => r.Number).ValueGeneratedNever();
            e.Property(r => r.Why).HasMaxLength(TierCatalog.LongestWhy);
            e.Property(r => r.Settings).Metadata.JsonColumn();
        });
    }
}
