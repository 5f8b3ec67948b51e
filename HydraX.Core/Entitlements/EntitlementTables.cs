using HydraX.Core.Entitlements;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Members' limits changed for a time.</summary>
        public DbSet<LimitAdjustment> LimitAdjustments => Set<LimitAdjustment>();

        /// <summary>What members may do for a time, whatever their tier.</summary>
        public DbSet<Permit> Permits => Set<Permit>();
    }
}

namespace HydraX.Core.Entitlements
{
    using HydraX.Core.Data;

    internal sealed class EntitlementTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<LimitAdjustment>(e =>
            {
                e.ToTable("limit_adjustments", t => t.HasCheckConstraint("ck_limit_adjustments_delta_or_cap", "(delta IS NULL AND cap IS NOT NULL) OR (delta IS NOT NULL AND cap IS NULL)"));
                e.HasKey(a => a.LimitAdjustmentId);
                e.Property(a => a.Delta).HasPrecision(9, 2);
                e.Property(a => a.Cap).HasPrecision(9, 2);
                e.Property(a => a.Reason).HasMaxLength(100);
                e.Property(a => a.SourceKey).HasMaxLength(150);
                e.HasIndex(a => a.SourceKey).IsUnique();
                e.HasIndex(a => new { a.UserId, a.Until });
                e.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<Permit>(e =>
            {
                e.ToTable("permits");
                e.HasKey(p => p.PermitId);
                e.Property(p => p.Reason).HasMaxLength(100);
                e.Property(p => p.SourceKey).HasMaxLength(150);
                e.HasIndex(p => p.SourceKey).IsUnique();
                e.HasIndex(p => new { p.UserId, p.Until });
                e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
