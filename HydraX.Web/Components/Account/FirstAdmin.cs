using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account;

/// <summary>
/// Sees to the first admin at start: made of the settings, or, in Development, by a page whose one-time address is written to the console.
/// </summary>
public sealed partial class FirstAdmin(IServiceScopeFactory scopes, Arrivals arrivals, IOptions<AdminOptions> options, IHostEnvironment environment, PublicAddress address, ILogger<FirstAdmin> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile string? token;

    /// <summary>Whether this is the token of the console, and nobody is admin yet.</summary>
    public bool IsOpenTo(string? given) => token is { } expected && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    /// <summary>Makes the first admin by the page. The token is used up once there is one. Problems: <c>account.setup-closed</c> and those of the registration.</summary>
    public async Task<Outcome<MemberCard>> Make(string? given, Registration typed, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (!IsOpenTo(given)) return Problem.Of("account.setup-closed", "This address does not hold, or has done its work. Start the process anew for another, while there is no admin.");
            var made = await Register(typed, stop);
            if (made.Succeeded || made.Problem == Arrivals.AdminExists) token = null;
            return made;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await arrivals.HasAdmin(cancellationToken)) return;
        if (options.Value.Registration is { } typed)
        {
            var made = await Register(typed, cancellationToken);
            if (made.Succeeded) LogMade(made.Value.UserId);
            else if (made.Problem != Arrivals.AdminExists) throw new InvalidOperationException($"The first admin cannot be made of Admin:Email and Admin:Password: {made.Problem.Sentence}");
        }
        else if (environment.IsDevelopment()) token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        else LogNobody();
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // To the console and not to the log: whoever has this address is admin.
        if (token is { } open) Console.WriteLine($"\nNobody is admin yet. Make yourself one, once, at\n  {address.To(Urls.Setup(open))}\n");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets go of the gate.</summary>
    public void Dispose() => one.Dispose();

    private async Task<Outcome<MemberCard>> Register(Registration typed, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RegistrationDesk>().FirstAdmin(typed, stop);
    }

    [LoggerMessage(LogLevel.Information, "The first admin is user {UserId}, made of Admin:Email and Admin:Password")]
    private partial void LogMade(long userId);

    [LoggerMessage(LogLevel.Warning, "Nobody is admin. Set Admin:Email and Admin:Password (as environment variables Admin__Email and Admin__Password) and start again; they make the first one, once")]
    private partial void LogNobody();
}
