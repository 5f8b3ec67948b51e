using System.Runtime.InteropServices;

namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// The members of a board in its order, four bytes each: sorted blocks of at most <see cref="Capacity"/> ids, each block
/// knowing how many members stand before it. A place is found by two binary searches, a change moves one block's tail.
/// Blocks are joined when two neighbours fit into three quarters of one, so even the worst history keeps a member under
/// 11 bytes here.
/// </summary>
internal sealed class MemberOrder(StandingPages standings)
{
    internal const int Capacity = 1024;

    // Built three quarters full: room for changes without splitting at once.
    private const int Filled = Capacity * 3 / 4;

    private readonly List<Block> blocks = [];

    public int Count { get; private set; }

    /// <summary>Takes the members, already in order, in place of whatever was here.</summary>
    public void Fill(ReadOnlySpan<int> ordered)
    {
        blocks.Clear();
        Count = ordered.Length;
        for (var start = 0; start < ordered.Length; start += Filled)
        {
            var part = ordered.Slice(start, Math.Min(Filled, ordered.Length - start));
            var members = new int[Capacity];
            part.CopyTo(members);
            blocks.Add(new Block { Members = members, Count = part.Length, Start = start, First = standings[members[0]] });
        }
    }

    /// <summary>How many members stand before the given standing, which need not be on the board.</summary>
    public int IndexOf(in Standing standing)
    {
        if (blocks.Count == 0) return 0;
        ref readonly var block = ref Span[BlockFor(standing)];
        return block.Start + Within(block, standing);
    }

    /// <summary>The standing at a position from 0.</summary>
    public Standing this[int index]
    {
        get
        {
            ref readonly var block = ref Span[BlockAt(index)];
            return standings[block.Members[index - block.Start]];
        }
    }

    /// <summary>Copies the standings from a position on, as many as fit into the span.</summary>
    public void CopyTo(int index, Span<Standing> into)
    {
        for (var b = into.IsEmpty ? 0 : BlockAt(index); !into.IsEmpty; b++)
        {
            ref readonly var block = ref Span[b];
            var members = block.Members.AsSpan(index - block.Start, Math.Min(into.Length, block.Start + block.Count - index));
            for (var i = 0; i < members.Length; i++) into[i] = standings[members[i]];
            into = into[members.Length..];
            index += members.Length;
        }
    }

    /// <summary>Puts a member in, whose standing the pages hold already.</summary>
    public void Insert(in Standing standing)
    {
        Count++;
        if (blocks.Count == 0) blocks.Add(new Block { Members = new int[Capacity], First = standing });
        var b = BlockFor(standing);
        if (Span[b].Count == Capacity)
        {
            Split(b);
            b = BlockFor(standing);
        }
        ref var block = ref Span[b];
        var at = Within(block, standing);
        block.Members.AsSpan(at, block.Count - at).CopyTo(block.Members.AsSpan(at + 1));
        block.Members[at] = (int)standing.Member;
        block.Count++;
        if (at == 0) block.First = standing;
        foreach (ref var later in Span[(b + 1)..]) later.Start++;
    }

    /// <summary>Takes a member out, whose standing the pages still hold.</summary>
    public void Remove(in Standing standing)
    {
        var b = BlockFor(standing);
        ref var block = ref Span[b];
        var at = Within(block, standing);
        block.Members.AsSpan(at + 1, block.Count - at - 1).CopyTo(block.Members.AsSpan(at));
        block.Count--;
        Count--;
        foreach (ref var later in Span[(b + 1)..]) later.Start--;
        if (at == 0 && block.Count > 0) block.First = standings[block.Members[0]];
        JoinAround(b);
    }

    private Span<Block> Span => CollectionsMarshal.AsSpan(blocks);

    /// <summary>The last block that begins at or before the standing; the first one when all begin later.</summary>
    private int BlockFor(in Standing standing)
    {
        var span = Span;
        int low = 0, high = span.Length;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (Standing.Compare(span[middle].First, standing) <= 0) low = middle;
            else high = middle;
        }
        return low;
    }

    private int BlockAt(int index)
    {
        var span = Span;
        int low = 0, high = span.Length;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (span[middle].Start <= index) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>How many of a block's members stand before the standing.</summary>
    private int Within(in Block block, in Standing standing)
    {
        int low = 0, high = block.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Standing.Compare(standings[block.Members[middle]], standing) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void Split(int b)
    {
        ref var full = ref Span[b];
        var kept = full.Count / 2;
        var members = new int[Capacity];
        full.Members.AsSpan(kept, full.Count - kept).CopyTo(members);
        var second = new Block { Members = members, Count = full.Count - kept, Start = full.Start + kept, First = standings[members[0]] };
        full.Count = kept;
        blocks.Insert(b + 1, second);
    }

    private void JoinAround(int b)
    {
        if (Span[b].Count == 0) blocks.RemoveAt(b);
        else if (b + 1 < blocks.Count && Span[b].Count + Span[b + 1].Count <= Filled) Join(b);
        else if (b > 0 && Span[b - 1].Count + Span[b].Count <= Filled) Join(b - 1);
    }

    private void Join(int b)
    {
        ref var first = ref Span[b];
        var second = Span[b + 1];
        second.Members.AsSpan(0, second.Count).CopyTo(first.Members.AsSpan(first.Count));
        first.Count += second.Count;
        blocks.RemoveAt(b + 1);
    }

    private struct Block
    {
        public int[] Members;
        public int Count;
        public int Start;
        public Standing First;
    }
}
