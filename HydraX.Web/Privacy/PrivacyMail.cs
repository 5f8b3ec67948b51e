using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Users;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Privacy;

/// <summary>Tells members by mail that they are going to be erased, and gives the suspended the link to their copy. The bot tells it too, where there is one.</summary>
public sealed class PrivacyMail(IServiceScopeFactory scopes, Postman postman, PublicAddress address, IOptions<PrivacyOptions> options)
{
    /// <summary>Tells it, with a link that stops it.</summary>
    public Task Waits(long userId, AskedErasure asked) => Post(userId, email => Letters.ErasureWaits(email, asked.EffectiveAt, asked.ByStaff, address.To(Urls.StopErasure(asked.Token))));

    /// <summary>Gives the link to a copy that staff asked for.</summary>
    public Task Copy(long userId, string token) => Post(userId, email => Letters.CopyByStaff(email, options.Value.ExportHours, address.To(Urls.FetchCopy(token))));

    private async Task Post(long userId, Func<string, Letter> letter)
    {
        if (!postman.IsOpen) return;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync($"{userId}") is { EmailConfirmed: true } user && await users.GetEmailAsync(user) is { } email)
            postman.Post(letter(email));
    }
}
