using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Kernel;

namespace HydraX.Core.Audit;

/// <summary>The end of the chain: the one row of <c>audit_head</c>. Whoever adds an entry holds it until the transaction ends, so that entries come one after another.</summary>
public sealed class AuditHead
{
    /// <summary>Its only row.</summary>
    public const int Only = 1;

    /// <summary>Row id, <see cref="Only"/>.</summary>
    public int HeadId { get; set; }

    /// <summary>The number of the last entry; 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>The last entry's seal; empty before the first.</summary>
    public string Seal { get; set; } = "";
}

/// <summary>
/// What is sealed of an entry: everything, and the seal of the entry before. Names, network addresses and reasons, which go in time, are in it by their digests. Pure.
/// </summary>
internal static class AuditSeal
{
    /// <summary>What seals are bound to.</summary>
    public const string Context = "audit_entries";

    /// <summary>What digests of names are bound to.</summary>
    public const string NameContext = "audit_people.name";

    /// <summary>What digests of network addresses are bound to.</summary>
    public const string AddressContext = "audit_people.address";

    /// <summary>The text that is sealed; each part with its length, so that nothing can move from one into the next.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The seal of the entry before.</param>
    /// <param name="people">Who is named in it, with the digests; null for an entry from before people were sealed.</param>
    public static string TextOf(AuditEntry entry, string previous, IReadOnlyCollection<AuditPerson>? people)
    {
        var text = new StringBuilder(450);
        Add(text, previous);
        Add(text, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(text, entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Add(text, entry.ActorUserId?.ToString(CultureInfo.InvariantCulture));
        Add(text, entry.Origin.Code());
        Add(text, entry.Action);
        Add(text, entry.SubjectKind);
        Add(text, entry.SubjectId);
        Add(text, entry.Before);
        Add(text, entry.After);
        Add(text, entry.WhyDigest);
        if (people is null) return text.ToString();
        // Their number too, so that nobody can be added.
        Add(text, people.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var person in people.OrderBy(p => p.Part))
        {
            Add(text, person.Part.Code());
            Add(text, person.UserId.ToString(CultureInfo.InvariantCulture));
            Add(text, person.NameDigest);
            Add(text, person.AddressDigest);
        }
        return text.ToString();
    }

    /// <summary>
    /// The text of which a digest of a name or an address is made. The entry's number is in it: equal names have different digests, so that nobody can tell by them who
    /// an erased member was.
    /// </summary>
    public static string TextOf(AuditEntry entry, AuditPerson person, string value)
    {
        var text = new StringBuilder(100);
        Add(text, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(text, person.Part.Code());
        Add(text, person.UserId.ToString(CultureInfo.InvariantCulture));
        Add(text, value);
        return text.ToString();
    }

    /// <summary>What stands for a reason in the seal, so that a reason that names an erased person can go without breaking the chain.</summary>
    public static string? DigestOf(string? why) => why is null ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(why)));

    private static void Add(StringBuilder text, string? part)
    {
        if (part is null) text.Append('-');
        else text.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        text.Append('\n');
    }
}
