using HydraX.Core.Kernel;

namespace HydraX.Core.Users.Days;

/// <summary>Why a day did not end a streak.</summary>
[LowerCodes]
public enum DayKind
{
    /// <summary>The member was there.</summary>
    Active,

    /// <summary>The member was not there; a streak freeze protected the day.</summary>
    Frozen,
}

/// <summary>One local day of one member that counts for the streak: the row of <c>activity_days</c>. Days without a row are days without activity.</summary>
public sealed class ActivityDay
{
    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>The date in the member's own zone, as it was then.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Why it counts.</summary>
    public DayKind Kind { get; set; }
}
