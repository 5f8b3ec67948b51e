using HydraX.Core.Users;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Hosting;

/// <summary>
/// Asks of a page that has been open for a while what <c>[Requires(Proven.Lately)]</c> asks of one that is opened: whether its member has proved within ten
/// minutes who they are. If not, they are led to where they do, and back.
/// </summary>
public sealed class RecentProof(AuthenticationStateProvider authentication, SignIns signIns, NavigationManager navigation, TimeProvider machine)
{
    /// <summary>True if so. Else the page is being left, and nothing may be done.</summary>
    public async Task<bool> Demand()
    {
        if (await Holds()) return true;
        navigation.NavigateTo(Urls.ProveThen("/" + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
        return false;
    }

    private async Task<bool> Holds()
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        return AccountClaims.UserId(person) is { } userId && await signIns.IsProvenLately(userId, AccountClaims.Token(person), machine.GetUtcNow());
    }
}
