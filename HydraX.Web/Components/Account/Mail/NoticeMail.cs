using HydraX.Core.Users;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Tells members by mail what the bot would tell them, where no chat reaches them.</summary>
public sealed class NoticeMail(IServiceScopeFactory scopes, IMail mail, PublicAddress address)
{
    /// <summary>The letter for a member; null where no mail can be sent, or the member has no confirmed address.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="html">The words, in Telegram's HTML.</param>
    public async Task<Letter?> Written(long userId, string html)
    {
        if (!mail.IsOpen) return null;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        return await users.FindByIdAsync($"{userId}") is { EmailConfirmed: true } user && await users.GetEmailAsync(user) is { } email
            ? Letters.Notice(email, TelegramText.Plain(html), address.To(Urls.Settings))
            : null;
    }

    /// <summary>Hands it over; returns once it has been taken.</summary>
    public Task Send(Letter letter, CancellationToken stop) => mail.Send(letter, stop);
}
