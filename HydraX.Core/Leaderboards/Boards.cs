using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Progress;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;

namespace HydraX.Core.Leaderboards;

/// <summary>
/// The door to the XP boards. They live in this node's memory, counted from the ledger at the start and read on with it; an award is on them within a second,
/// whichever node made it.
/// </summary>
public sealed class Boards(BoardFeed feed, BoardQuestions questions, XpCalendar calendar, Clock clock) : IProgressFeed
{
    /// <summary>Rows at the top of a page's board.</summary>
    public const int TopRows = 50;

    /// <summary>Neighbours shown above and below one's own row.</summary>
    public const int Neighbours = 5;

    // Members who left since the boards last looked are found by name and taken off; more than a few rounds of that is a crowd leaving at once.
    private const int MostRounds = 5;

    private readonly SemaphoreSlim word = new(0);

    /// <summary>A board has changed. Raised on a background thread after each reading that found something; handlers must not fail.</summary>
    public event Action? Changed;

    /// <summary>The season that runs; null without one.</summary>
    public SeasonSpan? Season => calendar.SeasonAt(clock.Today);

    /// <summary>Why there is no such board now: <c>boards.no-season</c> where no season runs. Null for one that is there.</summary>
    public Problem? Closed(BoardPeriod period)
    {
        if (period != BoardPeriod.Season || Season is not null) return null;
        return Problem.Of("boards.no-season", calendar.Seasons.After(clock.Today) is { } next
            ? string.Create(CultureInfo.InvariantCulture, $"No season runs now. The next one, {next.Name}, begins on {next.StartsOn:d MMMM yyyy} at 00:00 UTC.")
            : "No season runs now, and none is planned yet.");
    }

    /// <summary>A board with its first rows, and the viewer's own row with the neighbours.</summary>
    /// <param name="period">Over which time.</param>
    /// <param name="viewer">Who looks; null for a visitor.</param>
    /// <param name="rows">First rows at most.</param>
    /// <param name="neighbours">Rows above and below the viewer's own.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<BoardView> Show(BoardPeriod period, long? viewer = null, int rows = TopRows, int neighbours = Neighbours, CancellationToken stop = default)
    {
        for (var round = 1; ; round++)
        {
            var boards = await feed.Today(stop);
            var slice = boards[period].Slice(rows, viewer, neighbours);
            var shown = slice.Top.Concat(slice.Around).Select(row => row.Member).ToHashSet();
            var members = await questions.Members(shown, stop);
            if (members.Count == shown.Count || round == MostRounds) return View(boards, period, slice, members, viewer);
            await feed.Leave([.. shown.Where(user => !members.ContainsKey(user))], stop);
        }
    }

    /// <summary>Whether a board still has the rows that are shown, without asking who stands on them: what an open page asks before it asks again.</summary>
    /// <param name="shown">What <see cref="Show"/> answered with its usual rows.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="stop">Gives up.</param>
    public async ValueTask<bool> IsCurrent(BoardView shown, long? viewer, CancellationToken stop = default)
    {
        var boards = await feed.Today(stop);
        var slice = boards[shown.Period].Slice(TopRows, viewer, Neighbours);
        return boards.Day.Date == shown.Day && AreSame(slice.Top, shown.Top) && AreSame(slice.Around, shown.Around);
    }

    /// <summary>XP that a member earned on each day of a period that runs, today last; of all time the last 30 days.</summary>
    public Task<IReadOnlyList<DayXp>> OwnDays(BoardPeriod period, long userId, CancellationToken stop = default) => questions.Days(period, userId, stop);

    /// <inheritdoc/>
    public void Posted(IReadOnlyList<XpPosted> lines)
    {
        if (word.CurrentCount == 0) word.Release();
    }

    /// <summary>Reads the ledger on to its end and tells who listens when something changed.</summary>
    public async Task Follow(CancellationToken stop)
    {
        if (await feed.Follow(stop)) Changed?.Invoke();
    }

    /// <summary>Counts everything anew, as after demo content has been removed.</summary>
    public async Task CountAnew(CancellationToken stop)
    {
        await feed.CountAnew(stop: stop);
        Changed?.Invoke();
    }

    /// <summary>Waits until this node has posted to the ledger, or the time is over.</summary>
    internal Task WaitForWord(TimeSpan atMost, CancellationToken stop) => word.WaitAsync(atMost, stop);

    private BoardView View(BoardSet boards, BoardPeriod period, BoardSlice slice, Dictionary<long, BoardMember> members, long? viewer)
    {
        List<BoardEntry> Entries(IEnumerable<RankedRow> rows) =>
            [.. rows.Where(row => members.ContainsKey(row.Member)).Select(row => Entry(row, members[row.Member], viewer))];

        var around = Entries(slice.Around);
        return new BoardView(
            period, boards.Day.Date, BoardRules.StartOf(period, boards.Day, boards.Season), BoardRules.EndOf(period, boards.Day, calendar.SeasonAt(boards.Day)), slice.Count,
            Entries(slice.Top), around, slice.AroundFrom, around.Find(row => row.IsOwn),
            slice is { Own: { } own, Ahead: { } ahead } ? new NextPlace(ahead.Place, ahead.Score - own.Score) : null,
            viewer is { } id ? boards[BoardPeriod.Day].Find(id)?.Score ?? 0 : 0,
            viewer is { } user && feed.IsAway(user), period == BoardPeriod.Season ? calendar.SeasonAt(boards.Day) : null);
    }

    private static bool AreSame(IReadOnlyList<RankedRow> rows, IReadOnlyList<BoardEntry> shown) =>
        rows.Select(row => (row.Place, row.Member, row.Score)).SequenceEqual(shown.Select(entry => (entry.Place, entry.UserId, entry.Xp)));

    private static BoardEntry Entry(RankedRow row, BoardMember member, long? viewer) => new(
        row.Place, row.Member, member.Username, member.Tier, member.Rank, member.PrestigeLevel, member.Title, member.IsDemo,
        row.Score, BoardRules.Instant(row.ReachedAt), row.Member == viewer, member.Frame);
}
