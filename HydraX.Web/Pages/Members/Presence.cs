using HydraX.Core.Entitlements;
using HydraX.Core.Progress;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Members;

/// <summary>
/// One per circuit: the person who is there. Opening a page is activity, and so is what they do on it; the first one of a day is the daily login. A page that is left open and
/// looks again by itself, because XP arrived or a countdown has ended, is none: nobody is there.
/// </summary>
public sealed class Presence(AuthenticationStateProvider authentication, Activity activity)
{
    private Task? noted;

    /// <summary>Who is there.</summary>
    public async Task<Caller> Who() => NeedHandler.CallerOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>Who is there. Their activity is noted first, once for each page, so that what it then asks has the day's first XP in it.</summary>
    public async Task<Caller> Arrive()
    {
        var caller = await Who();
        if (caller.UserId is { } userId) await Note(userId);
        return caller;
    }

    /// <summary>As they arrive, also on a page that has been open for long: they have done something on it, or gone to another.</summary>
    public Task<Caller> Act()
    {
        if (noted is { IsCompleted: true }) noted = null;
        return Arrive();
    }

    // Frame and page arrive at the same time and wait for the same note. What failed is tried again.
    private Task Note(long userId) => noted is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? noted = activity.Note(userId) : noted;
}
