namespace HydraX.Web.Components.Account.Mail;

/// <summary>One mail, in plain text.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What it says before the link.</param>
/// <param name="Link">The one link, if there is one.</param>
/// <param name="Close">What it says after the link.</param>
public sealed record Letter(string To, string Subject, string Text, string? Link, string? Close = null)
{
    /// <summary>The whole text.</summary>
    public string Body => string.Join("\n\n", new[] { Text, Link, Close, "HydraX" }.Where(part => part is not null)) + "\n";
}

/// <summary>The words of the mails about accounts.</summary>
internal static class Letters
{
    private const string NotYou = "If that was not you, do nothing: without the link nothing happens.";

    /// <summary>Proves the address of a new account.</summary>
    public static Letter Confirm(string to, string username, string link) => new(to, "Confirm your address for HydraX",
        $"Somebody registered at HydraX as {username} with this address. Open the link within {Words(MailLinks.Life)} to confirm that it is yours:", link, NotYou);

    /// <summary>For somebody who registers with the address of an account.</summary>
    public static Letter KnownAlready(string to, string link) => new(to, "You have a HydraX account",
        "Somebody tried to register at HydraX with this address, which has an account already. Sign in with it. If you do not know the password, set a new one here:", link, NotYou);

    /// <summary>Sets a new password.</summary>
    public static Letter Reset(string to, string link) => new(to, "Set a new password for HydraX",
        $"Somebody asked to set a new password for the HydraX account with this address. Open the link within {Words(MailLinks.Life)} to choose one:", link, NotYou);

    /// <summary>Says that the password is another now.</summary>
    public static Letter Changed(string to, string link) => new(to, "Your HydraX password was changed",
        "The password of your HydraX account was changed, and all sessions but the one that changed it have ended. If that was not you, set a new password at once:", link);

    /// <summary>Proves a new address of an account.</summary>
    public static Letter NewAddress(string to, string username, string link) => new(to, "Your new address at HydraX",
        $"The member {username} of HydraX wants this to be their address. Open the link within {Words(MailLinks.Life)} to confirm it:", link, NotYou);

    /// <summary>For somebody whose address another member wants.</summary>
    public static Letter AddressWanted(string to) => new(to, "Your address at HydraX",
        "A member of HydraX wanted this to be their address. It stays yours, and they were told nothing of your account.", null);

    /// <summary>Tells the address before.</summary>
    public static Letter AddressChanged(string to) => new(to, "Your address at HydraX was changed",
        "Your HydraX account has another address from now on, and all its sessions have ended. If that was not you, write to whoever runs this HydraX at once.", null);

    /// <summary>Says that second factors are going to be taken out.</summary>
    public static Letter FactorResetWaits(string to, DateTimeOffset at, string link) => new(to, "Your second factor at HydraX is going to be taken out",
        $"Somebody who knows your password or holds your Telegram account has asked to take all second factors out of your account. That happens on {at:yyyy-MM-dd} at {at:HH:mm} UTC. If it was not you, stop it here:", link,
        "If it was you, do nothing.");

    /// <summary>What the bot would say to a member whom no chat reaches.</summary>
    public static Letter Notice(string to, string what, string link) => new(to, "About your HydraX account", what, link);

    /// <summary>Says what happened to how the member signs in.</summary>
    public static Letter Security(string to, string what, string link) => new(to, "Signing in to HydraX changed",
        $"{what} If that was not you, end all your sessions and set a new password at once:", link);

    /// <summary>Says that two accounts have become one.</summary>
    public static Letter Merged(string to, string username, string link) => new(to, "Your HydraX accounts are one now",
        $"Your web account and your Telegram account were made one, called {username}. All sessions have ended; sign in again. If that was not you, write to whoever runs this HydraX at once. How you sign in is shown here:", link);

    /// <summary>Says that an account is going to be erased.</summary>
    public static Letter ErasureWaits(string to, DateTimeOffset at, bool byStaff, string link) => new(to, "Your HydraX account is going to be erased",
        $"{(byStaff ? "Staff was asked in writing, in your name, to have your account erased." : "You, or somebody who is signed in as you, asked to have your account erased.")} That happens on {at:yyyy-MM-dd} at {at:HH:mm} UTC, and nothing brings it back then. If you think otherwise, or did not ask, stop it here:", link,
        "If it was you, do nothing.");

    /// <summary>Gives a suspended member the link to a copy that staff asked for.</summary>
    public static Letter CopyByStaff(string to, int hours, string link) => new(to, "A copy of your data at HydraX",
        $"Staff was asked in writing, in your name, for a copy of your data. It is being made; within minutes you can fetch it here, once, until {hours} hours after it is ready:", link,
        "Whoever has this link can fetch the copy, so pass it on to nobody. If it was not you who asked, do nothing: it goes by itself.");

    /// <summary>Says, as the last letter there is, that an account was erased.</summary>
    public static Letter Erased(string to) => new(to, "Your HydraX account was erased",
        "Your account was erased, as we wrote to you beforehand. What stays are entries of XP and money without your name. This address was forgotten when this letter was written.", null);

    private static string Words(TimeSpan life) => $"{life.TotalHours:0} hours";
}
