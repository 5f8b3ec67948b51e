namespace HydraX.Core.Xp;

/// <summary>One line of the ledger: the row of <c>xp_transactions</c>. Lines are only added, and XP changes in no other way.</summary>
public sealed class XpTransaction
{
    /// <summary>Row id.</summary>
    public long TransactionId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>What it changes the balance by.</summary>
    public long Amount { get; set; }

    /// <summary>The balance with this line.</summary>
    public long BalanceAfter { get; set; }

    /// <summary>What it changes total XP by; a purchase changes none, a wipe may change total XP alone.</summary>
    public long TotalXpChange { get; set; }

    /// <summary>What it is for: <c>trade_win</c>. See <see cref="XpSource"/>.</summary>
    public string SourceType { get; set; } = "";

    /// <summary>Which one of that kind, where there is one: the trade's id.</summary>
    public long? SourceId { get; set; }

    /// <summary>In words, for the member.</summary>
    public string? Description { get; set; }

    /// <summary>XP before multipliers; null where none apply.</summary>
    public long? BaseAmount { get; set; }

    /// <summary>Each factor other than 1, by name: <c>[{"name":"tier_bonus","factor":1.2}]</c>; an event's with which it was: <c>"label":"Winter run"</c>.</summary>
    public string Multipliers { get; set; } = "[]";

    /// <summary>Unique for the member: what this XP is for, so that a repeat changes nothing. Grammar: <see cref="RewardKey"/>.</summary>
    public string RewardKey { get; set; } = "";

    /// <summary>The line that this one corrects.</summary>
    public long? CorrectsId { get; set; }

    /// <summary>The UTC day of <see cref="CreatedAt"/>, stored because no database does date arithmetic alike.</summary>
    public DateOnly UtcDay { get; set; }

    /// <summary>When it counts: for a wipe its midnight, otherwise when it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
