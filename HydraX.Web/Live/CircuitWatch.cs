using System.Security.Claims;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Components.Account;
using HydraX.Web.Hosting.Limits;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Live;

/// <summary>
/// Watches over one circuit: it is known by its member while it is open, and ends with the session that opened it. A well-behaved browser goes to
/// the page that says why; whatever another one sends is not heard, and after a moment its connection is cut. What is done in a circuit keeps a
/// pace, one for all pages of a member.
/// </summary>
public sealed partial class CircuitWatch(
    OpenCircuits circuits, SignIns signIns, AuthenticationStateProvider authentication, IOptions<LimitOptions> limits, TimeProvider machine, ILogger<CircuitWatch> log) : CircuitHandler
{
    /// <summary>How long a browser has to leave by itself before its connection is cut.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource closed = new();
    private long? userId;
    private volatile bool hasEnded;
    private CircuitConnection? connection;
    private ActPace pace = new(limits.Value, machine);

    /// <summary>Whether this circuit was closed because more was done in it than a person does.</summary>
    public bool WasTooFast { get; private set; }

    /// <summary>Raised on any thread when the session behind this circuit is over, or too much was done in it, and again when its browser comes back nevertheless.</summary>
    public event Action? Ended;

    /// <summary>Whether this circuit is over, and why <see cref="Ended"/> was raised.</summary>
    public bool HasEnded => hasEnded;

    // Until one beat of the pulse has looked at it, opening the page is its use.
    private volatile bool wasUsed = true;
    private ClaimsPrincipal? opener;

    internal string? Session { get; private set; }

    /// <summary>The session behind this circuit if it holds, and if its member still is what they were when they opened it.</summary>
    internal LiveSession? Fits(SignInState? state, DateTimeOffset now) =>
        state?.Find(AccountClaims.Token(opener!), now) is { } session && AccountClaims.HasRoles(opener!, state) ? session : null;

    /// <summary>Whether somebody did something here since this was last asked.</summary>
    public bool TakeUse()
    {
        var was = wasUsed;
        wasUsed = false;
        return was;
    }

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        if (AccountClaims.UserId(person) is not { } member) return;
        (userId, opener, Session) = (member, person, SessionRules.HashOf(AccountClaims.Token(person) ?? ""));
        pace = circuits.Add(member, this, pace);
        // The session may have ended between the page and its circuit.
        if (Fits(await signIns.Of(member, cancellationToken), machine.GetUtcNow()) is null) End();
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        connection = CircuitConnection.Current;
        // Cut before it had heard where to go, a browser comes back: it is told once more, and cut once more if it stays.
        if (hasEnded) Leave();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        closed.Cancel();
        if (userId is { } member) circuits.Remove(member, this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            if (CircuitConnection.IsByAPerson)
            {
                wasUsed = true;
                if (!hasEnded) await Turn();
            }
            if (!hasEnded && !closed.IsCancellationRequested) await next(activity);
        };

    // It waits before it is heard, outside of the page's own turn: what was sent before goes on being drawn.
    private async Task Turn()
    {
        if (pace.Take() is not { } wait)
        {
            if (!WasTooFast) LogTooFast(userId);
            WasTooFast = true;
            End();
        }
        else if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, machine, closed.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>This circuit is over.</summary>
    internal void End()
    {
        if (hasEnded) return;
        hasEnded = true;
        Leave();
    }

    private void Leave()
    {
        Ended?.Invoke();
        _ = CutAfterGrace();
    }

    private async Task CutAfterGrace()
    {
        try
        {
            await Task.Delay(Grace, machine, closed.Token);
            connection?.Cut();
        }
        catch (OperationCanceledException)
        {
            // The browser has left by itself.
        }
    }

    [LoggerMessage(LogLevel.Warning, "A page of user {UserId} was closed: more was done in it than a person does")]
    private partial void LogTooFast(long? userId);
}
