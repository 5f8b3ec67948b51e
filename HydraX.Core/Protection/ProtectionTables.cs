using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>The keys of protected columns, sealed.</summary>
        public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    }
}

namespace HydraX.Core.Protection
{
    using HydraX.Core.Data;

    internal sealed class ProtectionTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<ProtectionKey>(e =>
        {
            e.ToTable("protection_keys");
            e.HasKey(key => key.KeyId);
            e.Property(key => key.KeyId).ValueGeneratedNever();
            e.Property(key => key.SealedKey).HasMaxLength(100);
            e.Property(key => key.MasterKeyId).HasMaxLength(12);
        });
    }
}
