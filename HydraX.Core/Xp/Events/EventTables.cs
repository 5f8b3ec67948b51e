using HydraX.Core.Users;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Windows in which earned XP is multiplied.</summary>
        public DbSet<XpEvent> XpEvents => Set<XpEvent>();

        /// <summary>Named stretches with a board of their own.</summary>
        public DbSet<Season> Seasons => Set<Season>();
    }
}

namespace HydraX.Core.Xp.Events
{
    using HydraX.Core.Data;

    internal sealed class EventTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<CalendarHead>(e =>
            {
                e.ToTable("xp_calendar");
                e.HasKey(h => h.HeadId);
                e.Property(h => h.HeadId).ValueGeneratedNever();
                e.HasData(new CalendarHead { HeadId = CalendarHead.Only });
            });
            builder.Entity<XpEvent>(e =>
            {
                e.ToTable("xp_events");
                e.HasKey(x => x.EventId);
                e.Property(x => x.Name).HasMaxLength(EventRules.LongestName);
                e.Property(x => x.Description).HasMaxLength(EventRules.LongestDescription);
                e.Property(x => x.Factor).HasPrecision(5, 2);
                e.Property(x => x.Sources).HasMaxLength(300);
                e.Property(x => x.Tiers).HasMaxLength(100);
                e.HasIndex(x => x.EndsAt);
                e.HasOne<User>().WithMany().HasForeignKey(x => x.MadeByUserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<Season>(e =>
            {
                e.ToTable("seasons");
                e.HasKey(s => s.SeasonId);
                e.Property(s => s.Name).HasMaxLength(EventRules.LongestName);
                e.Property(s => s.Description).HasMaxLength(EventRules.LongestDescription);
                e.HasIndex(s => s.StartsOn);
                e.HasOne<User>().WithMany().HasForeignKey(s => s.MadeByUserId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
