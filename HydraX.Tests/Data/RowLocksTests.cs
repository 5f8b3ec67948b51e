using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HydraX.Tests.Data;

public sealed class RowLocksTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_member_cannot_be_locked_again_but_their_account_can_be_written()
    {
        Needs.PostgreSql();
        await using var core = await TestCore.Create(DatabaseProvider.PostgreSql);
        var user = await core.Member();

        await core.Data.Run(async work =>
        {
            Assert.NotNull(await work.LockMember(user));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => core.Data.Run(async other =>
            {
                await other.Execute("SET LOCAL lock_timeout = '100ms'");
                await other.LockMember(user);
            }, Stop));
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
            await core.Data.Run(async other =>
            {
                await other.Execute("SET LOCAL lock_timeout = '5s'");
                Assert.Equal(1, await other.Execute("UPDATE users SET updated_at = updated_at WHERE user_id = @p0", user));
            }, Stop);
        }, Stop);
    }

    [Fact]
    public async Task Who_waited_for_a_locked_member_sees_the_account_as_it_is_then()
    {
        Needs.PostgreSql();
        await using var core = await TestCore.Create(DatabaseProvider.PostgreSql);
        var user = await core.Member();
        Task<bool> waiting = null!;

        await core.Data.Run(async work =>
        {
            var member = (await work.LockMember(user))!;
            waiting = core.Data.Run(async other => (await other.LockMember(user))!.IsActive, Stop);
            await Eventually.Holds(async () => await core.Data.Read(db => db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync(Stop), Stop) > 0);
            (await work.Db.Users.SingleAsync(u => u.Id == user, Stop)).IsActive = false;
            member.Profile.Bio = "Changed while somebody waits";
        }, Stop);

        Assert.False(await waiting);
    }

    [Fact]
    public void Each_database_locks_the_first_table_in_its_own_words()
    {
        Assert.EndsWith("\nFOR UPDATE OF u", Dialect.PostgreSql.LockFirstTable(Query(new PostgreSqlDesign().CreateDbContext([]))), StringComparison.Ordinal);
        var sqlServer = Dialect.SqlServer.LockFirstTable(Query(new SqlServerDesign().CreateDbContext([])));
        Assert.Contains("FROM [user_profiles] AS [u] WITH (UPDLOCK, ROWLOCK)\n", sqlServer.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(sqlServer.IndexOf("WITH (", StringComparison.Ordinal), sqlServer.LastIndexOf("WITH (", StringComparison.Ordinal));
    }

    private static string Query(HydraXDb db) => db.Profiles.Where(p => p.UserId == 1).ForUpdate().Join(db.Users, p => p.UserId, u => u.Id, (p, u) => new { p, u.Tier }).ToQueryString();
}
