namespace HydraX.Core.Xp;

/// <summary>A boost on earned XP for a time.</summary>
public sealed class XpBoost
{
    /// <summary>Row id.</summary>
    public long BoostId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>What earned XP is multiplied with.</summary>
    public decimal Factor { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Until when, exclusive.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>The purchase it came with, unique, so that a repeat starts no second boost.</summary>
    public string RewardKey { get; set; } = "";
}
