using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HydraX.Tests.Data;

public sealed class SchemaTests
{
    /// <summary>Tables and columns that others depend on by name.</summary>
    public static TheoryData<string, string> Promised => new()
    {
        { "users", "user_id telegram_id username email tier subscription_status subscription_expires_at mt5_connected api_key is_active created_at updated_at" },
        { "user_profiles", "profile_id user_id total_xp current_rank prestige_level total_trades winning_trades total_profit_usd largest_win_usd best_streak current_streak achievements_data press_pass_active press_pass_shadow_stats referral_code referred_by_user_id created_at updated_at" },
        { "user_subscriptions", "subscription_id user_id tier status billing_cycle price started_at current_period_end next_billing_date auto_renew created_at" },
        { "xp_transactions", "transaction_id user_id amount balance_after source_type source_id description multipliers created_at" },
        { "achievements", "achievement_id code name description category tier requirements xp_reward icon_url is_active created_at" },
        { "user_achievements", "user_achievement_id user_id achievement_id earned_at progress" },
        { "squads", "squad_id name description leader_id max_members join_type squad_xp squad_level created_at" },
        { "squad_members", "member_id squad_id user_id role joined_at" },
        { "mentorships", "mentorship_id mentor_id student_id status started_at ended_at" },
        { "trading_sessions", "session_id user_id session_date starting_balance ending_balance trades_taken trades_won daily_pnl max_drawdown risk_mode cooldown_active" },
    };

    [Theory, MemberData(nameof(Promised))]
    public void Promised_tables_have_their_columns_on_every_provider(string table, string columns)
    {
        foreach (var db in new HydraXDb[] { new SqliteDesign().CreateDbContext([]), new SqlServerDesign().CreateDbContext([]), new PostgreSqlDesign().CreateDbContext([]) })
        {
            var entity = db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);
            var store = StoreObjectIdentifier.Table(table);
            Assert.Empty(columns.Split(' ').Except(entity.GetProperties().Select(p => p.GetColumnName(store)!)));
        }
    }

    [Fact]
    public void Every_name_in_the_database_is_snake_case_and_short_enough_for_postgresql()
    {
        var db = new PostgreSqlDesign().CreateDbContext([]);
        var names = db.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(e => e.GetProperties().Select(p => p.GetColumnName()).Append(e.GetTableName())
            .Concat(e.GetIndexes().Select(i => i.GetDatabaseName())).Concat(e.GetForeignKeys().Select(f => f.GetConstraintName())).Concat(e.GetKeys().Select(k => k.GetName())));
        Assert.All(names.OfType<string>(), name => Assert.Matches("^[a-z][a-z0-9_]{0,62}$", name));
    }

    [Fact]
    public void Xp_is_64_bits_wide_everywhere()
    {
        var db = new PostgreSqlDesign().CreateDbContext([]);
        var xp = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.Name.Contains("Xp", StringComparison.Ordinal) && p.ClrType == typeof(int));
        Assert.Equal(["XpReward"], xp.Select(p => p.Name));
    }
}
