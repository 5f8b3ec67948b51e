using HydraX.Core.Kernel;
using Microsoft.AspNetCore.HttpOverrides;

namespace HydraX.Web.Hosting;

/// <summary>Section <c>Proxy</c>: the reverse proxy in front of the process, whose word on address and scheme is believed.</summary>
public sealed class ProxyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Proxy";

    /// <summary>Addresses or networks of the proxies, with a comma between two: <c>127.0.0.1, 10.0.0.0/8</c>. Empty believes nobody.</summary>
    public string? Trusted { get; set; }

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults() => Parts.Where(part => Networks.Read(part) is null)
        .Select(part => $"Proxy:Trusted holds \"{part}\"; set addresses or networks such as 127.0.0.1, 10.0.0.0/8");

    /// <summary>Believes the proxies; the nearest one that is not trusted is the client.</summary>
    public void Apply(ForwardedHeadersOptions headers)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var part in Parts) headers.KnownIPNetworks.Add(Networks.Read(part)!.Value);
    }

    /// <summary>Whether an address is one of theirs.</summary>
    public bool Trusts(System.Net.IPAddress? address) => Networks.Contain(Trusted ?? "", address?.ToString());

    /// <summary>Whether there are any.</summary>
    public bool Any => Parts.Any();

    private IEnumerable<string> Parts => Networks.Split(Trusted);
}
