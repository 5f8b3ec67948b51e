using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>What can be achieved.</summary>
        public DbSet<Achievement> Achievements => Set<Achievement>();

        /// <summary>What members have achieved.</summary>
        public DbSet<UserAchievement> UserAchievements => Set<UserAchievement>();

        /// <summary>Changes of what can be achieved.</summary>
        public DbSet<AchievementRevision> AchievementRevisions => Set<AchievementRevision>();

        /// <summary>Achievements granted backwards.</summary>
        public DbSet<BackwardGrant> BackwardGrants => Set<BackwardGrant>();

        /// <summary>Metrics that everybody's ledger has been counted for.</summary>
        public DbSet<KnownMetric> KnownMetrics => Set<KnownMetric>();

        /// <summary>What counted metrics have come to.</summary>
        public DbSet<MemberMetric> MemberMetrics => Set<MemberMetric>();
    }
}

namespace HydraX.Core.Achievements
{
    using HydraX.Core.Data;

    internal sealed class AchievementTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<Achievement>(e =>
            {
                e.ToTable("achievements");
                e.HasKey(a => a.AchievementId);
                e.Property(a => a.Code).HasMaxLength(100);
                e.Property(a => a.Name).HasMaxLength(255);
                e.Property(a => a.IconUrl).HasMaxLength(500);
                e.Property(a => a.Follows).HasMaxLength(100);
                e.Property(a => a.Requirements).Metadata.JsonColumn();
                e.Property(a => a.XpReward).Default(0);
                e.Property(a => a.IsActive).Default(true);
                e.Property(a => a.CreatedAt).DefaultNow(dialect);
                e.Ignore(a => a.Pays);
                e.HasIndex(a => a.Code).IsUnique();
            });
            builder.Entity<UserAchievement>(e =>
            {
                e.ToTable("user_achievements");
                e.HasKey(a => a.UserAchievementId);
                e.Property(a => a.EarnedAt).DefaultNow(dialect);
                e.Property(a => a.Progress).Default("{}").Metadata.JsonColumn();
                e.Property(a => a.Times).Default(1);
                e.HasIndex(a => new { a.UserId, a.AchievementId }).IsUnique();
                e.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Achievement>().WithMany().HasForeignKey(a => a.AchievementId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<AchievementRevision>(e =>
            {
                e.ToTable("achievement_revisions");
                e.HasKey(r => r.Number);
                e.Property(r => r.Number).ValueGeneratedNever();
                e.Property(r => r.Why).HasMaxLength(500);
                e.Property(r => r.Before).Metadata.JsonColumn();
                e.Property(r => r.After).Metadata.JsonColumn();
                e.HasIndex(r => r.AchievementId);
                e.HasOne<Achievement>().WithMany().HasForeignKey(r => r.AchievementId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<BackwardGrant>(e =>
            {
                e.ToTable("backward_grants");
                e.HasKey(g => g.BackwardGrantId);
                e.Property(g => g.Why).HasMaxLength(500);
                e.Property(g => g.StoppedBecause).HasMaxLength(500);
                // One at a time for each achievement, and for what another one has reached in turn.
                e.HasIndex(g => g.AchievementId).HasFilter("ended_at IS NULL AND among_achievement_id IS NULL").IsUnique();
                e.HasIndex(g => new { g.AchievementId, g.AmongAchievementId }).HasFilter("ended_at IS NULL AND among_achievement_id IS NOT NULL").IsUnique();
                e.HasOne<Achievement>().WithMany().HasForeignKey(g => g.AchievementId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<KnownMetric>(e =>
            {
                e.ToTable("known_metrics");
                e.HasKey(m => m.Metric);
                e.Property(m => m.Metric).HasMaxLength(50);
            });
            builder.Entity<MemberMetric>(e =>
            {
                e.ToTable("member_metrics");
                e.HasKey(m => new { m.Metric, m.UserId });
                e.Property(m => m.Metric).HasMaxLength(50);
                e.HasIndex(m => m.UserId);
                e.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
