using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Browsers in which members are signed in.</summary>
        public DbSet<Session> Sessions => Set<Session>();
    }
}

namespace HydraX.Core.Users.Sessions
{
    using HydraX.Core.Data;

    internal sealed class SessionTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<Session>(e =>
        {
            e.ToTable("sessions");
            e.HasKey(s => s.SessionId);
            e.Property(s => s.TokenHash).HasMaxLength(64);
            e.Property(s => s.Device).HasMaxLength(60);
            e.Property(s => s.Place).HasMaxLength(50);
            e.HasIndex(s => s.TokenHash).IsUnique();
            e.HasIndex(s => s.UserId);
            e.HasIndex(s => s.LastUsedAt);
            e.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
