using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;

namespace HydraX.Core.Privacy.Consents;

/// <summary>What somebody may agree to.</summary>
[LowerCodes]
public enum ConsentPurpose
{
    /// <summary>The terms of use.</summary>
    Terms,

    /// <summary>That trading may lose money: acknowledged before the first live shot.</summary>
    RiskDisclaimer,

    /// <summary>Offers and news by mail.</summary>
    Marketing,

    /// <summary>That what they do counts in figures beyond what running the service needs.</summary>
    Analytics,

    /// <summary>Announcements to everybody by the bot.</summary>
    Broadcasts,
}

/// <summary>Something that was agreed to or taken back: the row of <c>consents</c>, never changed. The newest of a purpose holds.</summary>
public sealed class Consent
{
    /// <summary>Row id; later ones are higher.</summary>
    public long ConsentId { get; set; }

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>To what.</summary>
    public ConsentPurpose Purpose { get; set; }

    /// <summary>True for given, false for taken back.</summary>
    public bool IsGiven { get; set; }

    /// <summary>Of which version of the text.</summary>
    public int Version { get; set; }

    /// <summary>SHA-256 of that text, in hex.</summary>
    public string TextDigest { get; set; } = "";

    /// <summary>When, by the domain's clock.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Through which way.</summary>
    public Origin Origin { get; set; }

    /// <summary>From which network, coarse; null where it is not known.</summary>
    public string? Place { get; set; }
}

/// <summary>A version of a text: the row of <c>policy_texts</c>, never changed.</summary>
public sealed class PolicyText
{
    /// <summary>Most characters of a title.</summary>
    public const int LongestTitle = 100;

    /// <summary>Most characters of a body.</summary>
    public const int LongestBody = 20_000;

    /// <summary>Row id.</summary>
    public long PolicyTextId { get; set; }

    /// <summary>What it is about.</summary>
    public ConsentPurpose Purpose { get; set; }

    /// <summary>Counted from 1 for each purpose.</summary>
    public int Version { get; set; }

    /// <summary>As shown.</summary>
    public string Title { get; set; } = "";

    /// <summary>Plain text; an empty line begins a paragraph.</summary>
    public string Body { get; set; } = "";

    /// <summary>SHA-256 of title and body, in hex.</summary>
    public string Digest { get; set; } = "";

    /// <summary>Since when it holds, by the domain's clock.</summary>
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Which admin published it; null for what came with the program.</summary>
    public long? PublishedByUserId { get; set; }

    /// <summary>Why.</summary>
    public string? Why { get; set; }

    /// <summary>What identifies a text.</summary>
    public static string DigestOf(string title, string body) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{body}")));
}
