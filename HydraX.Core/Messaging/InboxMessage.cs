using HydraX.Core.Kernel;

namespace HydraX.Core.Messaging;

/// <summary>Where a message received or to be sent stands.</summary>
[LowerCodes]
public enum MessageState
{
    /// <summary>Waits for its turn.</summary>
    Pending,

    /// <summary>Worked through, or sent.</summary>
    Done,

    /// <summary>Outlived its purpose and was dropped.</summary>
    Expired,

    /// <summary>Failed for good; an admin may replay it.</summary>
    Dead,
}

/// <summary>Something received from outside, kept before anything is done about it.</summary>
public sealed class InboxMessage
{
    /// <summary>Row id; order within a chat is the order of ids.</summary>
    public long MessageId { get; set; }

    /// <summary>Who sent it: <c>telegram</c>, <c>stripe</c>, …</summary>
    public string Source { get; set; } = "";

    /// <summary>The sender's own id of it; unique with the source, so that a repeat is known.</summary>
    public string ExternalId { get; set; } = "";

    /// <summary>What must stay in order: the chat.</summary>
    public long OrderKey { get; set; }

    /// <summary>Who wrote it, by their number at the source; null where nobody is named. In a group it is not the chat.</summary>
    public long? SenderId { get; set; }

    /// <summary>One of 64 lanes, from the order key; a worker leases a lane.</summary>
    public int Lane { get; set; }

    /// <summary>As received.</summary>
    public string Body { get; set; } = "{}";

    /// <summary>When.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public MessageState State { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before; the machine's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it reached its last state.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; set; }
}
