using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;

namespace HydraX.Web.Pages.Dev;

/// <summary>How a rehearsal's clock is to be moved: to an instant, or by a time; one of the two.</summary>
/// <param name="Now">The later instant, with its offset; without one it is UTC.</param>
/// <param name="Advance">How far: <c>01:00:00</c>, <c>2.00:00:00</c>.</param>
public sealed record ClockMove(string? Now = null, string? Advance = null);

/// <summary>Where the clock stands.</summary>
/// <param name="Now">Domain time, UTC.</param>
public sealed record ClockStands(DateTimeOffset Now);

/// <summary>The rehearsal clock for programs (decisions §11).</summary>
public static class ClockRoute
{
    /// <summary>
    /// <c>POST /dev/clock</c> for an admin's session or key: moves the clock and answers once everything that fell due on the way has run. Refusals are
    /// problem details: <c>clock.request</c> (400), <c>clock.fixed</c>, <c>clock.backwards</c>, <c>clock.too-far</c> (409).
    /// </summary>
    public static void MapClock(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Urls.Clock, Move).Requires(new RequiresAttribute(Duty.MoveClock)).WithMetadata(new ForPrograms());

    /// <summary>The instant that a move asks for. Problem: <c>clock.request</c>.</summary>
    public static Outcome<DateTimeOffset> Target(ClockMove move, DateTimeOffset now) => move switch
    {
        { Now: { } to, Advance: null } when DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
        { Now: null, Advance: { } by } when TimeSpan.TryParse(by, CultureInfo.InvariantCulture, out var span) => now + span,
        _ => Problem.Of("clock.request", """Send {"now": "2026-11-19T23:00:00Z"} or {"advance": "01:00:00"}."""),
    };

    private static async Task<IResult> Move(ClockMove move, Rehearsal rehearsal, Clock clock, HttpContext http, CancellationToken stop)
    {
        var target = Target(move, clock.GetUtcNow());
        if (!target.Succeeded) return Refused(target.Problem, StatusCodes.Status400BadRequest);
        var moved = await rehearsal.MoveTo(target.Value, http.Actor(), stop);
        return moved.Succeeded ? Results.Ok(new ClockStands(moved.Value)) : Refused(moved.Problem, StatusCodes.Status409Conflict);
    }

    private static IResult Refused(Problem problem, int status) =>
        Results.Problem(problem.Sentence, statusCode: status, title: "The clock was not moved", extensions: new Dictionary<string, object?> { ["code"] = problem.Code });
}
