namespace HydraX.Core.Users.Days;

/// <summary>A date that ends nobody's streak, such as that of an outage: the row of <c>forgiven_days</c>. It is nobody's active day either.</summary>
public sealed class ForgivenDay
{
    /// <summary>The date; it is forgiven in everybody's own calendar.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Why, in words that members read.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who of the staff forgave it.</summary>
    public long? MadeByUserId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Members up to this number have got back the streak that the day had ended.</summary>
    public long RestoredUpTo { get; set; }

    /// <summary>How many got one back so far.</summary>
    public int RestoredMembers { get; set; }

    /// <summary>When the last one did; null while it goes on.</summary>
    public DateTimeOffset? RestoredAt { get; set; }
}
