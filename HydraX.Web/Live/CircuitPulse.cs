using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;

namespace HydraX.Web.Live;

/// <summary>
/// Looks every two seconds at the members who have a page open here, all in one question: sessions that another node has ended end here too, and
/// what another node or a job has written redraws their pages. The work is one indexed look-up a member, whatever the database.
/// </summary>
public sealed partial class CircuitPulse(OpenCircuits circuits, LiveChanges live, SignIns signIns, SessionBook sessions, Clock clock, TimeProvider machine, ILogger<CircuitPulse> log) : BackgroundService
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Beat = SignIns.Moment;

    // Parameters of one statement; SQL Server takes 2,100.
    private const int Together = 1_000;

    // What was written between the question of a page and our first look at its member. A page that took longer to open is as old as it says it is.
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(15);

    private Dictionary<long, MemberPulse> known = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, machine);
        var isLost = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
                isLost = false;
            }
            catch (Exception gone) when (gone is DbException or InvalidOperationException or TimeoutException)
            {
                // No database. Pages stay open and show what they have; one line tells of it, however long it lasts.
                if (!isLost) LogLost(gone.Message);
                isLost = true;
            }
        }
    }

    private async Task Look(CancellationToken stop)
    {
        var (seen, used, recent) = (new Dictionary<long, MemberPulse>(), new List<string>(), clock.GetUtcNow() - Opening);
        foreach (var members in circuits.Members.Chunk(Together))
        {
            var pulses = await signIns.Pulses(members, stop);
            foreach (var userId in members)
            {
                var pulse = pulses.GetValueOrDefault(userId);
                used.AddRange(circuits.EndUnless(userId, pulse?.State, machine.GetUtcNow()));
                if (pulse is null) continue;
                seen[userId] = pulse;
                if (known.TryGetValue(userId, out var before) ? pulse.HasChangedSince(before) : pulse.HasChangedSince(recent)) live.Changed(userId);
            }
        }
        known = seen;
        foreach (var some in used.Chunk(Together)) await sessions.Touch(some, stop);
    }

    [LoggerMessage(LogLevel.Warning, "Whether open pages may stay open cannot be asked: {Reason}")]
    private partial void LogLost(string reason);
}
