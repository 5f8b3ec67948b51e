namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// One board in memory: any place, the first rows and a member's neighbours in microseconds, among a million members, at
/// about 22 bytes a member (and 16 bytes for each id up to the highest that has no standing). Ranking is 1, 2, 2, 4;
/// within a tie the one who got there first stands first, then the lower id. One that knows its members' classes answers the same
/// within a class, at about six bytes more a member.
/// Every method may be called from any thread. Each sees the board as it is between two changes, never during one.
/// </summary>
public sealed class RankedBoard
{
    private readonly Lock gate = new();
    private readonly StandingPages standings;
    private readonly MemberOrder order;
    private readonly MemberClasses? classes;

    // The members of each class, in the same order.
    private readonly MemberOrder[] within;
    private RankedRow[] first = [];

    /// <summary>An empty board. One that begins with many members is a <see cref="BoardDraft"/>.</summary>
    /// <param name="classes">The members' classes; null where nobody asks for them.</param>
    public RankedBoard(MemberClasses? classes = null) : this(new StandingPages(), [], classes)
    {
    }

    internal RankedBoard(StandingPages standings, ReadOnlySpan<int> ordered, MemberClasses? classes)
    {
        this.standings = standings;
        this.classes = classes;
        order = new MemberOrder(standings);
        order.Fill(ordered);
        within = [.. Enumerable.Range(0, classes?.Count ?? 0).Select(_ => new MemberOrder(standings))];
        if (classes is not null) FillClasses(ordered, classes);
    }

    /// <summary>How many members stand on the board.</summary>
    public int Count
    {
        get { lock (gate) return order.Count; }
    }

    /// <summary>The member's standing without a place; null when not on the board.</summary>
    public Standing? Find(long member)
    {
        lock (gate) return standings.Find(member);
    }

    /// <summary>Puts a member on the board, or where the new score belongs.</summary>
    public void Set(in Standing standing)
    {
        lock (gate) Place(standing);
    }

    /// <summary>
    /// Adds to a member's score and returns the new one. What takes away leaves the time at which the last gain was made; a score
    /// of 0 or less takes the member off the board.
    /// </summary>
    public long Add(long member, long score, long reachedAt)
    {
        lock (gate)
        {
            var before = standings.Find(member);
            var now = (before?.Score ?? 0) + score;
            if (now > 0) Place(new Standing(member, now, score < 0 ? before!.Value.ReachedAt : reachedAt));
            else TakeOff(member);
            return now;
        }
    }

    /// <summary>Takes a member off the board; false when they were not on it.</summary>
    public bool Remove(long member)
    {
        lock (gate) return TakeOff(member);
    }

    /// <summary>Puts a member among those of another class. The classes themselves are written down after this.</summary>
    public void Move(long member, int to)
    {
        lock (gate)
        {
            if (classes is null || standings.Find(member) is not { } standing || classes.Of(member) == to) return;
            within[classes.Of(member)].Remove(standing);
            within[to].Insert(standing);
        }
    }

    /// <summary>The first rows, in order.</summary>
    /// <param name="rows">How many at most.</param>
    public IReadOnlyList<RankedRow> Top(int rows)
    {
        lock (gate) return FirstRows(rows);
    }

    /// <summary>The member's row with its place; null when not on the board.</summary>
    public RankedRow? RowOf(long member)
    {
        lock (gate)
        {
            return standings.Find(member) is { } own ? new RankedRow(PlaceOf(order, own), member, own.Score, own.ReachedAt) : null;
        }
    }

    /// <summary>The first rows, and the member with up to <paramref name="around"/> neighbours above and below, of one moment.</summary>
    /// <param name="rows">First rows at most.</param>
    /// <param name="member">Who asks; null for a visitor.</param>
    /// <param name="around">Neighbours above and below.</param>
    /// <param name="of">The class whose members alone are on the board; null is everybody.</param>
    public BoardSlice Slice(int rows, long? member = null, int around = 0, int? of = null)
    {
        lock (gate)
        {
            var all = of is { } one ? within[one] : order;
            var top = of is null ? FirstRows(rows) : Rows(all, 0, Math.Min(rows, all.Count));
            if (member is not { } id || standings.Find(id) is not { } own || !IsIn(all, own, out var index)) return new BoardSlice(all.Count, top, [], 0, null, null);

            var from = Math.Max(0, index - around);
            var neighbours = Rows(all, from, Math.Min(all.Count, index + around + 1) - from);
            var row = neighbours[index - from];
            return new BoardSlice(all.Count, top, neighbours, from, row, row.Place == 1 ? null : Rows(all, row.Place - 2, 1)[0]);
        }
    }

    private void Place(in Standing standing)
    {
        standing.ThrowIfImpossible();
        if (standings.Find(standing.Member) is { } before)
        {
            if (before == standing) return;
            Forget(order.IndexOf(before));
            order.Remove(before);
            ClassOf(before)?.Remove(before);
        }
        standings.Put(standing);
        order.Insert(standing);
        ClassOf(standing)?.Insert(standing);
        Forget(order.IndexOf(standing));
    }

    private bool TakeOff(long member)
    {
        if (standings.Find(member) is not { } before) return false;
        Forget(order.IndexOf(before));
        order.Remove(before);
        ClassOf(before)?.Remove(before);
        standings.Clear(member);
        return true;
    }

    private MemberOrder? ClassOf(in Standing standing) => classes is null ? null : within[classes.Of(standing.Member)];

    private void FillClasses(ReadOnlySpan<int> ordered, MemberClasses of)
    {
        var counts = new int[within.Length];
        foreach (var member in ordered) counts[of.Of(member)]++;
        var members = Array.ConvertAll(counts, count => new int[count]);
        counts.AsSpan().Clear();
        foreach (var member in ordered) members[of.Of(member)][counts[of.Of(member)]++] = member;
        for (var i = 0; i < within.Length; i++) within[i].Fill(members[i]);
    }

    private static bool IsIn(MemberOrder all, in Standing standing, out int index)
    {
        index = all.IndexOf(standing);
        return index < all.Count && all[index].Member == standing.Member;
    }

    private static int PlaceOf(MemberOrder all, in Standing standing) => all.IndexOf(Standing.BeforeAllOf(standing.Score)) + 1;

    // Most readers ask for the same first rows, and most changes happen far below them: the rows are made again only after
    // a change among them. The array is never written once it has been handed out.
    private IReadOnlyList<RankedRow> FirstRows(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var wanted = Math.Min(rows, order.Count);
        if (first.Length < wanted) first = Rows(order, 0, wanted);
        return first.Length == wanted ? first : new ArraySegment<RankedRow>(first, 0, wanted);
    }

    private void Forget(int index)
    {
        if (index < first.Length) first = [];
    }

    private static RankedRow[] Rows(MemberOrder all, int from, int length)
    {
        Span<Standing> found = length <= 128 ? stackalloc Standing[length] : new Standing[length];
        all.CopyTo(from, found);
        var rows = new RankedRow[length];
        for (var i = 0; i < length; i++)
        {
            var at = found[i];
            var place = i == 0 ? PlaceOf(all, at) : at.Score == found[i - 1].Score ? rows[i - 1].Place : from + i + 1;
            rows[i] = new RankedRow(place, at.Member, at.Score, at.ReachedAt);
        }
        return rows;
    }
}
