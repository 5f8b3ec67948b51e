namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// A board in the making: changes add up by member in any order, and one sort at the end takes the place of as many changes of
/// a finished board. For one thread.
/// </summary>
public sealed class BoardDraft
{
    private readonly StandingPages standings = new();
    private int[] members = new int[1024];
    private int count;

    /// <summary>Puts a member down with a standing, over an earlier one.</summary>
    public void Set(in Standing standing)
    {
        standing.ThrowIfImpossible();
        if (standings.Find(standing.Member) is null) List((int)standing.Member);
        standings.Put(standing);
    }

    /// <summary>Adds to a member's score. The latest gain is when it was reached.</summary>
    public void Add(long member, long score, long reachedAt)
    {
        var before = standings.Find(member) ?? new Standing(member, 0, 1);
        Set(new Standing(member, before.Score + score, score < 0 ? before.ReachedAt : Math.Max(before.ReachedAt, reachedAt)));
    }

    /// <summary>Takes away what a member has so far.</summary>
    public void Remove(long member)
    {
        if (standings.Find(member) is not null) Set(new Standing(member, 0, 1));
    }

    /// <summary>The board of everybody, or of those who stay. The draft is used up.</summary>
    public RankedBoard Finish(Func<Standing, bool>? stays = null)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (stays is null || stays(standings[members[i]])) members[kept++] = members[i];
            else standings.Clear(members[i]);
        }
        Sort(members.AsSpan(0, kept));
        return new RankedBoard(standings, members.AsSpan(0, kept));
    }

    private void List(int member)
    {
        if (count == members.Length) Array.Resize(ref members, count * 2);
        members[count++] = member;
    }

    // Sorts primitive keys beside the ids (score, then time within a tie, then id): a comparison that looks both standings up is
    // five times slower over a million members. The complement turns the highest score into the lowest key at no risk of overflow.
    private void Sort(Span<int> ids)
    {
        var keys = new long[ids.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = ~standings[ids[i]].Score;
        keys.AsSpan().Sort(ids);
        foreach (var tie in Runs(keys)) SortTie(ids[tie], keys.AsSpan(tie));
    }

    private void SortTie(Span<int> tie, Span<long> times)
    {
        for (var i = 0; i < tie.Length; i++) times[i] = standings[tie[i]].ReachedAt;
        times.Sort(tie);
        for (int start = 0, end; start < tie.Length; start = end)
        {
            end = EndOfRun(times, start);
            tie[start..end].Sort();
        }
    }

    // The keys of a run are read before the run is given out, so the caller may overwrite them.
    private static IEnumerable<Range> Runs(long[] keys)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = EndOfRun(keys, start);
            if (end - start > 1) yield return start..end;
        }
    }

    private static int EndOfRun(ReadOnlySpan<long> keys, int start)
    {
        var end = start + 1;
        while (end < keys.Length && keys[end] == keys[start]) end++;
        return end;
    }
}
