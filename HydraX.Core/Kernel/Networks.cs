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

    /// <summary>
    /// An address as one party has it: of IPv4 the address, of IPv6 the network of 64 bits that a household or a server is given, since who has one has 2⁶⁴
    /// addresses to come from. What cannot be read is the party of all such.
    /// </summary>
    public static string Party(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>Whether an address is in one of the networks of a list. One that cannot be read is in none.</summary>
    public static bool Contain(string list, string? address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return false;
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        return Split(list).Select(Read).Any(network => network is { } known && known.BaseAddress.AddressFamily == ip.AddressFamily && known.Contains(ip));
    }
}
