using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HydraX.Tests.Support;

/// <summary>A wire to a server that can be cut: connections through it break, and no new one is made until it is mended.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private readonly string host;
    private readonly int port;
    private volatile bool isCut;

    public Wire(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Where to come in.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        isCut = true;
        foreach (var client in open.Keys) client.Close();
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        while (true)
        {
            try
            {
                _ = Carry(await listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Carry(TcpClient inner)
    {
        using var outer = new TcpClient();
        open[inner] = open[outer] = 0;
        try
        {
            if (isCut) return;
            await outer.ConnectAsync(host, port);
            await Task.WhenAny(inner.GetStream().CopyToAsync(outer.GetStream()), outer.GetStream().CopyToAsync(inner.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The wire was cut, or one end hung up.
        }
        finally
        {
            open.TryRemove(inner, out _);
            open.TryRemove(outer, out _);
            inner.Dispose();
        }
    }
}
