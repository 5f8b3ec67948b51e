using HydraX.Core.Protection;
using HydraX.Core.Users.Factors;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Authenticator apps.</summary>
        public DbSet<Authenticator> Authenticators => Set<Authenticator>();

        /// <summary>Codes on paper.</summary>
        public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    }
}

namespace HydraX.Core.Users.Factors
{
    using HydraX.Core.Data;

    internal sealed class FactorTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<Authenticator>(e =>
            {
                e.ToTable("authenticators");
                e.HasKey(a => a.UserId);
                e.Property(a => a.UserId).ValueGeneratedNever();
                e.Property(a => a.ProtectedSecret).HasColumnName("secret").HasMaxLength(ProtectedColumn.Length(40));
                e.HasOne<User>().WithOne().HasForeignKey<Authenticator>(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<RecoveryCode>(e =>
            {
                e.ToTable("recovery_codes");
                e.HasKey(c => c.RecoveryCodeId);
                e.Property(c => c.CodeHash).HasMaxLength(64);
                e.HasIndex(c => new { c.UserId, c.CodeHash }).IsUnique();
                e.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
