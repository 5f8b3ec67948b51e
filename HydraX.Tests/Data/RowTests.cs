using HydraX.Core.Data;
using HydraX.Core.Kernel;
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

    [Fact]
    public void No_model_has_changes_that_its_migrations_lack()
    {
        Assert.False(new SqliteDesign().CreateDbContext([]).Database.HasPendingModelChanges());
        Assert.False(new SqlServerDesign().CreateDbContext([]).Database.HasPendingModelChanges());
        Assert.False(new PostgreSqlDesign().CreateDbContext([]).Database.HasPendingModelChanges());
    }
}
