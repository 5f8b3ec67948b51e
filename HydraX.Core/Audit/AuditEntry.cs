using HydraX.Core.Kernel;

namespace HydraX.Core.Audit;

/// <summary>Through which way somebody came to do something.</summary>
[LowerCodes]
public enum Origin
{
    /// <summary>A page.</summary>
    Web,

    /// <summary>The Telegram bot, or its console.</summary>
    Bot,

    /// <summary>The API, by key.</summary>
    Api,

    /// <summary>A scheduled job.</summary>
    Job,

    /// <summary>The start of the process.</summary>
    Start,
}

/// <summary>
/// One action: the row of <c>audit_entries</c>. It is never changed and outlives the people in it, so it holds ids; what names a
/// person stands in <see cref="AuditPerson"/>.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Row id; later entries have higher ones.</summary>
    public long AuditEntryId { get; set; }

    /// <summary>When, by the domain's clock.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who; null for jobs and the start.</summary>
    public long? ActorUserId { get; set; }

    /// <summary>From where.</summary>
    public Origin Origin { get; set; }

    /// <summary>What, as a dotted word: <c>tiers.revised</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>To what kind of thing: <c>user</c>, <c>tier_revision</c>.</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>To which of them.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>The changed values before, as JSON; null where there was nothing.</summary>
    public string? Before { get; set; }

    /// <summary>The changed values after, as JSON; null where nothing is left.</summary>
    public string? After { get; set; }

    /// <summary>Why, in the actor's words.</summary>
    public string? Why { get; set; }

    /// <summary>SHA-256 of <see cref="Why"/>, in hex: it stays when a reason that names an erased person goes.</summary>
    public string? WhyDigest { get; set; }

    /// <summary>The entry's place in the chain, counted from 1 without a gap.</summary>
    public long Sequence { get; set; }

    /// <summary>A keyed hash of this entry and of the seal before it; see <see cref="AuditVerification"/>.</summary>
    public string Seal { get; set; } = "";

    /// <summary>Who is named in it.</summary>
    public List<AuditPerson> People { get; } = [];
}

/// <summary>Which part a person has in an entry.</summary>
[LowerCodes]
public enum AuditPart
{
    /// <summary>Did it.</summary>
    Actor,

    /// <summary>It was done to them.</summary>
    Subject,
}

/// <summary>
/// What names a person in an entry: the row of <c>audit_people</c>. Erasure overwrites the name and empties the address, which also goes after its time; the digests
/// stay, and are sealed with the entry.
/// </summary>
public sealed class AuditPerson
{
    /// <summary>The entry.</summary>
    public long AuditEntryId { get; set; }

    /// <summary>The person's part in it.</summary>
    public AuditPart Part { get; set; }

    /// <summary>The person.</summary>
    public long UserId { get; set; }

    /// <summary>The user name at that time.</summary>
    public string Name { get; set; } = "";

    /// <summary>The network address that the actor came from, if known.</summary>
    public string? Address { get; set; }

    /// <summary>A keyed hash of <see cref="Name"/> as it was written, for this entry alone; null in entries from before people were sealed.</summary>
    public string? NameDigest { get; set; }

    /// <summary>The same of <see cref="Address"/>; null where there was none.</summary>
    public string? AddressDigest { get; set; }
}
