using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using Microsoft.AspNetCore.Connections;
using Serilog.Events;

namespace HydraX.Web.Hosting;

/// <summary>Runs the process; what whoever starts it can mend is told to them in sentences, without a stack trace, and the exit code is 1.</summary>
public static class Startup
{
    /// <summary>Runs until the process is asked to stop.</summary>
    public static async Task<int> Run(Func<Task<int>> process)
    {
        try
        {
            return await process();
        }
        catch (FailedPart failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }
        catch (Exception e) when (Sentence(e) is not null)
        {
            await Console.Error.WriteLineAsync($"HydraX cannot start. {Sentence(e)}");
            return 1;
        }
    }

    /// <summary>
    /// Runs until the process is asked to stop. A part that works in the background and fails by an error of ours ends the process too, and then the exit code
    /// says so: half a process would go on looking healthy.
    /// </summary>
    public static async Task<int> RunToItsEnd(this WebApplication app)
    {
        BackgroundService[] parts;
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                // Parts that are at work already take it for what it is, the end, and not for a failure of theirs.
                await app.StopAsync();
                throw;
            }
            parts = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            await app.WaitForShutdownAsync();
        }
        if (Array.Find(parts, part => part.ExecuteTask is { IsFaulted: true }) is { } failed) throw new FailedPart(failed);
        return 0;
    }

    /// <summary>Whether a line of the log tells at length of a failed start, which <see cref="Run"/> tells.</summary>
    public static bool IsToldOtherwise(LogEvent line) => line.MessageTemplate.Text == "Hosting failed to start" && Sentence(line.Exception!) is not null;

    private static string? Sentence(Exception exception) => exception switch
    {
        StartException or TierFileException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or set another address with Urls, for example http://localhost:5081.",
        _ => DatabaseTrouble.Sentence(exception),
    };

    private sealed class FailedPart(BackgroundService part)
        : Exception($"CRITICAL: HydraX has stopped, because its part {part.GetType().Name} failed: {part.ExecuteTask!.Exception!.GetBaseException().Message} The log above says where. Start it again.");
}
