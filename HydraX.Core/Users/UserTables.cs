using System.Linq.Expressions;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>What members have become.</summary>
        public DbSet<UserProfile> Profiles => Set<UserProfile>();

        /// <summary>One-time tokens that link web and Telegram.</summary>
        public DbSet<LinkToken> LinkTokens => Set<LinkToken>();

        /// <summary>What is remembered of erased accounts.</summary>
        public DbSet<Tombstone> Tombstones => Set<Tombstone>();
    }
}

namespace HydraX.Core.Users
{
    using HydraX.Core.Data;

    internal sealed class UserTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            MapUsers(builder, dialect);
            MapProfiles(builder, dialect);
            builder.Entity<Role>(e =>
            {
                e.ToTable("roles");
                e.Property(r => r.Id).HasColumnName("role_id");
                e.HasData(Roles.All.Select(r => new Role { Id = Roles.IdOf(r), Name = r, NormalizedName = r.ToUpperInvariant(), ConcurrencyStamp = r }));
            });
            builder.Entity<IdentityUserRole<long>>().ToTable("user_roles");
            builder.Entity<IdentityUserClaim<long>>().ToTable("user_claims");
            builder.Entity<IdentityUserLogin<long>>().ToTable("user_logins");
            builder.Entity<IdentityUserToken<long>>().ToTable("user_tokens");
            builder.Entity<IdentityRoleClaim<long>>().ToTable("role_claims");
            builder.Entity<IdentityUserPasskey<long>>().ToTable("user_passkeys");
            MapLinkTokens(builder);
            builder.Entity<HeldName>(e =>
            {
                e.ToTable("held_names");
                e.HasKey(h => h.NormalizedName);
                e.Property(h => h.NormalizedName).HasMaxLength(255);
                if (dialect.Ordinal is { } ordinal) e.Property(h => h.NormalizedName).UseCollation(ordinal);
                e.HasOne<User>().WithMany().HasForeignKey(h => h.UserId).OnDelete(DeleteBehavior.Cascade);
            });
            builder.Entity<Tombstone>(e =>
            {
                e.ToTable("tombstones");
                e.HasKey(t => t.TombstoneId);
                e.Property(t => t.Lookup).HasMaxLength(ProtectedColumn.LookupLength);
                e.HasIndex(t => t.Lookup);
                e.HasIndex(t => t.ErasedAt);
            });
        }

        private static void MapUsers(ModelBuilder builder, Dialect dialect) => builder.Entity<User>(e =>
        {
            e.ToTable("users");
            e.Property(u => u.Id).HasColumnName("user_id");
            e.Property(u => u.UserName).HasColumnName("username").HasMaxLength(255);
            // Compared letter by letter everywhere, so that its index finds whatever begins with something.
            e.Property(u => u.NormalizedUserName).HasMaxLength(255);
            if (dialect.Ordinal is { } ordinal) e.Property(u => u.NormalizedUserName).UseCollation(ordinal);
            e.Property(u => u.ProtectedEmail).HasColumnName("email").HasMaxLength(ProtectedColumn.Length(255));
            e.Property(u => u.EmailLookup).HasMaxLength(ProtectedColumn.LookupLength);
            e.Property(u => u.ProtectedPhone).HasColumnName("phone_number").HasMaxLength(ProtectedColumn.Length(32));
            e.Property(u => u.ApiKey).HasMaxLength(255);
            e.Property(u => u.SuspendedReason).HasMaxLength(500);
            e.Property(u => u.Tier).Default(TierCode.Nibbler);
            e.Property(u => u.SubscriptionStatus).Default(SubscriptionStatus.Inactive);
            e.Property(u => u.Mt5Connected).Default(false);
            e.Property(u => u.IsActive).Default(true);
            e.Property(u => u.CreatedAt).DefaultNow(dialect);
            e.Property(u => u.UpdatedAt).DefaultNow(dialect);
            e.HasIndex(u => u.TelegramId).IsUnique();
            e.HasIndex(u => u.ApiKey).IsUnique();
            // Identity would keep addresses and numbers in the clear.
            e.Metadata.RemoveIndex(e.Metadata.FindIndex(e.Metadata.FindProperty(nameof(User.NormalizedEmail))!)!);
            foreach (var unkept in new[] { nameof(User.Email), nameof(User.NormalizedEmail), nameof(User.PhoneNumber) })
            {
                e.Metadata.RemoveProperty(unkept);
                e.Ignore(unkept);
            }
            // An account is merged once: whatever else happens, no third is made part of it.
            e.HasIndex(u => u.MergedIntoUserId).IsUnique();
            e.HasOne<User>().WithMany().HasForeignKey(u => u.MergedIntoUserId).OnDelete(DeleteBehavior.Restrict);
            // One address is one account.
            e.HasIndex(u => u.EmailLookup).IsUnique();
            e.HasIndex(u => u.Tier);
            // Few rows, asked for every few seconds: who is off the boards.
            e.HasIndex(u => u.Id, "ix_users_suspended").HasFilter(dialect.IsFalse("is_active"));
            // Few rows or none, asked for with every page: whether there is demo content to mark.
            e.HasIndex(u => u.Id, "ix_users_demo").HasFilter(dialect.IsTrue("is_demo"));
            e.HasOne(u => u.Profile).WithOne().HasForeignKey<UserProfile>(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
        });

        private static void MapLinkTokens(ModelBuilder builder) => builder.Entity<LinkToken>(e =>
        {
            e.ToTable("link_tokens");
            e.HasKey(t => t.TokenId);
            e.Property(t => t.TokenHash).HasMaxLength(64);
            e.HasIndex(t => t.TokenHash).IsUnique();
            e.HasIndex(t => new { t.UserId, t.Purpose });
            e.HasIndex(t => t.ExpiresAt);
            e.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });

        private static void MapProfiles(ModelBuilder builder, Dialect dialect) => builder.Entity<UserProfile>(e =>
        {
            e.ToTable("user_profiles");
            e.HasKey(p => p.ProfileId);
            e.HasIndex(p => p.UserId).IsUnique();
            e.Property(p => p.TotalProfitUsd).HasPrecision(15, 2).Default(0);
            e.Property(p => p.LargestWinUsd).HasPrecision(15, 2).Default(0);
            e.Property(p => p.BoostFactor).HasPrecision(5, 2).Default(1m);
            e.Property(p => p.CurrentRank).Default(RankCode.Recruit);
            e.Property(p => p.RankSeen).Default(RankCode.Recruit);
            e.Property(p => p.WornFrame).HasMaxLength(30);
            e.Property(p => p.Visibility).Default(Visibility.Public);
            e.Property(p => p.TimeZone).Default("UTC");
            e.Property(p => p.CreatedAt).DefaultNow(dialect);
            e.Property(p => p.UpdatedAt).DefaultNow(dialect);
            DefaultToNothing(e);
            e.Property(p => p.AchievementsData).Default("[]").Metadata.JsonColumn();
            e.Property(p => p.Goals).Default("[]").Metadata.JsonColumn();
            e.Property(p => p.PressPassShadowStats).HasComputedColumnSql(dialect.ShadowStatistics, stored: dialect.Provider == DatabaseProvider.PostgreSql);
            e.Property(p => p.PressPassShadowStats).Metadata.JsonColumn();
            e.Property(p => p.PressPassShadowStats).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            e.Property(p => p.ReferralCode).HasMaxLength(50);
            e.HasIndex(p => p.ReferralCode).IsUnique();
            e.HasOne<User>().WithMany().HasForeignKey(p => p.ReferredByUserId).OnDelete(DeleteBehavior.Restrict);
            e.Property(p => p.Bio).HasMaxLength(500);
            e.Property(p => p.TimeZone).HasMaxLength(64);
            e.Property(p => p.NextTimeZone).HasMaxLength(64);
            e.Property(p => p.Title).HasMaxLength(50);
            // What the nightly sweep walks: members on a pass, in the order of their ids.
            e.HasIndex(p => p.UserId, "ix_user_profiles_on_pass").HasFilter(dialect.IsTrue("press_pass_active"));
            // Few rows: names and bios that staff has not looked at.
            e.HasIndex(p => new { p.WordsChangedAt, p.UserId }, "ix_user_profiles_words").HasFilter("words_changed_at IS NOT NULL");
            e.HasIndex(p => p.UserId, "ix_user_profiles_hidden").HasFilter($"visibility = '{Visibility.Hidden.Code()}'");
        });

        // Whoever has just come has done nothing yet.
        private static void DefaultToNothing(EntityTypeBuilder<UserProfile> e)
        {
            foreach (var count in new Expression<Func<UserProfile, int>>[] { p => p.PrestigeLevel, p => p.TotalTrades, p => p.WinningTrades, p => p.BestStreak, p => p.CurrentStreak, p => p.StreakFreezes })
                e.Property(count).Default(0);
            foreach (var xp in new Expression<Func<UserProfile, long>>[]
            {
                p => p.TotalXp, p => p.XpSetAside, p => p.XpOfDay, p => p.XpOfWeek, p => p.XpOfMonth, p => p.XpOfSeason, p => p.XpBalance, p => p.TradeXp,
                p => p.RealTotalXp, p => p.TotalXpWiped, p => p.ResetCount, p => p.LargestWipe, p => p.LifetimeEarned,
            })
                e.Property(xp).Default(0);
            e.Property(p => p.PressPassActive).Default(false);
            e.Property(p => p.BetaParticipant).Default(false);
            e.Property(p => p.WeeklySummary).Default(true);
        }
    }
}
