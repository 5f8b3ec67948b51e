using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HydraX.Tests.Support;

/// <summary>The program as its own process, started as whoever runs it does, with everything that it writes kept.</summary>
public sealed class WebProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;

    private WebProcess(Process process, int port)
    {
        this.process = process;
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static string Program => Beside("HydraX.Web.dll");

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>All that it has written.</summary>
    public string Written => string.Join(Environment.NewLine, lines);

    /// <summary>Starts it on a free port.</summary>
    public static WebProcess Start(string environment, params (string Name, string Value)[] settings) => Start([Program], environment, settings);

    /// <summary>Has it do one thing instead of serving; returns the exit code and what it wrote.</summary>
    public static async Task<(int Code, string Said)> Command(string word, params (string Name, string Value)[] settings)
    {
        await using var process = Start([Program, word], "Production", settings);
        await process.Ends();
        return (process.process.ExitCode, process.Written);
    }

    /// <summary>As <see cref="Start(string, ValueTuple{string, string}[])"/>, with what <see cref="FailingPart"/> adds to it.</summary>
    public static WebProcess StartWithFailingPart(string environment, params (string Name, string Value)[] settings) => Start(
        ["exec", "--depsfile", Beside("HydraX.Tests.deps.json"), "--runtimeconfig", Beside("HydraX.Web.runtimeconfig.json"), Program], environment,
        [.. settings, ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "HydraX.Tests"), (FailingPart.Variable, "true")]);

    private static WebProcess Start(IEnumerable<string> arguments, string environment, (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Demo__Enabled"] = "false";
        start.Environment["Urls"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(Process.Start(start)!, port);
    }

    /// <summary>Waits until it answers.</summary>
    public Task Answers(string path = "/health/live", HttpStatusCode status = HttpStatusCode.OK, TimeSpan? within = null) => Eventually.Holds(
        async () =>
        {
            if (process.HasExited) Assert.Fail($"It ended with {process.ExitCode}:{Environment.NewLine}{Written}");
            return await StatusOf(path) == status;
        },
        () => Written, within ?? TimeSpan.FromMinutes(2), every: TimeSpan.FromMilliseconds(200));

    /// <summary>The status of an answer; null while there is none.</summary>
    public async Task<HttpStatusCode?> StatusOf(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(path);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Asks it to stop, as systemd does.</summary>
    public void Terminate() => Process.Start("kill", $"-TERM {process.Id}").WaitForExit();

    /// <summary>Ends it on the spot, as a power cut does: kill -9.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> Ends(TimeSpan? within = null)
    {
        using var late = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(late.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
