using HydraX.Core.Kernel;

namespace HydraX.Core.PressPass;

/// <summary>Why a pass is over.</summary>
[LowerCodes]
public enum PassEnd
{
    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>The member became a paying member.</summary>
    Converted,

    /// <summary>The member was erased.</summary>
    Erased,
}

/// <summary>One Press Pass of a member: the first, or another that an admin granted. The row of <c>press_passes</c>.</summary>
public sealed class Pass
{
    /// <summary>Row id.</summary>
    public long PassId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>0 for the one that everybody has, 1 and up for grants; unique with the member, so that racing requests make one pass.</summary>
    public int GrantNo { get; set; }

    /// <summary>7 by default, 7 to 30 by an admin.</summary>
    public int LengthDays { get; set; }

    /// <summary>When it was first activated; null while it is only granted.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>When it ends, exclusive; deactivation does not move it.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>When it was found to be over.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why.</summary>
    public PassEnd? EndReason { get; set; }

    /// <summary>The admin who granted it.</summary>
    public long? GrantedBy { get; set; }
}

/// <summary>A stretch of time on a pass, from an activation to the deactivation or end: the row of <c>press_pass_spells</c>.</summary>
public sealed class PassSpell
{
    /// <summary>Row id.</summary>
    public long SpellId { get; set; }

    /// <summary>Which pass.</summary>
    public long PassId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>1 for the first of its pass.</summary>
    public int SpellNo { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Until when, exclusive; null while it runs.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}
