using System.Numerics;

namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// A board in the making: one sort at the end takes the place of as many changes of a finished board. For one thread.
/// </summary>
public sealed class BoardDraft
{
    private readonly StandingPages standings = new();
    private int count;

    /// <summary>Puts a member down with a standing, over an earlier one.</summary>
    public void Set(in Standing standing)
    {
        standing.ThrowIfImpossible();
        if (standings.Put(standing)) count++;
    }

    /// <summary>The board of everybody. The draft is used up.</summary>
    public RankedBoard Finish()
    {
        var members = new int[count];
        standings.CopyMembers(members);
        Sort(members);
        return new RankedBoard(standings, members);
    }

    // Sorts primitive keys beside the ids (score, then time within a tie, then id): a comparison that looks both standings up is
    // five times slower over a million members. The complement turns the highest score into the lowest key at no risk of overflow.
    private void Sort(Span<int> ids)
    {
        var keys = new long[ids.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = ~standings[ids[i]].Score;
        Sort(keys, ids);
        foreach (var tie in Runs(keys)) SortTie(ids[tie], keys.AsSpan(tie));
    }

    private void SortTie(Span<int> tie, Span<long> times)
    {
        for (var i = 0; i < tie.Length; i++) times[i] = standings[tie[i]].ReachedAt;
        Sort(times, tie);
        for (int start = 0, end; start < tie.Length; start = end)
        {
            end = EndOfRun(times, start);
            if (!IsInOrder<int>(tie[start..end])) tie[start..end].Sort();
        }
    }

    // Members come in the order of their ids, so where all keys are equal, as in a tie that was reached at one moment, nothing has to move.
    private static void Sort(Span<long> keys, Span<int> ids)
    {
        if (!IsInOrder<long>(keys)) keys.Sort(ids);
    }

    private static bool IsInOrder<T>(ReadOnlySpan<T> values) where T : IComparisonOperators<T, T, bool>
    {
        for (var i = 1; i < values.Length; i++)
            if (values[i] < values[i - 1]) return false;
        return true;
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
