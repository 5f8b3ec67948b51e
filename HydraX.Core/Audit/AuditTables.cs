using HydraX.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Who did what to whom.</summary>
        public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    }
}

namespace HydraX.Core.Audit
{
    using HydraX.Core.Data;

    // No foreign keys to users: entries outlive them.
    internal sealed class AuditTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<AuditEntry>(e =>
            {
                e.ToTable("audit_entries");
                e.HasKey(a => a.AuditEntryId);
                e.Property(a => a.Action).HasMaxLength(100);
                e.Property(a => a.SubjectKind).HasMaxLength(50);
                e.Property(a => a.SubjectId).HasMaxLength(100);
                e.Property(a => a.Before).Metadata.JsonColumn();
                e.Property(a => a.After).Metadata.JsonColumn();
                e.Property(a => a.Why).HasMaxLength(AuditTrail.LongestWhy);
                e.HasIndex(a => new { a.SubjectKind, a.SubjectId });
                e.HasIndex(a => a.Action);
                e.HasMany(a => a.People).WithOne().HasForeignKey(p => p.AuditEntryId).OnDelete(DeleteBehavior.Cascade);
            });
            builder.Entity<AuditPerson>(e =>
            {
                e.ToTable("audit_people");
                e.HasKey(p => new { p.AuditEntryId, p.Part });
                e.Property(p => p.Name).HasMaxLength(255);
                e.Property(p => p.Address).HasMaxLength(64);
                e.HasIndex(p => p.UserId);
            });
        }
    }
}
