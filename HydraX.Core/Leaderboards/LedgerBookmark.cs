namespace HydraX.Core.Leaderboards;

/// <summary>
/// How far the ledger has been read. Ids are handed out when a line is written and become visible when its transaction ends,
/// so a lower id may appear after a higher one: the bookmark remembers which ids were not there yet.
/// </summary>
public sealed class LedgerBookmark(long highest)
{
    // Gaps this close are asked for together: reading a few lines twice is cheaper than another question.
    private const long Near = 256;

    private readonly List<Gap> gaps = [];

    /// <summary>The highest id that was read. What follows is unread.</summary>
    public long Highest { get; private set; } = highest;

    /// <summary>The lowest id that may still be unread.</summary>
    public long LowestUnread => gaps.Count > 0 ? gaps[0].From : Highest + 1;

    /// <summary>Whether a line has been read (or given up).</summary>
    public bool IsRead(long id) => id <= Highest && GapOf(id) < 0;

    /// <summary>Marks a line as read; false when it was before.</summary>
    /// <param name="id">The line's id.</param>
    /// <param name="seenAt">The machine's time, from which a gap that shows now is counted.</param>
    public bool Read(long id, DateTimeOffset seenAt)
    {
        if (id > Highest)
        {
            if (id > Highest + 1) gaps.Add(new Gap(Highest + 1, id - 1, seenAt));
            Highest = id;
            return true;
        }
        var index = GapOf(id);
        if (index < 0) return false;
        var gap = gaps[index];
        gaps.RemoveAt(index);
        if (id < gap.Until) gaps.Insert(index, gap with { From = id + 1 });
        if (id > gap.From) gaps.Insert(index, gap with { Until = id - 1 });
        return true;
    }

    /// <summary>Gives up ids that did not appear: their transactions were rolled back, or the database skipped them.</summary>
    public void GiveUp(DateTimeOffset seenBefore) => gaps.RemoveAll(gap => gap.SeenAt < seenBefore);

    /// <summary>Where unread ids may lie below the highest, both ends included, as few stretches as are worth asking for.</summary>
    public IReadOnlyList<(long From, long Until)> Stretches()
    {
        var stretches = new List<(long From, long Until)>();
        foreach (var gap in gaps)
        {
            if (stretches.Count > 0 && gap.From - stretches[^1].Until <= Near) stretches[^1] = (stretches[^1].From, gap.Until);
            else stretches.Add((gap.From, gap.Until));
        }
        return stretches;
    }

    private int GapOf(long id)
    {
        int low = 0, high = gaps.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (id < gaps[middle].From) high = middle - 1;
            else if (id > gaps[middle].Until) low = middle + 1;
            else return middle;
        }
        return -1;
    }

    private readonly record struct Gap(long From, long Until, DateTimeOffset SeenAt);
}
