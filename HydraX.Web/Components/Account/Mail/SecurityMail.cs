using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Tells members by mail what happened to how they sign in. The bot tells it too, where there is one.</summary>
public sealed class SecurityMail(UserManager<User> users, Postman postman, PublicAddress address)
{
    /// <summary>Tells one change.</summary>
    public async Task Tell(User user, SecurityChange change)
    {
        if (postman.IsOpen && user.EmailConfirmed && await users.GetEmailAsync(user) is { } email) postman.Post(Letters.Security(email, SecurityWords.Of(change, null), address.To(Urls.Security)));
    }
}
