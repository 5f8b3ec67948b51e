using System.Net;
using System.Net.Sockets;

namespace HydraX.Tests.Support;

/// <summary>A wire to a server that can be cut: connections through it break, and no new one is made until it is mended.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<Socket> open = [];
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource gone = new();
    private readonly Task accepting;
    private readonly string host;
    private readonly int port;
    private bool isCut;
    private int refused;

    public Wire(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        accepting = Accept();
    }

    /// <summary>Where to come in.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Connections that were not made because the wire was cut.</summary>
    public int Refused => Volatile.Read(ref refused);

    public void Cut()
    {
        lock (gate)
        {
            isCut = true;
            foreach (var socket in open) socket.Dispose();
            open.Clear();
        }
    }

    public void Mend()
    {
        lock (gate) isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await gone.CancelAsync();
        await accepting;
        listener.Dispose();
        gone.Dispose();
    }

    private async Task Accept()
    {
        while (!gone.IsCancellationRequested)
        {
            try
            {
                var inner = await listener.AcceptAsync(gone.Token);
                _ = Task.Run(() => Carry(inner));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Somebody hung up before they were let in, or the wire is no longer needed.
            }
        }
    }

    private async Task Carry(Socket inner)
    {
        using var outer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (inner)
        {
            try
            {
                if (!Keep(inner, outer))
                {
                    Interlocked.Increment(ref refused);
                    return;
                }
                await outer.ConnectAsync(host, port);
                await Task.WhenAny(Pump(inner, outer), Pump(outer, inner));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The wire was cut while it was being made.
            }
            finally
            {
                lock (gate)
                {
                    open.Remove(inner);
                    open.Remove(outer);
                }
            }
        }
    }

    private bool Keep(Socket inner, Socket outer)
    {
        lock (gate) return !isCut && open.Add(inner) && open.Add(outer);
    }

    private static async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read) await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The wire was cut, or one end hung up.
        }
    }
}
