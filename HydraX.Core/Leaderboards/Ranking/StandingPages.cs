namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// Score and time by member id, 16 bytes each. Ids are handed out one after another by the database, so an array in pages
/// is both the smallest and the quickest map; a page exists once one of its members stands on the board.
/// </summary>
internal sealed class StandingPages
{
    private const int PageBits = 11;
    private const int PageSize = 1 << PageBits;
    private const int PageMask = PageSize - 1;

    private Entry[]?[] pages = [];

    /// <summary>The member's standing, or null when they are not on the board.</summary>
    public Standing? Find(long member)
    {
        if (member is < 1 or > int.MaxValue) return null;
        var page = (int)(member >> PageBits);
        if (page >= pages.Length || pages[page] is not { } entries) return null;
        var entry = entries[member & PageMask];
        return entry.ReachedAt == 0 ? null : new Standing(member, entry.Score, entry.ReachedAt);
    }

    /// <summary>The standing of a member who is known to be on the board.</summary>
    public Standing this[int member]
    {
        get
        {
            ref readonly var entry = ref pages[member >> PageBits]![member & PageMask];
            return new Standing(member, entry.Score, entry.ReachedAt);
        }
    }

    /// <summary>Copies the members who have a standing, in the order of their ids; the span holds as many.</summary>
    public void CopyMembers(Span<int> into)
    {
        var next = 0;
        for (var page = 0; page < pages.Length; page++)
        {
            if (pages[page] is not { } entries) continue;
            for (var i = 0; i < entries.Length; i++)
                if (entries[i].ReachedAt != 0) into[next++] = (page << PageBits) | i;
        }
    }

    /// <summary>Stores a possible standing over the member's earlier one, if any; true when there was none.</summary>
    public bool Put(in Standing standing)
    {
        var page = (int)(standing.Member >> PageBits);
        if (page >= pages.Length) Array.Resize(ref pages, Math.Max(page + 1, pages.Length + pages.Length / 4));
        // Pinned: a page stays for as long as the board does, and the collector need not carry it from generation to generation.
        var entries = pages[page] ??= GC.AllocateArray<Entry>(PageSize, pinned: true);
        ref var entry = ref entries[standing.Member & PageMask];
        var isNew = entry.ReachedAt == 0;
        entry = new Entry(standing.Score, standing.ReachedAt);
        return isNew;
    }

    /// <summary>Forgets a member who is known to be on the board.</summary>
    public void Clear(long member) => pages[member >> PageBits]![member & PageMask] = default;

    private readonly record struct Entry(long Score, long ReachedAt);
}
