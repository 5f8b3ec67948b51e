using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Admin.Support;

/// <summary>Somebody of the staff may look at a member's own pages for a while: the row of <c>support_grants</c>. All instants are of the machine's clock.</summary>
public sealed class SupportGrant
{
    /// <summary>Row id.</summary>
    public long SupportGrantId { get; set; }

    /// <summary>Whose pages.</summary>
    public long UserId { get; set; }

    /// <summary>Who looks.</summary>
    public long StaffUserId { get; set; }

    /// <summary>Why, as the member is told.</summary>
    public string Why { get; set; } = "";

    /// <summary>When it was given.</summary>
    public DateTimeOffset GrantedAt { get; set; }

    /// <summary>When it ends by itself, exclusive.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>When somebody ended it before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who ended it.</summary>
    public long? EndedByUserId { get; set; }

    /// <summary>When it was last used and that was recorded.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Recorded uses.</summary>
    public int Looks { get; set; }
}

/// <summary>What holds of looking as a member.</summary>
public static class SupportRules
{
    /// <summary>How long a grant lasts.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(60);

    /// <summary>Openings closer together than this are recorded as one, so that reloading floods nothing.</summary>
    public static readonly TimeSpan OneLook = TimeSpan.FromMinutes(1);

    /// <summary>Fewest characters of a reason.</summary>
    public const int ShortestWhy = 10;

    /// <summary>Most characters of a reason.</summary>
    public const int LongestWhy = 500;

    /// <summary>Whether a grant holds.</summary>
    public static bool Runs(SupportGrant grant, DateTimeOffset now) => grant.EndedAt is null && now < grant.Until;

    /// <summary>Whether an opening is to be recorded as one of its own.</summary>
    public static bool IsAnotherLook(DateTimeOffset? before, DateTimeOffset now) => before is null || now - before >= OneLook;

    /// <summary>The reason as it is kept; null if it is too short or too long.</summary>
    public static string? Why(string? text) => text?.Trim() is { Length: >= ShortestWhy and <= LongestWhy } why ? why : null;
}

/// <summary>A member is told that somebody of the staff may look at their pages.</summary>
/// <param name="Staff">Who, by name.</param>
/// <param name="Why">Why.</param>
/// <param name="Until">Until when at most.</param>
public sealed record SupportLooks(string Staff, string Why, DateTimeOffset Until) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "support_looks";
}

/// <summary>A grant as it is listed.</summary>
/// <param name="SupportGrantId">Which.</param>
/// <param name="UserId">Whose pages.</param>
/// <param name="Member">Whose pages, by name.</param>
/// <param name="Staff">Who looks, by name.</param>
/// <param name="Why">Why.</param>
/// <param name="GrantedAt">When it was given.</param>
/// <param name="Until">When it ended or ends.</param>
/// <param name="Looks">Recorded uses.</param>
/// <param name="Runs">Whether it holds now.</param>
/// <param name="EndedBy">Who ended it before its time, by name.</param>
public sealed record SupportGrantLine(long SupportGrantId, long UserId, string Member, string Staff, string Why, DateTimeOffset GrantedAt, DateTimeOffset Until, int Looks, bool Runs, string? EndedBy);
