using HydraX.Core.Entitlements;
using HydraX.Core.Privacy.Exporting;
using HydraX.Web.Hosting;
using HydraX.Web.Hosting.Limits;

namespace HydraX.Web.Privacy;

/// <summary>Wires what privacy needs of the web, and the way of a copy out of the house.</summary>
public static class PrivacyDoors
{
    /// <summary>The maker of copies, and the rounds of erasure.</summary>
    public static IServiceCollection AddPrivacyDoors(this IServiceCollection services) => services
        .AddSingleton<PrivacyRounds>()
        .AddSingleton<PrivacyMail>()
        .AddHostedService<ExportWorker>();

    /// <summary>The copy itself: for its member alone, once, after they have proved lately who they are.</summary>
    public static void MapDataExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{Urls.Privacy}/copy", Send).Requires(new RequiresAttribute(Who.Member), new RequiresAttribute(Proven.Lately)).IsDoor(Door.Downloads);

    private static async Task<IResult> Send(HttpContext http, Exports exports, TimeProvider machine, string? token, CancellationToken stop)
    {
        var taken = await exports.Take(token ?? "", http.Actor(), stop);
        if (!taken.Succeeded) return Results.Redirect($"{Urls.Privacy}?gone=1");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"hydrax-my-data-{machine.GetUtcNow():yyyy-MM-dd}.zip\"";
        await foreach (var piece in exports.Pieces(taken.Value, stop)) await http.Response.Body.WriteAsync(piece, stop);
        return Results.Empty;
    }
}
