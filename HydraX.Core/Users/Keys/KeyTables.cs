using HydraX.Core.Users;
using HydraX.Core.Users.Keys;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Keys to the API.</summary>
        public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

        /// <summary>Requests that must have their effect once.</summary>
        public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();
    }
}

namespace HydraX.Core.Users.Keys
{
    using HydraX.Core.Data;

    internal sealed class KeyTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<ApiKey>(e =>
            {
                e.ToTable("api_keys");
                e.HasKey(k => k.ApiKeyId);
                e.Property(k => k.PublicId).HasMaxLength(10);
                e.Property(k => k.SecretHash).HasMaxLength(64);
                e.Property(k => k.Name).HasMaxLength(ApiKeys.LongestName);
                e.Property(k => k.Scopes).HasMaxLength(500);
                e.Property(k => k.Addresses).HasMaxLength(ApiKeys.LongestAddresses);
                e.HasIndex(k => k.PublicId).IsUnique();
                e.HasIndex(k => k.UserId);
                e.HasOne<User>().WithMany().HasForeignKey(k => k.UserId).OnDelete(DeleteBehavior.Restrict);
                if (dialect.Provider == DatabaseProvider.SqlServer) e.Property(k => k.PublicId).UseCollation("Latin1_General_100_BIN2");
            });
            builder.Entity<IdempotentRequest>(e =>
            {
                e.ToTable("idempotency_keys");
                e.HasKey(r => r.RequestId);
                e.Property(r => r.Route).HasMaxLength(100);
                e.Property(r => r.IdempotencyKey).HasMaxLength(255);
                e.Property(r => r.AskedHash).HasMaxLength(64);
                e.Property(r => r.ContentType).HasMaxLength(100);
                e.HasIndex(r => new { r.ApiKeyId, r.Route, r.IdempotencyKey }).IsUnique();
                e.HasIndex(r => r.CreatedAt);
                e.HasOne<ApiKey>().WithMany().HasForeignKey(r => r.ApiKeyId).OnDelete(DeleteBehavior.Cascade);
                if (dialect.Provider == DatabaseProvider.SqlServer) e.Property(r => r.IdempotencyKey).UseCollation("Latin1_General_100_BIN2");
            });
        }
    }
}
