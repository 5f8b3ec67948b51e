namespace HydraX.Core.Leaderboards.Ranking;

/// <summary>
/// Which class each member is of, such as their tier: one byte a member, in pages as <see cref="StandingPages"/> has them. Most members are of one usual class, which is
/// never written down. Written by one thread at a time, read by any.
/// </summary>
public sealed class MemberClasses(int count, byte usual)
{
    private const int PageBits = 11;
    private const int PageSize = 1 << PageBits;
    private const int PageMask = PageSize - 1;

    // 0 is the usual class, others are one more than their number.
    private volatile byte[]?[] pages = [];

    /// <summary>How many classes there are.</summary>
    public int Count => count;

    /// <summary>A member's class.</summary>
    public int Of(long member)
    {
        var now = pages;
        var page = member >> PageBits;
        return page < now.Length && now[page] is { } classes && classes[member & PageMask] is var written and > 0 ? written - 1 : usual;
    }

    /// <summary>Writes down a member's class.</summary>
    public void Set(long member, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, count);
        var (now, page) = (pages, (int)(member >> PageBits));
        if (page >= now.Length)
        {
            if (to == usual) return;
            Array.Resize(ref now, Math.Max(page + 1, now.Length + now.Length / 4));
            pages = now;
        }
        (now[page] ??= new byte[PageSize])[member & PageMask] = to == usual ? (byte)0 : (byte)(to + 1);
    }

    /// <summary>The members whose class is another in <paramref name="other"/>.</summary>
    public IEnumerable<long> Differences(MemberClasses other)
    {
        for (var page = 0; page < Math.Max(pages.Length, other.pages.Length); page++)
        {
            var (own, its) = (PageOf(page), other.PageOf(page));
            if (own.SequenceEqual(its)) continue;
            for (var i = 0; i < PageSize; i++)
            {
                var member = ((long)page << PageBits) | (uint)i;
                if (Of(member) != other.Of(member)) yield return member;
            }
        }
    }

    private byte[] PageOf(int page) => page < pages.Length ? pages[page] ?? [] : [];
}
