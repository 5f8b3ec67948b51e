using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Audit;

/// <summary>Who does something, and from where.</summary>
/// <param name="UserId">The member or member of staff; null for the machine.</param>
/// <param name="Name">The user name, null for the machine.</param>
/// <param name="Origin">The way they came.</param>
/// <param name="Address">The network address, if known.</param>
public sealed record Actor(long? UserId, string? Name, Origin Origin, string? Address = null)
{
    /// <summary>The start of the process.</summary>
    public static readonly Actor Start = new(null, null, Origin.Start);

    /// <summary>A scheduled job.</summary>
    public static readonly Actor Job = new(null, null, Origin.Job);
}

/// <summary>What something is done to.</summary>
/// <param name="Kind">The kind of thing: <c>user</c>, <c>tier_revision</c>.</param>
/// <param name="Id">Which of them.</param>
/// <param name="Name">The user name, for a person only.</param>
public sealed record AuditSubject(string Kind, string Id, string? Name = null)
{
    /// <summary>The kind of subjects that are people.</summary>
    public const string User = "user";

    /// <summary>A person.</summary>
    public static AuditSubject Person(long userId, string name) => new(User, userId.ToString(System.Globalization.CultureInfo.InvariantCulture), name);
}

/// <summary>The door to the audit log: every action of staff, and every change of tier, money or access, is recorded in the transaction that makes it,
/// sealed and chained to the one before.</summary>
public sealed class AuditTrail(Protector protector)
{
    /// <summary>Characters of a reason that are kept.</summary>
    public const int LongestWhy = 500;

    /// <summary>What stands in place of an erased person's name.</summary>
    public const string Erased = "deleted member";

    /// <summary>The action of an erasure. The check of the log lets only those be without a name of whom the chain itself says so.</summary>
    public const string PersonErased = "privacy.erased";

    /// <summary>The action of taking out network addresses whose time is over, with the instant before which they went.</summary>
    public const string AddressesRemoved = "privacy.addresses-removed";

    /// <summary>The tables of the log, which the database itself lets nobody change beyond what erasure and retention take out.</summary>
    public static readonly IReadOnlyList<KeptTable> Tables =
    [
        KeptTable.Of<AuditEntry>(KeptColumn.MayBeEmptied(nameof(AuditEntry.Why))),
        KeptTable.Of<AuditPerson>(new(nameof(AuditPerson.Name), Erased), KeptColumn.MayBeEmptied(nameof(AuditPerson.Address))),
    ];

    // What a write has recorded so far; it goes with the write.
    private readonly ConditionalWeakTable<Work, List<AuditEntry>> pending = [];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records an action in the caller's transaction.</summary>
    /// <param name="work">The transaction that does it.</param>
    /// <param name="by">Who.</param>
    /// <param name="action">What, as a dotted word in the past tense: <c>tiers.revised</c>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="before">The changed values before: figures, codes and ids, nothing that names a person.</param>
    /// <param name="after">The changed values after, likewise.</param>
    /// <param name="why">The actor's reason; cut to <see cref="LongestWhy"/> characters.</param>
    public void Record(Work work, Actor by, string action, AuditSubject subject, object? before = null, object? after = null, string? why = null)
    {
        var entry = Entry(work.At, by, action, subject, before, after, why);
        if (!pending.TryGetValue(work, out var entries))
        {
            pending.Add(work, entries = []);
            work.BeforeCommit(() => Seal(work.Db, entries, work.Stop));
        }
        entries.Add(entry);
    }

    /// <summary>
    /// Records an action of ASP.NET Core Identity, whose rows are written by a context and a transaction of its own, which must have begun: last of all, shortly before it commits.
    /// </summary>
    public async Task Record(HydraXDb db, DateTimeOffset at, Actor by, string action, AuditSubject subject, CancellationToken stop)
    {
        var entry = Entry(at, by, action, subject, null, null, null);
        var head = await Seal(db, [entry], stop);
        await db.SaveChangesAsync(stop);
        // This context lives on: it must neither write these again nor take this head for the present one.
        foreach (var row in (object[])[head, entry, .. entry.People]) db.Entry(row).State = EntityState.Detached;
    }

    private static AuditEntry Entry(DateTimeOffset at, Actor by, string action, AuditSubject subject, object? before, object? after, string? why)
    {
        var entry = new AuditEntry
        {
            At = at,
            ActorUserId = by.UserId,
            Origin = by.Origin,
            Action = action,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
            Why = why?.Length > LongestWhy ? why[..LongestWhy] : why,
        };
        if (by is { UserId: { } actor, Name: { } name }) entry.People.Add(new() { Part = AuditPart.Actor, UserId = actor, Name = name, Address = by.Address });
        if (subject is { Kind: AuditSubject.User, Name: { } whom }) entry.People.Add(new() { Part = AuditPart.Subject, UserId = long.Parse(subject.Id, null), Name = whom });
        entry.WhyDigest = AuditSeal.DigestOf(entry.Why);
        return entry;
    }

    // The head is held for no longer than it takes to commit: everything else has been written by then.
    private async Task<AuditHead> Seal(HydraXDb db, List<AuditEntry> entries, CancellationToken stop)
    {
        var head = await db.Set<AuditHead>().Where(h => h.HeadId == AuditHead.Only).ForUpdate().SingleAsync(stop);
        foreach (var entry in entries)
        {
            entry.Sequence = head.Sequence + 1;
            foreach (var person in entry.People)
            {
                person.NameDigest = protector.Seal(AuditSeal.NameContext, AuditSeal.TextOf(entry, person, person.Name));
                person.AddressDigest = person.Address is null ? null : protector.Seal(AuditSeal.AddressContext, AuditSeal.TextOf(entry, person, person.Address));
            }
            entry.Seal = protector.Seal(AuditSeal.Context, AuditSeal.TextOf(entry, head.Seal, entry.People));
            (head.Sequence, head.Seal) = (entry.Sequence, entry.Seal);
            db.Add(entry);
        }
        return head;
    }
}
