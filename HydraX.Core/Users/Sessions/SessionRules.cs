using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace HydraX.Core.Users.Sessions;

/// <summary>How long sessions hold, and what is kept of where they come from. Pure.</summary>
public static class SessionRules
{
    /// <summary>Sessions of a member at the same time; the one that was not used for longest gives way.</summary>
    public const int Most = 20;

    /// <summary>How exactly the last use is kept.</summary>
    public static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(5);

    /// <summary>How long a proof of who somebody is counts for what asks for a fresh one (ASVS 7.5.1).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>How long a new session holds: without use, and altogether.</summary>
    public static (TimeSpan Idle, TimeSpan AtMost) Limits(SessionLimits options, bool isStaff, bool stays) =>
        isStaff ? (options.StaffIdle, options.StaffAtMost) : stays ? (options.StayIdle, options.StayAtMost) : (options.Idle, options.AtMost);

    /// <summary>What is kept of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A network address as coarse as a member needs to know their own: <c>203.0.113.0/24</c>, <c>2001:db8:42::/48</c>, <c>this machine</c>.</summary>
    public static string? Coarse(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return null;
        if (IPAddress.IsLoopback(ip)) return "this machine";
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        var length = ip.AddressFamily == AddressFamily.InterNetwork ? 24 : 48;
        var bytes = ip.GetAddressBytes();
        Array.Clear(bytes, length / 8, bytes.Length - length / 8);
        return $"{new IPAddress(bytes)}/{length}";
    }

    /// <summary>Browser and system in words, from what the browser says of itself. Anything may stand there; what is not known is called so.</summary>
    public static string Device(string? userAgent)
    {
        var says = userAgent ?? "";
        var browser = Known(says, ("Telegram", "Telegram"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"));
        var system = Known(says, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"));
        return (browser, system) switch
        {
            (null, null) => "Unknown device",
            (null, _) => $"A browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Known(string says, params ReadOnlySpan<(string Mark, string Name)> all)
    {
        foreach (var (mark, name) in all)
            if (says.Contains(mark, StringComparison.Ordinal)) return name;
        return null;
    }
}
