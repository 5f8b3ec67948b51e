using System.Security.Claims;
using System.Text;
using HydraX.Core.Entitlements;
using HydraX.Core.Xp;
using HydraX.Web.Hosting;
using HydraX.Web.Hosting.Limits;

namespace HydraX.Web.Pages.Ledgers;

/// <summary>The ledger as a file.</summary>
public static class LedgerExport
{
    /// <summary>The own ledger as CSV at <see cref="Urls.LedgerCsv"/>, sent line by line as it is read.</summary>
    public static void MapLedgerExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{Urls.Ledger}.csv", Export).IsDoor(Door.Downloads).Requires(new RequiresAttribute(Who.Member));

    private static async Task Export(HttpContext context, ClaimsPrincipal person, XpQuestions questions, string? source, string? from, string? to, CancellationToken stop)
    {
        var filter = LedgerAsked.Read(source, from, to);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename={LedgerAsked.File(filter)}";
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(false)) { NewLine = "\r\n" };
        await foreach (var line in questions.Csv(NeedHandler.CallerOf(person).UserId!.Value, filter, stop)) await writer.WriteLineAsync(line.AsMemory(), stop);
    }
}
