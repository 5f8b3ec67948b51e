using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Core.Leaderboards.Current;

/// <summary>Somebody on a board of what stands now.</summary>
/// <param name="Standing">What they have.</param>
/// <param name="Tier">Their tier.</param>
public readonly record struct CurrentStanding(Standing Standing, TierCode Tier);

/// <summary>
/// A board of what stands now, such as streaks: counted from the database when somebody looks and the last count is older than a moment, and kept in this node's memory
/// in between. Whoever looks sees their own row as it is. Where counting takes long, it is done beside the looks and less often.
/// </summary>
public abstract class CurrentBoard(BoardQuestions questions, Clock clock, TimeProvider machine)
{
    private const int MostRounds = 5;

    // Counting takes a twentieth of the time at most.
    private const int Rest = 20;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(15);

    // Nobody waits longer than this while there is an earlier count; and none is shown that the domain's clock has left behind by this much.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Outdated = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Counted? counted;

    private sealed record Counted(RankedBoard Board, MemberClasses Tiers, DateTimeOffset At, DateTimeOffset By, TimeSpan Took);

    /// <summary>Which board.</summary>
    public abstract BoardCode Code { get; }

    /// <summary>The board with its first rows, and the viewer's own row with the neighbours.</summary>
    /// <param name="viewer">Who looks; null for a visitor.</param>
    /// <param name="rows">First rows at most.</param>
    /// <param name="neighbours">Rows above and below the viewer's own.</param>
    /// <param name="tier">The tier whose members alone are on it; null is everybody.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<BoardView> Show(long? viewer = null, int rows = Boards.TopRows, int neighbours = Boards.Neighbours, TierCode? tier = null, CancellationToken stop = default)
    {
        var now = await Now(stop);
        var own = viewer is { } id ? await ReadOne(id, clock.GetUtcNow(), stop) : null;
        if (viewer is { } user) Put(now, user, own);
        var isAway = viewer is { } asker && own is null && (await questions.Members([asker], stop)).Count == 0;
        for (var round = 1; ; round++)
        {
            var slice = now.Board.Slice(rows, viewer, neighbours, (int?)tier);
            var shown = slice.Top.Concat(slice.Around).Select(row => row.Member).ToHashSet();
            var members = await questions.Members(shown, stop);
            var wrong = shown.Where(member => !members.TryGetValue(member, out var known) || now.Tiers.Of(member) != (int)known.Tier).ToList();
            if (wrong.Count == 0 || round == MostRounds) return View(now, tier, slice, members, viewer, isAway);
            foreach (var member in wrong) Correct(now, member, members.GetValueOrDefault(member));
        }
    }

    /// <summary>Hands out everybody who stands on the board.</summary>
    /// <param name="at">As of when, by the domain's clock.</param>
    /// <param name="take">Takes one.</param>
    /// <param name="stop">Gives up.</param>
    protected abstract Task Read(DateTimeOffset at, Action<CurrentStanding> take, CancellationToken stop);

    /// <summary>One member, null when not on the board.</summary>
    protected abstract Task<CurrentStanding?> ReadOne(long userId, DateTimeOffset at, CancellationToken stop);

    private async ValueTask<Counted> Now(CancellationToken stop)
    {
        var known = counted;
        if (known is null || clock.GetUtcNow() - known.At >= Outdated) return await Count(known, stop);
        if (machine.GetUtcNow() - known.By < Longer(Moment, known.Took * Rest)) return known;
        if (known.Took <= Patience) return await Count(known, stop);
        _ = CountBeside(known);
        return known;
    }

    private async Task<Counted> Count(Counted? known, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            // Somebody else has counted meanwhile.
            if (counted is { } newer && newer != known) return newer;
            var (began, at, draft) = (machine.GetTimestamp(), clock.GetUtcNow(), new BoardDraft());
            var tiers = new MemberClasses(Enum.GetValues<TierCode>().Length, (byte)TierCode.Nibbler);
            await Read(at, one =>
            {
                draft.Set(one.Standing);
                tiers.Set(one.Standing.Member, (int)one.Tier);
            }, stop);
            return counted = new(draft.Finish(tiers), tiers, at, machine.GetUtcNow(), machine.GetElapsedTime(began));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CountBeside(Counted known)
    {
        if (turn.CurrentCount == 0) return;
        try
        {
            await Task.Run(() => Count(known, CancellationToken.None));
        }
        catch (DbException)
        {
            // The earlier count stands, and the next look tries again.
        }
    }

    private static void Put(Counted now, long user, CurrentStanding? own)
    {
        // Tier and row change together: a board finds a member by both.
        lock (now)
        {
            if (own is not { } standing) now.Board.Remove(user);
            else
            {
                Move(now, user, standing.Tier);
                now.Board.Set(standing.Standing);
            }
        }
    }

    private static void Correct(Counted now, long user, BoardMember? member)
    {
        lock (now)
        {
            if (member is null) now.Board.Remove(user);
            else Move(now, user, member.Tier);
        }
    }

    private static void Move(Counted now, long user, TierCode tier)
    {
        now.Board.Move(user, (int)tier);
        now.Tiers.Set(user, (int)tier);
    }

    private BoardView View(Counted now, TierCode? tier, BoardSlice slice, Dictionary<long, BoardMember> members, long? viewer, bool isAway)
    {
        var (top, around) = (BoardEntry.Of(slice.Top, members, viewer), BoardEntry.Of(slice.Around, members, viewer));
        return new(Code, tier, BoardPeriod.All, UtcDay.Of(now.At).Date, null, null, slice.Count, top, around, slice.AroundFrom, around.Find(row => row.IsOwn), NextPlace.Of(slice),
            OwnToday: 0, isAway);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
