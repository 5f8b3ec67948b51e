using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace HydraX.Benchmarks.Boards;

/// <summary>
/// The least that a Redis client has to do: write a command, wait, read the whole answer. It makes no objects of what it
/// reads, so that nothing but Redis and the socket is measured.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] received = new byte[64 * 1024];
    private readonly List<byte> command = [];
    private int start;
    private int end;

    public RedisConnection(int port) => socket.Connect("127.0.0.1", port);

    /// <summary>Adds a command to what <see cref="Send"/> will write.</summary>
    public RedisConnection Write(params ReadOnlySpan<string> words)
    {
        command.AddRange(Encoding.ASCII.GetBytes($"*{words.Length}\r\n"));
        foreach (var word in words) command.AddRange(Encoding.ASCII.GetBytes($"${word.Length}\r\n{word}\r\n"));
        return this;
    }

    /// <summary>Sends everything written, in one go.</summary>
    public void Send() => SendPrepared([.. command]);

    /// <summary>Sends commands made beforehand by <see cref="Take"/>.</summary>
    public void SendPrepared(ReadOnlySpan<byte> commands)
    {
        while (!commands.IsEmpty) commands = commands[socket.Send(commands)..];
        command.Clear();
    }

    /// <summary>Takes what was written without sending it.</summary>
    public byte[] Take()
    {
        byte[] taken = [.. command];
        command.Clear();
        return taken;
    }

    /// <summary>Reads one answer to its end. Returns an integer's value, a text's length or an array's number of elements.</summary>
    public long Receive()
    {
        var line = ReadLine();
        var kind = line[0];
        if (kind == '-') throw new InvalidOperationException(Encoding.ASCII.GetString(line));
        if (kind == '+') return line.Length - 1;

        Utf8Parser.TryParse(line[1..], out long value, out _);
        if (kind == '$' && value >= 0) Skip((int)value + 2);
        for (var element = 0; kind == '*' && element < value; element++) Receive();
        return value;
    }

    public void Dispose() => socket.Dispose();

    private ReadOnlySpan<byte> ReadLine()
    {
        int length;
        while ((length = received.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0) Fill();
        var line = received.AsSpan(start, length);
        start += length + 2;
        return line;
    }

    private void Skip(int bytes)
    {
        while (end - start < bytes) Fill();
        start += bytes;
    }

    private void Fill()
    {
        received.AsSpan(start, end - start).CopyTo(received);
        end -= start;
        start = 0;
        var read = socket.Receive(received.AsSpan(end));
        if (read == 0) throw new IOException("Redis closed the connection.");
        end += read;
    }
}
