using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Users.Keys;
using HydraX.Core.Xp;

namespace HydraX.Web.Api;

/// <summary>Somebody did something that XP is given for.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Source">What: trade_win, trade_loss, sniper_bonus, chaingun_completion, daily_login or perfect_day.</param>
/// <param name="SourceId">Which one, such as the trade's id: a repeat pays nothing twice. daily_login and perfect_day need none, the day says which.</param>
/// <param name="Description">In words, for the member; at most 500 characters.</param>
public sealed record AwardRequest([property: Required] long? UserId, [property: Required] string? Source, long? SourceId, string? Description);

/// <summary>What an award came to.</summary>
/// <param name="TransactionId">The ledger line.</param>
/// <param name="Amount">XP given, all multipliers in it.</param>
/// <param name="BalanceAfter">The balance with it.</param>
/// <param name="Multipliers">Each factor other than 1, by name.</param>
/// <param name="WasKnown">True for a repeat, which changed nothing.</param>
public sealed record AwardView(long TransactionId, long Amount, long BalanceAfter, IReadOnlyList<Multiplier> Multipliers, bool WasKnown);

/// <summary>A line of the XP ledger.</summary>
/// <param name="TransactionId">Which.</param>
/// <param name="Amount">What it changed the balance by.</param>
/// <param name="BalanceAfter">The balance with it.</param>
/// <param name="Source">What it is for.</param>
/// <param name="SourceId">Which one of that kind.</param>
/// <param name="Description">In words.</param>
/// <param name="Multipliers">Each factor other than 1, by name.</param>
/// <param name="CreatedAt">When it counts.</param>
public sealed record TransactionView(
    long TransactionId, long Amount, long BalanceAfter, string Source, long? SourceId, string? Description, IReadOnlyList<Multiplier> Multipliers, DateTimeOffset CreatedAt);

/// <summary>A page of the ledger, the newest first.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Next">What to ask the next page with, as <c>before</c>; null on the last.</param>
public sealed record TransactionPage(IReadOnlyList<TransactionView> Items, long? Next);

/// <summary><c>/xp</c></summary>
public static class XpRoutes
{
    private const int LongestDescription = 500, MostLines = 100, UsualLines = 50;

    /// <summary>Maps the group.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/xp/awards", Award).NeedsScope(ApiScopes.XpWrite).Produces<AwardView>().TakesIdempotencyKey().Refuses(StatusCodes.Status404NotFound)
            .WithSummary("Award XP").WithDescription("Gives XP for something earned, with every multiplier that applies. The same source and sourceId pay once; a repeat returns the first line.");
        api.MapGet("/xp/transactions", Transactions).NeedsScope(ApiScopes.Read).Produces<TransactionPage>().TakesUserId()
            .WithSummary("The XP ledger").WithDescription("Lines of the ledger, the newest first. Ask on with before = next.");
    }

    private static async Task<IResult> Award(ApiBody<AwardRequest> body, Progression progression, Clock clock, CancellationToken stop)
    {
        if (body.Value is not { } request) return body.Fault!;
        if (request.UserId is not { } userId) return Missing("userId");
        if (request.Source is not { Length: > 0 }) return Missing("source");
        if (!Codes<XpSource>.TryParse(request.Source, out var source))
            return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Problem.Of("xp.unknown-source", $"There is no source {request.Source}; there are {string.Join(", ", Codes<XpSource>.All)}."), "source");
        if (request.Description?.Length > LongestDescription)
            return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Problem.Of("xp.description", $"A description has at most {LongestDescription} characters."), "description");

        var awarded = await progression.AwardXp(new(userId, source, request.SourceId, request.Description?.Replace("\0", "", StringComparison.Ordinal), DayKey(source, clock.Today)), stop);
        if (!awarded.Succeeded) return ApiProblems.Of(awarded.Problem);
        var entry = awarded.Value.Entry;
        return Results.Ok(new AwardView(entry.TransactionId, entry.Amount, entry.BalanceAfter, entry.Multipliers, entry.WasKnown));
    }

    private static async Task<IResult> Transactions(HttpContext http, MemberQuestions members, long? userId, long? before, int? limit, CancellationToken stop)
    {
        if (limit is < 1 or > MostLines) return ApiProblems.Of(StatusCodes.Status400BadRequest, Problem.Of("api.limit", $"limit is 1 to {MostLines}."), "limit");
        var found = await http.Subject(userId, members, stop);
        if (!found.Succeeded) return ApiProblems.Of(found.Problem);
        var size = limit ?? UsualLines;
        var lines = await members.Ledger(found.Value.UserId, before, size + 1, stop);
        return Results.Ok(new TransactionPage([.. lines.Take(size).Select(View)], lines.Count > size ? lines[size - 1].TransactionId : null));
    }

    // These come once a day: the day is what makes a repeat known, whatever id comes along.
    private static string? DayKey(XpSource source, UtcDay today) => source switch
    {
        XpSource.DailyLogin => RewardKey.DailyLogin(today),
        XpSource.PerfectDay => RewardKey.PerfectDay(today),
        _ => null,
    };

    private static TransactionView View(XpTransaction line) => new(line.TransactionId, line.Amount, line.BalanceAfter, line.SourceType, line.SourceId, line.Description,
        JsonSerializer.Deserialize<List<Multiplier>>(line.Multipliers, JsonSerializerOptions.Web)!, line.CreatedAt);

    private static IResult Missing(string field) =>
        ApiProblems.Of(StatusCodes.Status400BadRequest, Problem.Of("api.missing-field", $"The field {field} is missing."), field);
}
