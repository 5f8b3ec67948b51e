using HydraX.Core.Users.Days;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>The days that count for members' streaks.</summary>
        public DbSet<ActivityDay> ActivityDays => Set<ActivityDay>();

        /// <summary>Dates that end nobody's streak.</summary>
        public DbSet<ForgivenDay> ForgivenDays => Set<ForgivenDay>();
    }
}

namespace HydraX.Core.Users.Days
{
    using HydraX.Core.Data;

    internal sealed class DayTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<ActivityDay>(e =>
            {
                e.ToTable("activity_days");
                e.HasKey(d => new { d.UserId, d.Day });
                e.HasOne<User>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<ForgivenDay>(e =>
            {
                e.ToTable("forgiven_days");
                e.HasKey(f => f.Day);
                e.Property(f => f.Reason).HasMaxLength(Outages.LongestReason);
                e.HasOne<User>().WithMany().HasForeignKey(f => f.MadeByUserId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
