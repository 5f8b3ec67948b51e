using HydraX.Core.Abuse;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Keys;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>What staff is asked to look at.</summary>
        public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();

        /// <summary>Members by the addresses that they came from lately.</summary>
        public DbSet<AddressSighting> AddressSightings => Set<AddressSighting>();

        /// <summary>Networks that API keys were used from.</summary>
        public DbSet<KeyNetwork> KeyNetworks => Set<KeyNetwork>();
    }
}

namespace HydraX.Core.Abuse
{
    using HydraX.Core.Data;

    internal sealed class AbuseTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<ReviewItem>(e =>
            {
                e.ToTable("review_items");
                e.HasKey(i => i.ReviewItemId);
                e.Property(i => i.Subject).HasMaxLength(100);
                e.Property(i => i.OpenKey).HasMaxLength(150);
                e.Property(i => i.LastFinding).HasMaxLength(50);
                e.Property(i => i.Why).HasMaxLength(500);
                e.Property(i => i.Evidence).Default("{}").Metadata.JsonColumn();
                // One look at a time for what one rule says of one subject.
                e.HasIndex(i => i.OpenKey).IsUnique();
                e.HasIndex(i => new { i.State, i.ReviewItemId });
                e.HasIndex(i => new { i.Rule, i.Subject });
                e.HasIndex(i => i.SubjectUserId);
                e.HasOne<User>().WithMany().HasForeignKey(i => i.SubjectUserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<AddressSighting>(e =>
            {
                e.ToTable("address_sightings");
                e.HasKey(s => s.SightingId);
                e.Property(s => s.AddressKey).HasMaxLength(ProtectedColumn.LookupLength);
                e.HasIndex(s => new { s.AddressKey, s.UserId }).IsUnique();
                e.HasIndex(s => s.LastSeenAt);
                e.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
            });
            builder.Entity<KeyNetwork>(e =>
            {
                e.ToTable("api_key_networks");
                e.HasKey(n => n.KeyNetworkId);
                e.Property(n => n.Network).HasMaxLength(50);
                e.HasIndex(n => new { n.ApiKeyId, n.Network }).IsUnique();
                e.HasOne<ApiKey>().WithMany().HasForeignKey(n => n.ApiKeyId).OnDelete(DeleteBehavior.Cascade);
            });
        }
    }
}
