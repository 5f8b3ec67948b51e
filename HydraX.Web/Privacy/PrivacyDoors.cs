using HydraX.Core.Entitlements;
using HydraX.Core.Privacy.Exporting;
using HydraX.Web.Hosting;
using HydraX.Web.Hosting.Limits;
using Microsoft.AspNetCore.Mvc;

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
    public static void MapDataExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Urls.Privacy}/copy", SendToMember).Requires(new RequiresAttribute(Who.Member), new RequiresAttribute(Proven.Lately)).IsDoor(Door.Downloads);
        // For the suspended, who can prove nothing here: by a link that went to their own address or chat. It is sent by a form, so that whatever looks at links in mails does not use it up.
        routes.MapPost(Urls.FetchCopyFile, SendByLink).OpenToAll().IsDoor(Door.Downloads);
    }

    private static async Task<IResult> SendByLink(HttpContext http, Exports exports, TimeProvider machine, [FromForm] string? token, CancellationToken stop)
    {
        var taken = await exports.TakeByLink(token, stop);
        return taken.Succeeded ? await Send(http, exports, machine, taken.Value, stop) : Results.Redirect($"{Urls.Privacy}/fetch");
    }

    private static async Task<IResult> SendToMember(HttpContext http, Exports exports, TimeProvider machine, string? token, CancellationToken stop)
    {
        var taken = await exports.Take(token ?? "", http.Actor(), stop);
        return taken.Succeeded ? await Send(http, exports, machine, taken.Value, stop) : Results.Redirect($"{Urls.Privacy}?gone=1");
    }

    private static async Task<IResult> Send(HttpContext http, Exports exports, TimeProvider machine, long export, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"hydrax-my-data-{machine.GetUtcNow():yyyy-MM-dd}.zip\"";
        await foreach (var piece in exports.Pieces(export, stop)) await http.Response.Body.WriteAsync(piece, stop);
        return Results.Empty;
    }
}
