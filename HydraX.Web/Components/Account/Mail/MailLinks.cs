using System.Text;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Writes the mails about accounts, each with its one-time link.</summary>
public sealed class MailLinks(UserManager<User> users, Postman postman, PublicAddress address, AccountPace pace)
{
    /// <summary>How long a link in a mail holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(3);

    /// <summary>Whether mail can be sent at all.</summary>
    public bool IsOpen => postman.IsOpen;

    /// <summary>Asks a member to prove their address.</summary>
    public async Task Confirm(User user)
    {
        if (await Open(user) is not { } email) return;
        var code = Packed(await users.GenerateEmailConfirmationTokenAsync(user));
        postman.Post(Letters.Confirm(email, user.UserName!, address.To(Urls.ConfirmEmail(user.Id, code))));
    }

    /// <summary>Tells the holder of an address that it has an account already.</summary>
    public async Task KnownAlready(User user)
    {
        if (await Open(user) is { } email) postman.Post(Letters.KnownAlready(email, await ResetLink(user)));
    }

    /// <summary>Lets a member set a new password.</summary>
    public async Task Reset(User user)
    {
        if (await Open(user) is { } email) postman.Post(Letters.Reset(email, await ResetLink(user)));
    }

    /// <summary>Tells a member that their password is another now.</summary>
    public async Task Changed(User user)
    {
        if (postman.IsOpen && await users.GetEmailAsync(user) is { } email) postman.Post(Letters.Changed(email, address.To(Urls.ForgotPassword)));
    }

    /// <summary>Asks whoever holds a new address to prove it; if it is an account's already, its holder is told so instead.</summary>
    public async Task NewAddress(string email, string username, string token)
    {
        if (!pace.MayMail(email)) return;
        postman.Post(await users.FindByEmailAsync(email) is null ? Letters.NewAddress(email, username, address.To(Urls.NewEmail(token))) : Letters.AddressWanted(email));
    }

    /// <summary>Tells the address before that it no longer is the account's.</summary>
    public void AddressChanged(string before)
    {
        if (postman.IsOpen) postman.Post(Letters.AddressChanged(before));
    }

    /// <summary>Tells a member that their second factors are going to be taken out, with a link that stops it.</summary>
    public async Task FactorResetWaits(User user, AskedChange asked)
    {
        if (postman.IsOpen && user.EmailConfirmed && await users.GetEmailAsync(user) is { } email) postman.Post(Letters.FactorResetWaits(email, asked.EffectiveAt!.Value, address.To(Urls.StopChange(asked.Token))));
    }

    /// <summary>Reads a code of a link; what we never wrote gives nothing that any check would accept.</summary>
    public static string Unpacked(string? code)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code ?? ""));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    // The address, if there is one and it may be written to now.
    private async Task<string?> Open(User user) => await users.GetEmailAsync(user) is { } email && pace.MayMail(email) ? email : null;

    private async Task<string> ResetLink(User user) => address.To(Urls.ResetPassword(user.Id, Packed(await users.GeneratePasswordResetTokenAsync(user))));

    private static string Packed(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
}
