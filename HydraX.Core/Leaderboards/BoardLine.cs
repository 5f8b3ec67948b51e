namespace HydraX.Core.Leaderboards;

/// <summary>What a line of the ledger is to the boards.</summary>
public enum LineKind
{
    /// <summary>XP earned, or an earlier line corrected.</summary>
    Earned,

    /// <summary>A wipe: everything that was earned before it is gone.</summary>
    Wiped,

    /// <summary>A wipe undone.</summary>
    Restored,

    /// <summary>A prestige or a season: total XP begins again lower, or higher where that is undone, but what was earned stays earned.</summary>
    SetAside,

    /// <summary>Brought by a merge: it counts for all time, and on no board of a period, since it was not earned in it.</summary>
    Brought,
}

/// <summary>A line of the ledger as the boards read it.</summary>
/// <param name="Id">The line's id in the ledger.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Change">By how much total XP changed; 0 for a purchase.</param>
/// <param name="Kind">What it is to the boards.</param>
/// <param name="At">When it happened; for a wipe the instant that it belongs to.</param>
/// <param name="CountsAt">Where it counts: for a correction the time of the line that it corrects, so that it hits the same periods; otherwise the same.</param>
public readonly record struct BoardLine(long Id, long UserId, long Change, LineKind Kind, DateTimeOffset At, DateTimeOffset CountsAt);
