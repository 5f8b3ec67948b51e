using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Erasures that wait, were stopped, or were made.</summary>
        public DbSet<Erasure> Erasures => Set<Erasure>();

        /// <summary>Copies of their data that members asked for.</summary>
        public DbSet<DataExport> DataExports => Set<DataExport>();

        /// <summary>What members agreed to and took back.</summary>
        public DbSet<Consent> Consents => Set<Consent>();

        /// <summary>The texts that members agree to, by version.</summary>
        public DbSet<PolicyText> PolicyTexts => Set<PolicyText>();
    }
}

namespace HydraX.Core.Privacy
{
    using HydraX.Core.Data;

    internal sealed class PrivacyTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<Erasure>(e =>
            {
                e.ToTable("erasures");
                e.HasKey(r => r.ErasureId);
                e.Property(r => r.TokenHash).HasMaxLength(64);
                e.HasIndex(r => r.TokenHash).IsUnique();
                e.HasIndex(r => new { r.State, r.EffectiveAt });
                e.HasOne<User>().WithMany().HasForeignKey(r => r.AskedByUserId).OnDelete(DeleteBehavior.Restrict);
                // One at a time for each member, whoever asks twice at once.
                e.HasIndex(r => r.UserId).IsUnique().HasFilter($"state = '{Kernel.Codes<ErasureState>.Of(ErasureState.Waiting)}'");
                e.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<DataExport>(e =>
            {
                e.ToTable("data_exports");
                e.HasKey(r => r.ExportId);
                e.Property(r => r.TokenHash).HasMaxLength(64);
                e.HasIndex(r => r.UserId);
                e.HasIndex(r => new { r.State, r.LeasedUntil });
                e.HasIndex(r => r.TokenHash);
                e.HasOne<User>().WithMany().HasForeignKey(r => r.AskedByUserId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<DataExportPart>(e =>
            {
                e.ToTable("data_export_parts");
                e.HasKey(p => new { p.ExportId, p.Number });
                e.HasOne<DataExport>().WithMany().HasForeignKey(p => p.ExportId).OnDelete(DeleteBehavior.Cascade);
            });
            builder.Entity<Consent>(e =>
            {
                e.ToTable("consents");
                e.HasKey(c => c.ConsentId);
                e.Property(c => c.TextDigest).HasMaxLength(64);
                e.Property(c => c.Place).HasMaxLength(64);
                e.HasIndex(c => new { c.UserId, c.Purpose, c.ConsentId });
                e.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<PolicyText>(e =>
            {
                e.ToTable("policy_texts");
                e.HasKey(t => t.PolicyTextId);
                e.Property(t => t.Title).HasMaxLength(PolicyText.LongestTitle);
                e.Property(t => t.Digest).HasMaxLength(64);
                e.Property(t => t.Why).HasMaxLength(500);
                e.HasIndex(t => new { t.Purpose, t.Version }).IsUnique();
            });
        }
    }
}
