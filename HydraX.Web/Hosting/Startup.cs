using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using Microsoft.AspNetCore.Connections;

namespace HydraX.Web.Hosting;

/// <summary>Runs the process; what whoever starts it can mend is told to them in sentences, without a stack trace, and the exit code is 1.</summary>
public static class Startup
{
    /// <summary>Runs until the process is asked to stop.</summary>
    public static async Task<int> Run(Func<Task> process)
    {
        try
        {
            await process();
            return 0;
        }
        catch (Exception e) when (Sentence(e) is not null)
        {
            await Console.Error.WriteLineAsync($"HydraX cannot start. {Sentence(e)}");
            return 1;
        }
    }

    private static string? Sentence(Exception exception) => exception switch
    {
        StartException or TierFileException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or set another address with Urls, for example http://localhost:5081.",
        _ => DatabaseTrouble.Sentence(exception),
    };
}
