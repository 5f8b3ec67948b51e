namespace HydraX.Core.Kernel;

/// <summary>The five subscription tiers, in ascending order. Rules never compare with one of them: they ask for a feature, a limit or an order.</summary>
public enum TierCode
{
    /// <summary>Free trial with APEX features; XP is wiped at 00:00 UTC.</summary>
    PressPass,

    /// <summary>Entry level, and what everybody is by default.</summary>
    Nibbler,

    /// <summary>Intermediate.</summary>
    Fang,

    /// <summary>Advanced.</summary>
    Commander,

    /// <summary>Elite.</summary>
    Apex,
}

/// <summary>The ten military ranks, in ascending order; thresholds stand in the rank table.</summary>
public enum RankCode
{
    /// <summary>From 0 total XP.</summary>
    Recruit,

    /// <summary>From 1,000.</summary>
    Private,

    /// <summary>From 2,500.</summary>
    Corporal,

    /// <summary>From 5,000.</summary>
    Sergeant,

    /// <summary>From 10,000.</summary>
    Lieutenant,

    /// <summary>From 20,000.</summary>
    Captain,

    /// <summary>From 40,000.</summary>
    Major,

    /// <summary>From 75,000.</summary>
    Colonel,

    /// <summary>From 150,000.</summary>
    General,

    /// <summary>From 300,000, the highest.</summary>
    FieldMarshal,
}

/// <summary>Where a subscription stands.</summary>
[LowerCodes]
public enum SubscriptionStatus
{
    /// <summary>None, or ended.</summary>
    Inactive,

    /// <summary>Bought, not paid yet.</summary>
    Pending,

    /// <summary>On a trial.</summary>
    Trialing,

    /// <summary>Paid.</summary>
    Active,

    /// <summary>A renewal failed.</summary>
    PastDue,

    /// <summary>Will not renew; access until the period's end.</summary>
    Cancelled,

    /// <summary>Resting at the member's wish.</summary>
    Paused,

    /// <summary>Over.</summary>
    Expired,
}

/// <summary>Who may see a profile.</summary>
[LowerCodes]
public enum Visibility
{
    /// <summary>Everybody, and on boards.</summary>
    Public,

    /// <summary>Signed-in members only, and on boards.</summary>
    Members,

    /// <summary>Nobody else; left out of boards.</summary>
    Hidden,
}
