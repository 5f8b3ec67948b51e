using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>The XP ledger.</summary>
        public DbSet<XpTransaction> XpTransactions => Set<XpTransaction>();
    }
}

namespace HydraX.Core.Xp
{
    using HydraX.Core.Data;

    internal sealed class XpTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<XpTransaction>(e =>
            {
                e.ToTable("xp_transactions");
                e.HasKey(t => t.TransactionId);
                e.Property(t => t.SourceType).HasMaxLength(50);
                e.Property(t => t.Multipliers).Default("[]").Metadata.JsonColumn();
                e.Property(t => t.CreatedAt).DefaultNow(dialect);
                e.Property(t => t.RewardKey).HasMaxLength(100);
                e.HasIndex(t => new { t.UserId, t.RewardKey }).IsUnique();
                e.HasIndex(t => new { t.UserId, t.TransactionId });
                // A day's lines: who was here.
                e.HasIndex(t => new { t.UtcDay, t.TransactionId });
                e.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
                e.HasIndex(t => t.CorrectsId).HasFilter("corrects_id IS NOT NULL");
                if (dialect.Provider == DatabaseProvider.SqlServer) e.Property(t => t.RewardKey).UseCollation("Latin1_General_100_BIN2");
            });
        }
    }
}
