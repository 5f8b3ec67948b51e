using HydraX.Core.Kernel;
using HydraX.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HydraX.Tests.Hosting;

public sealed class BeginningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_waits_for_the_first_answer()
    {
        using var host = Host();
        await host.StartAsync(Stop);
        var part = host.Services.GetRequiredService<Part>();
        Assert.False(part.HasBegun.IsCompleted);

        host.Services.GetRequiredService<Beginning>().Answered();
        await part.HasBegun.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_part_begins_also_when_nobody_asks()
    {
        using var host = Host();
        await host.StartAsync(Stop);
        await host.Services.GetRequiredService<Part>().HasBegun.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_part_that_is_stopped_before_it_began_never_begins()
    {
        using var part = new Part();
        await part.StartAsync(Stop);
        await part.StopAsync(Stop);
        part.Begin();
        Assert.True(part.ExecuteTask!.IsCanceled);
        Assert.False(part.HasBegun.IsCompleted);
    }

    private static IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Part>().AddHostedService(s => s.GetRequiredService<Part>());
        builder.Services.AddSingleton<Beginning>().AddHostedService(s => s.GetRequiredService<Beginning>());
        return builder.Build();
    }

    private sealed class Part : BackgroundPart
    {
        private readonly TaskCompletionSource begun = new();

        public Task HasBegun => begun.Task;

        protected override Task Run(CancellationToken stop)
        {
            begun.SetResult();
            return Task.CompletedTask;
        }
    }
}
