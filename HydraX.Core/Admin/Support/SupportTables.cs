using HydraX.Core.Admin.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Who of the staff may look, or could, at whose pages.</summary>
        public DbSet<SupportGrant> SupportGrants => Set<SupportGrant>();
    }
}

namespace HydraX.Core.Admin.Support
{
    using HydraX.Core.Data;
    using HydraX.Core.Users;

    internal sealed class SupportTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<SupportGrant>(e =>
        {
            e.ToTable("support_grants");
            e.HasKey(g => g.SupportGrantId);
            e.Property(g => g.Why).HasMaxLength(SupportRules.LongestWhy);
            e.HasIndex(g => new { g.UserId, g.StaffUserId, g.Until });
            e.HasOne<User>().WithMany().HasForeignKey(g => g.UserId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<User>().WithMany().HasForeignKey(g => g.StaffUserId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<User>().WithMany().HasForeignKey(g => g.EndedByUserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
