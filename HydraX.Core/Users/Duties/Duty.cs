using HydraX.Core.Kernel;

namespace HydraX.Core.Users.Duties;

/// <summary>One thing that staff may be there for. <see cref="DutyRules"/> says what each lets somebody do, and which roles have it.</summary>
[LowerCodes]
public enum Duty
{
    /// <summary>Finding members and seeing their account.</summary>
    LookUpMembers,

    /// <summary>Seeing whole addresses.</summary>
    SeeAddresses,

    /// <summary>Seeing hidden profiles and anybody's XP ledger.</summary>
    SeeHidden,

    /// <summary>Suspending and reinstating.</summary>
    SuspendMembers,

    /// <summary>Signing members out.</summary>
    EndSessions,

    /// <summary>Names and biographies.</summary>
    ModerateWords,

    /// <summary>The review queue.</summary>
    WorkReviews,

    /// <summary>Lost second factors, further passes.</summary>
    HelpMembers,

    /// <summary>A member's own pages, by a grant.</summary>
    LookAsMember,

    /// <summary>Refunds and billing.</summary>
    Money,

    /// <summary>XP by hand.</summary>
    XpByHand,

    /// <summary>Outages that end no streak, events and what there is to achieve.</summary>
    ShapeProgress,

    /// <summary>Tiers and prices.</summary>
    EditTiers,

    /// <summary>API keys of everybody.</summary>
    Keys,

    /// <summary>Acting for any member by an API key.</summary>
    ActForMembers,

    /// <summary>The keys of protected columns.</summary>
    Protection,

    /// <summary>Erasures and texts that members agree to.</summary>
    Privacy,

    /// <summary>Reading the audit log.</summary>
    ReadAudit,

    /// <summary>Exporting and checking the audit log.</summary>
    KeepAudit,

    /// <summary>Jobs by hand.</summary>
    Jobs,

    /// <summary>Dead letters.</summary>
    Deliveries,

    /// <summary>Demo content.</summary>
    Demo,

    /// <summary>The clock of a rehearsal.</summary>
    MoveClock,

    /// <summary>Roles, and the accounts of staff.</summary>
    GiveRoles,
}
