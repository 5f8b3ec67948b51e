using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Leaderboards.Freezing;

/// <summary>A place on a frozen board as it is shown.</summary>
/// <param name="Place">From 1; equal scores share it.</param>
/// <param name="Username">The name shown; null for whoever is gone, hidden or suspended now. Their place stays.</param>
/// <param name="IsErased">Whether the account is gone.</param>
/// <param name="Tier">The tier today.</param>
/// <param name="Rank">The rank today.</param>
/// <param name="IsDemo">Demo content.</param>
/// <param name="Score">What counted.</param>
/// <param name="ReachedAt">When that was reached.</param>
/// <param name="IsOwn">Whether it is the viewer.</param>
public sealed record HallEntry(int Place, string? Username, bool IsErased, TierCode Tier, RankCode Rank, bool IsDemo, long Score, DateTimeOffset ReachedAt, bool IsOwn);

/// <summary>A period that is over, with who stood first.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="End">The day after its last.</param>
/// <param name="Members">How many were on the board.</param>
/// <param name="Winners">Who shared the first place.</param>
public sealed record HallPeriod(DateOnly Start, DateOnly End, int Members, IReadOnlyList<HallEntry> Winners);

/// <summary>The hall of fame, at one period.</summary>
/// <param name="Period">The kind of period.</param>
/// <param name="Chosen">The one that is shown.</param>
/// <param name="FrozenAt">When it was frozen.</param>
/// <param name="Entries">Its places, in order.</param>
/// <param name="Periods">The latest ones of its kind, the newest first.</param>
/// <param name="Earlier">The first day of the one before; null if there is none.</param>
/// <param name="Later">The first day of the one after; null if there is none.</param>
public sealed record HallView(BoardPeriod Period, HallPeriod Chosen, DateTimeOffset FrozenAt, IReadOnlyList<HallEntry> Entries, IReadOnlyList<HallPeriod> Periods, DateOnly? Earlier, DateOnly? Later);

/// <summary>Reads of frozen boards.</summary>
public sealed class HallQuestions(HydraXData data)
{
    /// <summary>How many past periods the hall lists.</summary>
    public const int Listed = 12;

    /// <summary>The hall at a period that is over; at the latest without a day; null where no such period has been frozen.</summary>
    /// <param name="period">The kind of period.</param>
    /// <param name="start">Its first day; null is the latest.</param>
    /// <param name="viewer">Who looks; null for a visitor.</param>
    /// <param name="stop">Gives up.</param>
    public Task<HallView?> At(BoardPeriod period, DateOnly? start, long? viewer, CancellationToken stop = default) => data.Read<HallView?>(async db =>
    {
        var all = db.Set<FrozenBoard>().Where(b => b.Board == BoardCode.Xp && b.Period == period);
        if (await all.Where(b => start == null || b.PeriodStart == start).OrderByDescending(b => b.PeriodStart).FirstOrDefaultAsync(stop) is not { } chosen) return null;
        var listed = await all.OrderByDescending(b => b.PeriodStart).Take(Listed).ToListAsync(stop);
        var winners = await Entries(db, listed.ConvertAll(b => b.FrozenBoardId), viewer, first: true, stop);
        var entries = (await Entries(db, [chosen.FrozenBoardId], viewer, first: false, stop))[chosen.FrozenBoardId].ToList();
        var earlier = await all.Where(b => b.PeriodStart < chosen.PeriodStart).MaxAsync(b => (DateOnly?)b.PeriodStart, stop);
        var later = await all.Where(b => b.PeriodStart > chosen.PeriodStart).MinAsync(b => (DateOnly?)b.PeriodStart, stop);
        return new(period, Period(chosen, entries.Where(e => e.Place == 1)), chosen.FrozenAt, entries, [.. listed.Select(b => Period(b, winners[b.FrozenBoardId]))], earlier, later);
    }, stop);

    /// <summary>The latest frozen period of a kind with its winners; null where there is none yet.</summary>
    public Task<HallPeriod?> Latest(BoardPeriod period, CancellationToken stop = default) => data.Read(async db =>
    {
        var latest = await db.Set<FrozenBoard>().Where(b => b.Board == BoardCode.Xp && b.Period == period).OrderByDescending(b => b.PeriodStart).FirstOrDefaultAsync(stop);
        return latest is null ? null : Period(latest, (await Entries(db, [latest.FrozenBoardId], null, first: true, stop))[latest.FrozenBoardId]);
    }, stop);

    private static async Task<ILookup<long, HallEntry>> Entries(HydraXDb db, List<long> boards, long? viewer, bool first, CancellationToken stop)
    {
        var rows = await (
            from result in db.Set<BoardResult>()
            where boards.Contains(result.FrozenBoardId) && (!first || result.Place == 1)
            join user in db.Users on result.UserId equals user.Id
            join profile in db.Profiles on user.Id equals profile.UserId
            orderby result.FrozenBoardId, result.Position
            select new
            {
                result,
                user.UserName,
                user.Tier,
                user.IsDemo,
                IsErased = user.ErasedAt != null,
                IsNamed = user.IsActive && profile.Visibility != Visibility.Hidden,
                profile.CurrentRank,
            }).ToListAsync(stop);
        return rows.ToLookup(row => row.result.FrozenBoardId, row => new HallEntry(
            row.result.Place, row.IsNamed ? row.UserName : null, row.IsErased, row.Tier, row.CurrentRank, row.IsDemo, row.result.Score, row.result.ReachedAt, row.result.UserId == viewer));
    }

    private static HallPeriod Period(FrozenBoard board, IEnumerable<HallEntry> winners) => new(board.PeriodStart, board.PeriodEnd, board.Members, [.. winners]);
}
