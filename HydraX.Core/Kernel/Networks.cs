using System.Net;

namespace HydraX.Core.Kernel;

/// <summary>Addresses and networks as people write them: <c>127.0.0.1, 10.0.0.0/8, 2001:db8::/32</c>.</summary>
public static class Networks
{
    /// <summary>The parts of a list, with a comma, semicolon or blank between two.</summary>
    public static string[] Split(string? text) => (text ?? "").Split([',', ' ', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The network that a part stands for, an address being one of itself alone; null if it is neither.</summary>
    public static IPNetwork? Read(string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>Whether an address is in one of the networks of a list. One that cannot be read is in none.</summary>
    public static bool Contain(string list, string? address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return false;
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        return Split(list).Select(Read).Any(network => network is { } known && known.BaseAddress.AddressFamily == ip.AddressFamily && known.Contains(ip));
    }
}
