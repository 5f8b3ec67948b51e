using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Privacy.Exporting;

/// <summary>Where a copy stands.</summary>
[LowerCodes]
public enum ExportState
{
    /// <summary>Asked for.</summary>
    Queued,

    /// <summary>Being made.</summary>
    Running,

    /// <summary>Ready to be fetched, once.</summary>
    Ready,

    /// <summary>Fetched; its bytes are gone.</summary>
    Fetched,

    /// <summary>Not fetched in time; its bytes are gone.</summary>
    Expired,

    /// <summary>Could not be made.</summary>
    Failed,
}

/// <summary>A copy of everything about a member: the row of <c>data_exports</c>. Instants are of the machine's clock.</summary>
public sealed class DataExport
{
    /// <summary>Row id.</summary>
    public long ExportId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>Where it stands.</summary>
    public ExportState State { get; set; }

    /// <summary>SHA-256 of what its link carries, in hex; null until it is ready.</summary>
    public string? TokenHash { get; set; }

    /// <summary>Who of the staff asked, upon the written request of a member who is suspended; null if the member did it here.</summary>
    public long? AskedByUserId { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Rows to write.</summary>
    public int Rows { get; set; }

    /// <summary>Rows written.</summary>
    public int RowsDone { get; set; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Held by a maker until then; a maker that was killed leaves it to the next one.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When it was ready.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>From when its link holds no more.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was fetched.</summary>
    public DateTimeOffset? FetchedAt { get; set; }
}

/// <summary>A piece of the file, protected: the row of <c>data_export_parts</c>.</summary>
public sealed class DataExportPart
{
    /// <summary>The copy.</summary>
    public long ExportId { get; set; }

    /// <summary>Its place, from 0.</summary>
    public int Number { get; set; }

    /// <summary>Its bytes, protected.</summary>
    public byte[] Sealed { get; set; } = [];

    internal static string Context(long exportId, int number) => $"data_export_parts:{exportId}:{number}";
}

/// <summary>A copy is ready: its member is told where to fetch it.</summary>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="ByStaff">Whether staff asked, upon a request in writing; somebody else may have written it.</param>
public sealed record ExportReady(DateTimeOffset ExpiresAt, bool ByStaff = false) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "export_ready";
}

/// <summary>A copy could not be made: its member is told, since they may have closed the page long ago.</summary>
/// <param name="ByStaff">Whether staff asked, upon a request in writing.</param>
public sealed record ExportFailed(bool ByStaff = false) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "export_failed";
}
