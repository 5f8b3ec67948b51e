using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>What a one-time token does.</summary>
[LowerCodes]
public enum LinkPurpose
{
    /// <summary>Made in the bot: signs its member in on the web.</summary>
    WebSignIn,

    /// <summary>Made on the web: links the Telegram account that uses it to its member.</summary>
    TelegramLink,
}

/// <summary>A one-time token, kept as its hash alone: the row of <c>link_tokens</c>.</summary>
public sealed class LinkToken
{
    /// <summary>How long one holds, by the machine's clock.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Row id.</summary>
    public long TokenId { get; set; }

    /// <summary>SHA-256 of the token as given out, in hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>What it does.</summary>
    public LinkPurpose Purpose { get; set; }

    /// <summary>For whom it was made.</summary>
    public long UserId { get; set; }

    /// <summary>When it was made, by the machine's clock.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when it no longer holds, by the machine's clock.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was used, by the machine's clock; a token is used once.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>A new token: 128 random bits as 22 characters of A–Z, a–z, 0–9, - and _.</summary>
    internal static string NewText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>What is kept of a token. 128 random bits need no salt and no slow hash.</summary>
    internal static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
