namespace HydraX.Web.Telegram;

/// <summary>Who somebody is at Telegram.</summary>
/// <param name="Id">The account's id; beyond 32 bits.</param>
/// <param name="FirstName">As they wrote it: untrusted, up to 64 characters of anything.</param>
/// <param name="LastName">Likewise, or null.</param>
/// <param name="Username">The @name without the @, or null.</param>
/// <param name="Language">IETF tag of their app, or null.</param>
public sealed record TelegramIdentity(long Id, string FirstName, string? LastName = null, string? Username = null, string? Language = null);
