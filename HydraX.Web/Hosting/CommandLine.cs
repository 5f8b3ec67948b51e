using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Protection;

namespace HydraX.Web.Hosting;

/// <summary>A thing that the program does instead of serving: asked for as its first word.</summary>
/// <param name="Name">The word.</param>
/// <param name="What">What it does, for the list.</param>
/// <param name="Run">Does it; what it says goes to the output. Returns the exit code.</param>
public sealed record ProgramCommand(string Name, string What, Func<IServiceProvider, CancellationToken, Task<int>> Run);

/// <summary>All that the program can do instead of serving. It does so beside a running one, on the same settings.</summary>
public static class CommandLine
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProgramCommand> All { get; } =
    [
        new("verify-audit", "checks that nobody has altered the audit log; exit code 2 if somebody has", VerifyAudit),
        new("replay-erasures", "erases again whom a restored backup brought back, by the list of erasures", ReplayErasures),
    ];

    /// <summary>The one that is asked for; null to serve. What is no setting and no word of ours is told to be so.</summary>
    public static ProgramCommand? Find(string[] args)
    {
        if (args is not [{ Length: > 0 } word, ..] || word[0] is '-' or '/') return null;
        return All.FirstOrDefault(command => command.Name == word)
            ?? throw new Core.Kernel.StartException($"There is no command {word}; there {(All.Count == 1 ? "is" : "are")} {string.Join(", ", All.Select(command => $"{command.Name} ({command.What})"))}. Settings are written --Name=value.");
    }

    /// <summary>Does it, on a database that is of this version.</summary>
    public static async Task<int> Run(this WebApplication app, ProgramCommand command)
    {
        await using (app)
        {
            await app.Services.GetRequiredService<ProtectionRing>().Open(app.Lifetime.ApplicationStopping);
            return await command.Run(app.Services, app.Lifetime.ApplicationStopping);
        }
    }

    private static async Task<int> VerifyAudit(IServiceProvider services, CancellationToken stop)
    {
        var verdict = await services.GetRequiredService<AuditVerification>().All(null, stop);
        await Console.Out.WriteLineAsync(verdict.Says);
        return verdict.IsRight ? 0 : 2;
    }

    private static async Task<int> ReplayErasures(IServiceProvider services, CancellationToken stop)
    {
        var replayed = await services.GetRequiredService<ErasureList>().Replay(stop);
        await Console.Out.WriteLineAsync($"{Spoken.Number(replayed.Erased, "member")} erased again.{(replayed.Foreign == 0 ? "" : $" {Spoken.Number(replayed.Foreign, "line")} of the list not written by this installation, and left alone.")}");
        return 0;
    }
}
