using System.Diagnostics;

namespace HydraX.Benchmarks.Web;

/// <summary>Programs published as they are deployed: framework-dependent, ReadyToRun.</summary>
internal static class Published
{
    /// <summary>HydraX; returns its dll.</summary>
    public static Task<string> HydraX(DirectoryInfo directory, CancellationToken stop) => Publish(Path.Combine(Root(), "HydraX.Web", "HydraX.Web.csproj"), directory, "HydraX.Web", stop);

    /// <summary>What <c>dotnet new blazor -int Server</c> makes; returns its dll.</summary>
    public static async Task<string> Template(DirectoryInfo directory, CancellationToken stop)
    {
        var source = Path.Combine(directory.FullName, "template");
        await Run(["new", "blazor", "-int", "Server", "-n", "StockTemplate", "-o", source], stop);
        return await Publish(Path.Combine(source, "StockTemplate.csproj"), directory, "StockTemplate", stop);
    }

    private static async Task<string> Publish(string project, DirectoryInfo directory, string name, CancellationToken stop)
    {
        var target = Path.Combine(directory.FullName, name);
        await Run(["publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", target, "-v", "q", "--artifacts-path", Path.Combine(directory.FullName, "artifacts")], stop);
        return Path.Combine(target, $"{name}.dll");
    }

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "HydraX.sln"))) return directory.FullName;
        throw new InvalidOperationException("This benchmark publishes HydraX from its sources: run it inside a clone.");
    }

    private static async Task Run(string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }
}
