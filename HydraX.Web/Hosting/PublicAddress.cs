using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HydraX.Web.Hosting;

/// <summary>
/// Under which address people reach this process: the setting <c>PublicUrl</c>, else what the server listens on. Links in mails and messages are made
/// with it, never with a request's Host header, which anybody may write.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration, IHostEnvironment environment, IServer server)
{
    private readonly Uri? given = Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var url) ? url : null;

    /// <summary>
    /// Whether people come by https alone, so that cookies may insist on it. Without <c>PublicUrl</c> they are taken to, but in Development, which
    /// runs on plain localhost.
    /// </summary>
    public bool IsSecure => given is null ? !environment.IsDevelopment() : given.Scheme == Uri.UriSchemeHttps;

    /// <summary>The host alone, to which passkeys are bound. They know names only, so a loopback address is <c>localhost</c>.</summary>
    public string Host => (given ?? Listening) is { IsLoopback: false } site ? site.Host : "localhost";

    /// <summary>Whether an origin is this site, by scheme, host and port. While a server in Development listens on several of its own, any of them.</summary>
    public bool IsOurs(Uri origin) => given is { } site
        ? Uri.Compare(origin, site, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
        : origin.Host.Equals(Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole address of a local path.</summary>
    public string To(string path) => new Uri(given ?? Listening, path).ToString();

    private Uri Listening
    {
        get
        {
            var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
            foreach (var every in (string[])["//+", "//*", "//0.0.0.0", "//[::]"]) first = first.Replace(every, "//localhost", StringComparison.Ordinal);
            return new(first);
        }
    }
}
