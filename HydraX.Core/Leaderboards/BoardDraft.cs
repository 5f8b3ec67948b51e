namespace HydraX.Core.Leaderboards;

/// <summary>Members on their way onto a new board: collected in any order, then sorted once.</summary>
internal sealed class BoardDraft
{
    private int[] members = new int[1024];
    private int count;

    public void Add(int member)
    {
        if (count == members.Length) Array.Resize(ref members, count * 2);
        members[count++] = member;
    }

    /// <summary>
    /// The members in the board's order. Sorts primitive keys beside the ids (score, then time within a tie, then id),
    /// because a comparison that looks both standings up is five times slower over a million members.
    /// </summary>
    public ReadOnlySpan<int> InOrder(StandingPages standings)
    {
        var ids = members.AsSpan(0, count);
        var keys = new long[count];
        // The complement turns the highest score into the lowest key without overflow at either end.
        for (var i = 0; i < count; i++) keys[i] = ~standings[ids[i]].Score;
        SortRuns(keys, ids, standings, SortTie);
        return ids;
    }

    private static void SortTie(Span<int> tie, StandingPages standings)
    {
        var keys = new long[tie.Length];
        for (var i = 0; i < tie.Length; i++) keys[i] = standings[tie[i]].ReachedAt;
        SortRuns(keys, tie, standings, static (same, _) => same.Sort());
    }

    private static void SortRuns(long[] keys, Span<int> ids, StandingPages standings, SortRun sortEqual)
    {
        keys.AsSpan().Sort(ids);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];) end++;
            if (end - start > 1) sortEqual(ids[start..end], standings);
        }
    }

    private delegate void SortRun(Span<int> ids, StandingPages standings);
}
