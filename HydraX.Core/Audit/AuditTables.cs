using HydraX.Core.Audit;
using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
                Keep(e, dialect, "audit_entries");
                e.HasKey(a => a.AuditEntryId);
                e.Property(a => a.Action).HasMaxLength(100);
                e.Property(a => a.SubjectKind).HasMaxLength(50);
                e.Property(a => a.SubjectId).HasMaxLength(100);
                // Text, and not what a database makes of JSON: the seal is over every letter.
                e.Property(a => a.WhyDigest).HasMaxLength(64);
                e.Property(a => a.Seal).HasMaxLength(ProtectedColumn.LookupLength);
                e.HasIndex(a => a.Sequence).IsUnique();
                e.Property(a => a.Why).HasMaxLength(AuditTrail.LongestWhy);
                e.HasIndex(a => new { a.SubjectKind, a.SubjectId });
                e.HasIndex(a => a.Action);
                e.HasMany(a => a.People).WithOne().HasForeignKey(p => p.AuditEntryId).OnDelete(DeleteBehavior.Cascade);
            });
            builder.Entity<AuditHead>(e =>
            {
                e.ToTable("audit_head");
                e.HasKey(h => h.HeadId);
                e.Property(h => h.HeadId).ValueGeneratedNever();
                e.Property(h => h.Seal).HasMaxLength(ProtectedColumn.LookupLength);
                e.HasData(new AuditHead { HeadId = AuditHead.Only });
            });
            builder.Entity<AuditPerson>(e =>
            {
                Keep(e, dialect, "audit_people");
                e.HasKey(p => new { p.AuditEntryId, p.Part });
                e.Property(p => p.Name).HasMaxLength(255);
                e.Property(p => p.Address).HasMaxLength(64);
                e.Property(p => p.NameDigest).HasMaxLength(ProtectedColumn.LookupLength);
                e.Property(p => p.AddressDigest).HasMaxLength(ProtectedColumn.LookupLength);
                e.HasIndex(p => p.UserId);
            });
        }

        // SQL Server returns what an insert made in another way where there are triggers, and must be told.
        private static void Keep<T>(EntityTypeBuilder<T> entity, Dialect dialect, string table) where T : class
        {
            if (dialect.Provider == DatabaseProvider.SqlServer) entity.ToTable(table, t => t.HasTrigger(KeptTable.TriggerOf(table)));
            else entity.ToTable(table);
        }
    }
}
