using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Mentoring;
using HydraX.Core.Squads;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Data;

public sealed class RowTests
{
    [Theory, EachProvider]
    public async Task A_row_comes_back_as_it_went_in(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.Create(provider);
        var at = Clock.Cut(TestTime.Noon.AddTicks(1_234_567));
        await using (var db = database.Open())
        {
            db.Users.Add(new User { UserName = "kestrel", NormalizedUserName = "KESTREL", TelegramId = 7_000_000_001, Tier = TierCode.PressPass, CreatedAt = at, UpdatedAt = at, Profile = new UserProfile { TotalProfitUsd = -12.34m, RealTotalXp = 5, CurrentRank = RankCode.FieldMarshal, LastActiveOn = new(2026, 11, 19), CreatedAt = at, UpdatedAt = at } });
            await db.SaveChangesAsync(stop);
        }
        await using (var db = database.Open())
        {
            var user = await db.Users.Include(u => u.Profile).SingleAsync(u => u.CreatedAt == at && u.Tier == TierCode.PressPass, stop);
            Assert.Equal(7_000_000_001, user.TelegramId);
            Assert.Equal(at, user.CreatedAt);
            Assert.Equal(-12.34m, user.Profile!.TotalProfitUsd);
            Assert.Equal(RankCode.FieldMarshal, user.Profile.CurrentRank);
            Assert.Equal(new(2026, 11, 19), user.Profile.LastActiveOn);
            using var json = System.Text.Json.JsonDocument.Parse(user.Profile.PressPassShadowStats);
            Assert.Equal(5, json.RootElement.GetProperty("real_total_xp").GetInt64());
            var stored = await db.Database.SqlQueryRaw<string>("SELECT tier AS \"Value\" FROM users").SingleAsync(stop);
            Assert.Equal("PRESS_PASS", stored);
        }
    }

    [Theory, EachProvider]
    public async Task A_row_written_by_another_hand_gets_the_defaults_of_the_schema(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.Create(provider);
        await using var db = database.Open();
        var (no, before) = (provider == DatabaseProvider.PostgreSql ? "false" : "0", TimeProvider.System.GetUtcNow().AddMinutes(-1));
        foreach (var insert in new[]
        {
            $"INSERT INTO users (user_id, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, is_demo) VALUES (1, {no}, {no}, {no}, {no}, 0, {no})",
            "INSERT INTO user_profiles (user_id) VALUES (1)",
            "INSERT INTO user_subscriptions (user_id, tier, price) VALUES (1, 'FANG', 8900)",
            "INSERT INTO xp_transactions (user_id, amount, balance_after, source_type, reward_key, total_xp_change, utc_day) VALUES (1, 5, 5, 'daily_login', 'k', 5, '2026-11-19')",
            "INSERT INTO achievements (achievement_id, code, name, requirements) VALUES (1, 'a', 'A', '[]')",
            "INSERT INTO user_achievements (user_id, achievement_id) VALUES (1, 1)",
            "INSERT INTO squads (squad_id, name, leader_id) VALUES (1, 'S', 1)",
            "INSERT INTO squad_members (squad_id, user_id) VALUES (1, 1)",
            "INSERT INTO mentorships (mentor_id, student_id) VALUES (1, 1)",
        })
            await db.Database.ExecuteSqlRawAsync(insert, stop);

        var user = await db.Users.Include(u => u.Profile).SingleAsync(stop);
        Assert.Equal((TierCode.Nibbler, SubscriptionStatus.Inactive, false, true), (user.Tier, user.SubscriptionStatus, user.Mt5Connected, user.IsActive));
        var profile = user.Profile!;
        Assert.Equal((0, RankCode.Recruit, 0, 0, 0, 0m, "[]", false), (profile.TotalXp, profile.CurrentRank, profile.PrestigeLevel, profile.TotalTrades, profile.WinningTrades, profile.TotalProfitUsd, profile.AchievementsData, profile.PressPassActive));
        Assert.Equal((1m, "UTC", Visibility.Public), (profile.BoostFactor, profile.TimeZone, profile.Visibility));
        var subscription = await db.Subscriptions.SingleAsync(stop);
        Assert.Equal((SubscriptionStatus.Pending, "monthly", true), (subscription.Status, subscription.BillingCycle, subscription.AutoRenew));
        var line = await db.XpTransactions.SingleAsync(stop);
        Assert.Equal("[]", line.Multipliers);
        var achievement = await db.Set<Achievement>().SingleAsync(stop);
        Assert.Equal((0, true), (achievement.XpReward, achievement.IsActive));
        var earned = await db.Set<UserAchievement>().SingleAsync(stop);
        Assert.Equal("{}", earned.Progress);
        var squad = await db.Set<Squad>().SingleAsync(stop);
        Assert.Equal((10, "open", 0, 1), (squad.MaxMembers, squad.JoinType, squad.SquadXp, squad.SquadLevel));
        var member = await db.Set<SquadMember>().SingleAsync(stop);
        Assert.Equal("member", member.Role);
        var mentorship = await db.Set<Mentorship>().SingleAsync(stop);
        Assert.Equal("active", mentorship.Status);
        Assert.All(
            new[] { user.CreatedAt, user.UpdatedAt, profile.CreatedAt, profile.UpdatedAt, subscription.CreatedAt, line.CreatedAt, achievement.CreatedAt, earned.EarnedAt, squad.CreatedAt, member.JoinedAt, mentorship.StartedAt },
            at => Assert.InRange(at, before, before.AddMinutes(2)));
    }

    [Fact]
    public void No_model_has_changes_that_its_migrations_lack()
    {
        Assert.False(new SqliteDesign().CreateDbContext([]).Database.HasPendingModelChanges());
        Assert.False(new SqlServerDesign().CreateDbContext([]).Database.HasPendingModelChanges());
        Assert.False(new PostgreSqlDesign().CreateDbContext([]).Database.HasPendingModelChanges());
    }
}
