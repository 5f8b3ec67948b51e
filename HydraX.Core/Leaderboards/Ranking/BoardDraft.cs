namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// A board in the making: one sort at the end takes the place of as many changes of a finished board. For one thread.
/// </summary>
public sealed class BoardDraft
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private readonly StandingPages standings = new();
    private int count;

    /// <summary>Puts a member down with a standing, over an earlier one.</summary>
    public void Set(in Standing standing)
    {
        standing.ThrowIfImpossible();
        if (standings.Put(standing)) count++;
    }

    /// <summary>The board of everybody. The draft is used up.</summary>
    /// <param name="classes">The members' classes; null where nobody asks for them.</param>
    public RankedBoard Finish(MemberClasses? classes = null) => new(standings, InOrder(), classes);

    // Members come in the order of their ids. What is sorted next stands above what was sorted before, for equals stay as they are: by id, by time, by score.
    private int[] InOrder()
    {
        var (members, keys) = (new int[count], new ulong[count]);
        standings.CopyMembers(members);
        var (spareMembers, spareKeys) = (new int[count], new ulong[count]);

        for (var i = 0; i < count; i++) keys[i] = Unsigned(standings[members[i]].ReachedAt);
        Sort();
        // The complement puts the highest score first.
        for (var i = 0; i < count; i++) keys[i] = ~Unsigned(standings[members[i]].Score);
        Sort();
        return members;

        void Sort()
        {
            // Digit by digit, the lowest first. Most digits are the same for all, for scores are small and times of one era.
            var differing = Differing(keys);
            for (var shift = 0; shift < 64 && differing >> shift > 0; shift += DigitBits)
            {
                if ((differing >> shift & (Digits - 1)) == 0) continue;
                Place(shift);
                (members, spareMembers, keys, spareKeys) = (spareMembers, members, spareKeys, keys);
            }
        }

        void Place(int shift)
        {
            Span<int> places = stackalloc int[Digits];
            places.Clear();
            foreach (var key in keys) places[(int)(key >> shift) & (Digits - 1)]++;
            var before = 0;
            foreach (ref var place in places) (place, before) = (before, before + place);
            for (var i = 0; i < keys.Length; i++)
            {
                var place = places[(int)(keys[i] >> shift) & (Digits - 1)]++;
                (spareKeys[place], spareMembers[place]) = (keys[i], members[i]);
            }
        }
    }

    // In the same order.
    private static ulong Unsigned(long number) => (ulong)number ^ (1UL << 63);

    // The bits in which not all are the same; none where they are in order already.
    private static ulong Differing(ReadOnlySpan<ulong> keys)
    {
        var (differing, isInOrder) = (0UL, true);
        for (var i = 1; i < keys.Length; i++)
        {
            differing |= keys[i] ^ keys[i - 1];
            isInOrder &= keys[i] >= keys[i - 1];
        }
        return isInOrder ? 0 : differing;
    }
}
