using System.Text;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Hosting.Limits;

namespace HydraX.Web.Pages.Admin.Audit;

/// <summary>The audit log as a file, with the filters of the page.</summary>
public static class AuditExport
{
    /// <summary>Maps the download; it is written as it is read, so that any number of entries will do.</summary>
    public static IEndpointRouteBuilder MapAuditExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Urls.AdminAudit + "/export", async (HttpContext http, AuditOperations operations, AuditQuestions questions, Clock clock,
            string? action, string? kind, string? id, string? origin, string? person, string? from, string? to) =>
        {
            var filter = Audit.Filter(new(action, kind, id, origin, person, from, to));
            if (await operations.Export(filter, http.Actor(), http.RequestAborted) is { Succeeded: false } refused)
            {
                await Results.Problem(refused.Problem.Sentence, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
                return;
            }
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"hydrax-audit-{clock.Today}.csv\"";
            await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(false));
            await foreach (var line in questions.Csv(filter, http.RequestAborted))
            {
                await text.WriteAsync(line);
                await text.WriteAsync("\r\n");
            }
        }).IsDoor(Door.Downloads).Requires(new RequiresAttribute(Duty.KeepAudit));
        return routes;
    }
}
