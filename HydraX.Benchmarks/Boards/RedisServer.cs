using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HydraX.Benchmarks.Measuring;

namespace HydraX.Benchmarks.Boards;

/// <summary>
/// A redis-server of this run's own: free loopback port, own directory, nothing written to disk. Ends with the run.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo directory;

    private RedisServer(Process process, DirectoryInfo directory, int port)
    {
        this.process = process;
        this.directory = directory;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts the server and waits until it answers; null where redis-server is not installed.</summary>
    public static async Task<RedisServer?> Start(CancellationToken stop)
    {
        if (!IsInstalled("redis-server") || !IsInstalled("redis-benchmark")) return null;

        var directory = Directory.CreateTempSubdirectory("hydrax-redis-");
        var port = FreePort.Next();
        string[] settings = ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory.FullName];
        var start = new ProcessStartInfo("redis-server", settings) { RedirectStandardOutput = true };
        var server = new RedisServer(Process.Start(start)!, directory, port);
        // Somebody has to read the log, or the server would stop at a full pipe.
        server.process.OutputDataReceived += (_, _) => { };
        server.process.BeginOutputReadLine();
        await server.Answers(stop);
        return server;
    }

    /// <summary>
    /// Requests a second of one command by redis-benchmark: 50 connections, each waiting for its answer before it asks again
    /// (no pipelining). <c>__rand_int__</c> in an argument becomes a random member.
    /// </summary>
    public async Task<double> Rate(int requests, int members, string[] command, CancellationToken stop)
    {
        string[] arguments = ["-h", "127.0.0.1", "-p", $"{Port}", "-n", $"{requests}", "-c", "50", "-P", "1", "-r", $"{members}", "--csv", .. command];
        using var benchmark = Process.Start(new ProcessStartInfo("redis-benchmark", arguments) { RedirectStandardOutput = true })!;
        var output = await benchmark.StandardOutput.ReadToEndAsync(stop);
        await benchmark.WaitForExitAsync(stop);
        var figures = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split("\",\"");
        return double.Parse(figures[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task Answers(CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port, stop);
                return;
            }
            catch (SocketException) when (attempt < 100 && !process.HasExited)
            {
                await Task.Delay(50, stop);
            }
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
