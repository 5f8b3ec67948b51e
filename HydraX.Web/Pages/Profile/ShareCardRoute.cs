using System.Security.Claims;
using HydraX.Core.Entitlements;
using HydraX.Core.Screens;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Hosting.Limits;

namespace HydraX.Web.Pages.Profile;

/// <summary>The card of a profile as a file.</summary>
public static class ShareCardRoute
{
    /// <summary>The card at <see cref="Urls.ProfileCard"/>, for whoever may see the profile.</summary>
    public static void MapShareCards(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/u/{username}/card.svg", Card).IsDoor(Door.Pages).Requires(new RequiresAttribute(Who.Anybody)).WithMetadata(new PictureAttribute());

    private static async Task<IResult> Card(HttpContext context, ClaimsPrincipal person, ProfileQuestions questions, string username, bool? download, CancellationToken stop)
    {
        var caller = NeedHandler.CallerOf(person);
        if (await questions.Of(username, new(caller.UserId, caller.Has(Duty.SeeHidden)), days: 1, stop) is not { } view) return Results.NotFound();
        if (download == true) context.Response.Headers.ContentDisposition = $"attachment; filename=hydrax-{view.Username}.svg";
        return Results.Text(ShareCard.Draw(view), "image/svg+xml; charset=utf-8");
    }
}
