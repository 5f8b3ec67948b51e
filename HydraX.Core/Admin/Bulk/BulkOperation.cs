using HydraX.Core.Kernel;

namespace HydraX.Core.Admin.Bulk;

/// <summary>What is done for many members at once.</summary>
[LowerCodes]
public enum BulkKind
{
    /// <summary>Each gets XP.</summary>
    Award,

    /// <summary>Total XP of each begins again at a share of what it was; the balance stays.</summary>
    SeasonReset,
}

/// <summary>Where a bulk operation stands.</summary>
[LowerCodes]
public enum BulkState
{
    /// <summary>It goes through the members.</summary>
    Running,

    /// <summary>It has been through all.</summary>
    Done,

    /// <summary>It is being undone, member by member.</summary>
    Undoing,

    /// <summary>It has been undone, and is not undone again.</summary>
    Undone,
}

/// <summary>
/// XP given or reset for many members: the row of <c>bulk_operations</c>. A job works through the members in the order of their ids and goes on where it was; each
/// member's line carries a key of its own, so that nobody gets it twice.
/// </summary>
public sealed class BulkOperation
{
    /// <summary>Row id.</summary>
    public long BulkOperationId { get; set; }

    /// <summary>What is done.</summary>
    public BulkKind Kind { get; set; }

    /// <summary>For whom, as JSON; see <see cref="BulkFilter"/>.</summary>
    public string Filter { get; set; } = "{}";

    /// <summary>XP that each gets; 0 in a season reset.</summary>
    public long Amount { get; set; }

    /// <summary>The share of total XP that each keeps in a season reset, in percent; 0 in an award.</summary>
    public int KeepsPercent { get; set; }

    /// <summary>Why, as members read it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Unique: one press of a button starts it once.</summary>
    public string RequestKey { get; set; } = "";

    /// <summary>Who started it.</summary>
    public long? StartedByUserId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Members it was for when it was started.</summary>
    public long Expected { get; set; }

    /// <summary>The member with the highest id then; who came later is left out.</summary>
    public long LastUserId { get; set; }

    /// <summary>Members for whom it was done.</summary>
    public long Done { get; set; }

    /// <summary>XP that was given, or set aside by a reset, in all.</summary>
    public long Xp { get; set; }

    /// <summary>The last member looked at.</summary>
    public long UpToUserId { get; set; }

    /// <summary>Where it stands.</summary>
    public BulkState State { get; set; }

    /// <summary>When it had been through all; null while it runs, and if it was undone before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who undid it.</summary>
    public long? UndoneByUserId { get; set; }

    /// <summary>Why it was undone, as members read it.</summary>
    public string? UndoneBecause { get; set; }

    /// <summary>When somebody began to undo it.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Members of whom it was undone.</summary>
    public long Undone { get; set; }

    /// <summary>XP that was taken back, or given back after a reset.</summary>
    public long UndoneXp { get; set; }

    /// <summary>The last member looked at while it is undone.</summary>
    public long UndoneUpToUserId { get; set; }

    /// <summary>When it had been undone for all.</summary>
    public DateTimeOffset? UndoneEndedAt { get; set; }
}
