using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Users;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Privacy;

/// <summary>Tells members by mail that they are going to be erased. The bot tells it too, where there is one.</summary>
public sealed class PrivacyMail(IServiceScopeFactory scopes, Postman postman, PublicAddress address)
{
    /// <summary>Tells it, with a link that stops it.</summary>
    public async Task Waits(long userId, AskedErasure asked)
    {
        if (!postman.IsOpen) return;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync($"{userId}") is { EmailConfirmed: true } user && await users.GetEmailAsync(user) is { } email)
            postman.Post(Letters.ErasureWaits(email, asked.EffectiveAt, asked.ByStaff, address.To(Urls.StopErasure(asked.Token))));
    }
}
