using HydraX.Core.Entitlements;
using HydraX.Core.Progress;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Members;

/// <summary>One per circuit: the person who is there. Opening a page is activity, and the first one of a day is the daily login.</summary>
public sealed class Presence(AuthenticationStateProvider authentication, Activity activity)
{
    private Task? noted;

    /// <summary>Who is there.</summary>
    public async Task<Caller> Who() => NeedHandler.CallerOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>Who is there. Their activity is noted first, so that what a page then asks has the day's first XP in it.</summary>
    public async Task<Caller> Arrive()
    {
        var caller = await Who();
        if (caller.UserId is { } userId) await Note(userId);
        return caller;
    }

    // Frame and page arrive at the same time and wait for the same note.
    private Task Note(long userId) => noted is { IsCompleted: false } ? noted : noted = activity.Note(userId);
}
