using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;

namespace HydraX.Benchmarks.Web;

/// <summary>A site as its own process in the Production environment. Ends with the run.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> written = new();

    private SiteProcess(Process process, string address)
    {
        this.process = process;
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; }

    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Resident memory in bytes, as the kernel counts it.</summary>
    public long ResidentMemory =>
        1024 * long.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    public static SiteProcess Start(string dll, params (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var start = new ProcessStartInfo("dotnet", dll) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(dll)! };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_gc", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Security__MasterKey"] = Domain.Key;
        // Without a proxy in front that speaks TLS, so that cookies are taken over plain HTTP.
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Urls"] = start.Environment["PublicUrl"] = address;
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(Process.Start(start)!, address);
    }

    /// <summary>Waits until a page is answered in full.</summary>
    public async Task Answers(string path, CancellationToken stop)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            if (process.HasExited) throw new InvalidOperationException($"The site ended with {process.ExitCode}:\n{string.Join('\n', written)}");
            try
            {
                using var answer = await Client.GetAsync(path, stop);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(10, stop);
            }
        }
    }

    /// <summary>Waits for a line of the site's log, and returns it.</summary>
    public async Task<string> Writes(string part, CancellationToken stop)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1); await Task.Delay(10, stop))
            if (written.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line) return line;
        throw new TimeoutException($"The site did not write \"{part}\" within a minute:\n{string.Join('\n', written)}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null) written.Enqueue(line.Data);
    }
}
