using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>
/// Passkeys, as ASP.NET Core Identity has them: the questions that a browser hands to its authenticator, and the answers. The authenticator checks its owner by
/// finger, face or PIN, so that a passkey is two factors in one.
/// </summary>
public sealed class PasskeyDesk(SignInManager<User> signIn, UserManager<User> users, SecondFactors factors)
{
    /// <summary>Characters of a passkey's name.</summary>
    public const int LongestName = 60;

    private static readonly Problem Refused = Problem.Of("passkeys.refused", "The passkey was not taken: it is not of this site, not of this account, or it took longer than ten minutes. Try again.");

    /// <summary>Bound to the address that people know us by, never to what a request calls us. Checked owners only.</summary>
    public static void Shape(IdentityPasskeyOptions options, PublicAddress address)
    {
        options.ServerDomain = address.Host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin) && address.IsOurs(origin));
    }

    /// <summary>The question that makes a new passkey, as JSON for the browser.</summary>
    public async Task<string> AskForNew(User user) =>
        await signIn.MakePasskeyCreationOptionsAsync(new() { Id = await users.GetUserIdAsync(user), Name = user.UserName!, DisplayName = user.UserName! });

    /// <summary>The question that any passkey of this site may answer, as JSON for the browser. It names nobody, so it tells nothing.</summary>
    public Task<string> Ask() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>A member's passkeys, the oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> Of(User user) => [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt)];

    /// <summary>
    /// Adds the passkey that a browser made. All sessions end. Returns codes on paper if there were none. Problems: <c>passkeys.name</c>, <c>passkeys.too-many</c>,
    /// <c>passkeys.refused</c>.
    /// </summary>
    public async Task<Outcome<RecoveryPaper>> Add(User user, string? name, string? answer, string? address)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || !Lettering.IsPlain(name)) return Problem.Of("passkeys.name", $"Give the passkey a name of 1 to {LongestName} characters that can be seen, such as the device that holds it.");
        var made = await Answered(answer, signIn.PerformPasskeyAttestationAsync);
        if (made is not { Succeeded: true, Passkey: { } passkey } || made.UserEntity?.Id != await users.GetUserIdAsync(user)) return Refused;
        passkey.Name = name;
        return await factors.AddPasskey(new(user.Id, user.UserName, Core.Audit.Origin.Web, address), passkey);
    }

    /// <summary>Takes a passkey out. All sessions end; returns the stamp that is left. Problem: <c>passkeys.unknown</c>.</summary>
    public Task<Outcome<string>> Remove(User user, byte[] credentialId, string? address) => factors.RemovePasskey(new(user.Id, user.UserName, Core.Audit.Origin.Web, address), credentialId);

    /// <summary>Whose passkey answered the question that this browser was asked. Problem: <c>passkeys.refused</c>.</summary>
    public async Task<Outcome<User>> WhoAnswered(string? answer)
    {
        var proof = await Answered(answer, signIn.PerformPasskeyAssertionAsync);
        if (proof is not { Succeeded: true, User: { } user, Passkey: { IsUserVerified: true } passkey }) return Refused;
        // Its counter goes up with each use: one that goes back is a copy. Whoever loses a race here tries again.
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded ? user : Refused;
    }

    // What a browser sends may be anything, and come without a question of ours.
    private static async Task<T?> Answered<T>(string? answer, Func<string, Task<T>> check) where T : class
    {
        if (string.IsNullOrWhiteSpace(answer)) return null;
        try
        {
            return await check(answer);
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or PasskeyException or FormatException)
        {
            return null;
        }
    }
}
