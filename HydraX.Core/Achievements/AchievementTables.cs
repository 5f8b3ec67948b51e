using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements;

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
            e.Property(a => a.Category).HasMaxLength(50);
            e.Property(a => a.Tier).HasMaxLength(50);
            e.Property(a => a.IconUrl).HasMaxLength(500);
            e.Property(a => a.Requirements).Metadata.JsonColumn();
            e.Property(a => a.XpReward).Default(0);
            e.Property(a => a.IsActive).Default(true);
            e.Property(a => a.CreatedAt).DefaultNow(dialect);
            e.HasIndex(a => a.Code).IsUnique();
        });
        builder.Entity<UserAchievement>(e =>
        {
            e.ToTable("user_achievements");
            e.HasKey(a => a.UserAchievementId);
            e.Property(a => a.EarnedAt).DefaultNow(dialect);
            e.Property(a => a.Progress).Default("{}").Metadata.JsonColumn();
            e.HasIndex(a => new { a.UserId, a.AchievementId }).IsUnique();
            e.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Achievement>().WithMany().HasForeignKey(a => a.AchievementId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
