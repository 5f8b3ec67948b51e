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
    /// <param name="tier">The tier whose members alone are on it; null is everybody.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<BoardView> Show(BoardPeriod period, long? viewer = null, int rows = TopRows, int neighbours = Neighbours, TierCode? tier = null, CancellationToken stop = default)
    {
        for (var round = 1; ; round++)
        {
            var boards = await feed.Today(stop);
            var slice = boards[period].Slice(rows, viewer, neighbours, (int?)tier);
            var shown = slice.Top.Concat(slice.Around).Select(row => row.Member).ToHashSet();
            // Whoever asks for a tier may have come to it a moment ago.
            var members = await questions.Members(tier is not null && viewer is { } own ? [.. shown, own] : shown, stop);
            var left = shown.Where(user => !members.ContainsKey(user)).ToList();
            var moved = members.Where(member => boards.Tiers.Of(member.Key) != (int)member.Value.Tier).Select(member => (member.Key, member.Value.Tier)).ToList();
            if (moved.Count > 0) await feed.Move(moved, stop);
            if (left.Count > 0) await feed.Leave(left, stop);
            if (left.Count == 0 && (moved.Count == 0 || tier is null) || round == MostRounds) return View(boards, period, tier, slice, members, viewer);
        }
    }

    /// <summary>Whether a board still has the rows that are shown, without asking who stands on them: what an open page asks before it asks again.</summary>
    /// <param name="shown">What <see cref="Show"/> answered with its usual rows.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="stop">Gives up.</param>
    public async ValueTask<bool> IsCurrent(BoardView shown, long? viewer, CancellationToken stop = default)
    {
        var boards = await feed.Today(stop);
        var slice = boards[shown.Period].Slice(TopRows, viewer, Neighbours, (int?)shown.Tier);
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

    private BoardView View(BoardSet boards, BoardPeriod period, TierCode? tier, BoardSlice slice, Dictionary<long, BoardMember> members, long? viewer)
    {
        var (top, around) = (BoardEntry.Of(slice.Top, members, viewer), BoardEntry.Of(slice.Around, members, viewer));
        return new BoardView(
            BoardCode.Xp, tier, period, boards.Day.Date, BoardRules.StartOf(period, boards.Day, boards.Season), BoardRules.EndOf(period, boards.Day, calendar.SeasonAt(boards.Day)), slice.Count,
            top, around, slice.AroundFrom, around.Find(row => row.IsOwn), NextPlace.Of(slice),
            viewer is { } id ? boards[BoardPeriod.Day].Find(id)?.Score ?? 0 : 0,
            viewer is { } user && feed.IsAway(user), period == BoardPeriod.Season ? calendar.SeasonAt(boards.Day) : null);
    }

    private static bool AreSame(IReadOnlyList<RankedRow> rows, IReadOnlyList<BoardEntry> shown) =>
        rows.Select(row => (row.Place, row.Member, row.Score)).SequenceEqual(shown.Select(entry => (entry.Place, entry.UserId, entry.Score)));
}
