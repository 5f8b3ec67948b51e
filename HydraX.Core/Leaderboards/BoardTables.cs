using HydraX.Core.Data;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards;

internal sealed class BoardTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect)
    {
        builder.Entity<FrozenBoard>(e =>
        {
            e.ToTable("frozen_boards");
            e.HasKey(b => b.FrozenBoardId);
            // A board is frozen once.
            e.HasIndex(b => new { b.Board, b.Period, b.PeriodStart }).IsUnique();
        });
        builder.Entity<BoardResult>(e =>
        {
            e.ToTable("board_results");
            e.HasKey(r => new { r.FrozenBoardId, r.Position });
            e.HasIndex(r => r.UserId);
            e.HasOne<FrozenBoard>().WithMany().HasForeignKey(r => r.FrozenBoardId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        MapLeagues(builder);
    }

    private static void MapLeagues(ModelBuilder builder)
    {
        builder.Entity<LeagueWeek>(e =>
        {
            e.ToTable("league_weeks");
            e.HasKey(w => w.WeekStart);
        });
        builder.Entity<LeagueGroup>(e =>
        {
            e.ToTable("league_groups");
            e.HasKey(g => new { g.WeekStart, g.GroupNo });
            e.HasOne<LeagueWeek>().WithMany().HasForeignKey(g => g.WeekStart).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<LeaguePlace>(e =>
        {
            e.ToTable("league_places");
            // A member plays once a week.
            e.HasKey(p => new { p.WeekStart, p.UserId });
            e.HasIndex(p => new { p.WeekStart, p.GroupNo });
            e.HasIndex(p => p.UserId);
            e.HasOne<LeagueWeek>().WithMany().HasForeignKey(p => p.WeekStart).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<LeagueMember>(e =>
        {
            e.ToTable("league_members");
            e.HasKey(m => m.UserId);
            e.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
