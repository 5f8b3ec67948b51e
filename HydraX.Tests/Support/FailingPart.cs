using HydraX.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: HostingStartup(typeof(FailingPart))]

namespace HydraX.Tests.Support;

/// <summary>A part of the process that works in the background and, a moment after the start, fails by a bug. Only a process that asks for it has it.</summary>
public sealed class FailingPart : IHostingStartup
{
    /// <summary>What it fails with.</summary>
    public const string Words = "a bug that nobody had foreseen";

    /// <summary>The environment variable that asks for it.</summary>
    public const string Variable = "HYDRAX_TEST_FAILING_PART";

    public void Configure(IWebHostBuilder builder)
    {
        // This assembly is the entry of the tests' own process, whose hosts look here too.
        if (Environment.GetEnvironmentVariable(Variable) is not null) builder.ConfigureServices(services => services.AddHostedService<Part>());
    }

    private sealed class Part(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException(Words);
        }
    }
}
