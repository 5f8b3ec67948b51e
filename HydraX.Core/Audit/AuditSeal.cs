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

/// <summary>What is sealed of an entry: everything but the names in it, which erasure overwrites, and the seal of the entry before. Pure.</summary>
internal static class AuditSeal
{
    /// <summary>What seals are bound to.</summary>
    public const string Context = "audit_entries";

    /// <summary>The text that is sealed; each part with its length, so that nothing can move from one into the next.</summary>
    public static string TextOf(AuditEntry entry, string previous)
    {
        var text = new StringBuilder(300);
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
