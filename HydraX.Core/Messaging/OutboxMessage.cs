namespace HydraX.Core.Messaging;

/// <summary>Who goes first when Telegram's pace decides.</summary>
public enum OutboxLane
{
    /// <summary>Replies to commands, and confirmations.</summary>
    Answers,

    /// <summary>Signals.</summary>
    Signals,

    /// <summary>Press Pass warnings and the like.</summary>
    Warnings,

    /// <summary>What happened.</summary>
    Notices,

    /// <summary>Summaries.</summary>
    Digests,
}

/// <summary>Something to be told to a member. It holds the fact; words are made when it is sent.</summary>
public sealed class OutboxMessage
{
    /// <summary>Row id.</summary>
    public long MessageId { get; set; }

    /// <summary>The fact's name: <c>press_pass_warned</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The fact's figures as JSON, camelCase.</summary>
    public string Data { get; set; } = "{}";

    /// <summary>To whom; null when only a chat is known.</summary>
    public long? UserId { get; set; }

    /// <summary>To which chat; null means the member's private chat at the time of sending.</summary>
    public long? ChatId { get; set; }

    /// <summary>Priority, as its number.</summary>
    public int Lane { get; set; }

    /// <summary>When it became true, by the domain's clock.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Not to be sent before; the machine's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Not to be sent from then on, by the domain's clock; null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Unique where given: the same thing is told once.</summary>
    public string? DedupeKey { get; set; }

    /// <summary>Where it stands.</summary>
    public MessageState State { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>How many of its parts were sent: a text that is too long for one message goes out in several, and a retry does not repeat the first.</summary>
    public int PartsSent { get; set; }

    /// <summary>Taken by a sender until then; the machine's clock.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When it reached its last state.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; set; }
}
