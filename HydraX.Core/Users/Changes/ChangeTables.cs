using HydraX.Core.Protection;
using HydraX.Core.Users.Changes;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Changes of how members sign in that are asked for now and made later.</summary>
        public DbSet<AccountChange> AccountChanges => Set<AccountChange>();
    }
}

namespace HydraX.Core.Users.Changes
{
    using HydraX.Core.Data;

    internal sealed class ChangeTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<AccountChange>(e =>
        {
            e.ToTable("account_changes");
            e.HasKey(c => c.ChangeId);
            e.Property(c => c.TokenHash).HasMaxLength(64);
            e.Property(c => c.ProtectedEmail).HasColumnName("email").HasMaxLength(ProtectedColumn.Length(255));
            e.HasIndex(c => c.TokenHash).IsUnique();
            e.HasIndex(c => c.UserId);
            e.HasIndex(c => new { c.State, c.EffectiveAt });
            e.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
