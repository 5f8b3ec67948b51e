using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HydraX.Core.Users;
using HydraX.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Account;

/// <summary>Answers of a passkey written by hand, since no browser would give one of another site: the key is right, and what it signs is not.</summary>
public sealed class PasskeyOriginTests
{
    private const byte UserPresent = 1;
    private const byte UserVerified = 4;

    [Theory]
    [InlineData("ours", "webauthn.get", UserPresent | UserVerified, true)]
    [InlineData("https://evil.example", "webauthn.get", UserPresent | UserVerified, false)]
    [InlineData("http://localhost.evil.example", "webauthn.get", UserPresent | UserVerified, false)]
    [InlineData("null", "webauthn.get", UserPresent | UserVerified, false)]
    [InlineData("ours", "webauthn.create", UserPresent | UserVerified, false)]
    [InlineData("ours", "webauthn.get", UserPresent, false)] // nobody's finger, face or PIN
    public async Task An_answer_counts_if_it_was_given_to_this_site_by_its_owner(string origin, string type, byte flags, bool counts)
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var credential = RandomNumberGenerator.GetBytes(16);
        await Add(app, user, credential, key);
        var site = new Uri($"http://localhost:{app.Address.Port}");
        var browser = new Browser(site);

        var answered = await Answer(browser, user, credential, key, origin == "ours" ? $"http://localhost:{app.Address.Port}" : origin, type, flags);

        Assert.Equal(counts ? "/" : null, answered.RedirectedTo);
        if (!counts) Assert.Contains("The passkey was not taken", answered.Text, StringComparison.Ordinal);
        Assert.Equal(counts, (await browser.Get(Urls.Settings)).RedirectedTo is null);
    }

    [Fact]
    public async Task The_same_answer_twice_and_one_that_another_key_signed_count_for_nothing()
    {
        await using var app = await AccountApp.Start();
        var user = await app.Member("kestrel");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var credential = RandomNumberGenerator.GetBytes(16);
        await Add(app, user, credential, key);
        var origin = $"http://localhost:{app.Address.Port}";
        var (browser, again) = (new Browser(new(origin)), new Browser(new(origin)));

        Assert.Null((await Answer(browser, user, credential, other, origin)).RedirectedTo);
        var (page, answer) = await Asked(again, user, credential, key, origin);
        Assert.Equal("/", (await Send(again, page, answer)).RedirectedTo);
        var thief = new Browser(new(origin));
        Assert.Null((await Send(thief, await thief.Get(Urls.SignIn), answer)).RedirectedTo);
    }

    private static async Task<Page> Answer(Browser browser, long user, byte[] credential, ECDsa key, string origin, string type = "webauthn.get", byte flags = UserPresent | UserVerified)
    {
        var (page, answer) = await Asked(browser, user, credential, key, origin, type, flags);
        return await Send(browser, page, answer);
    }

    private static async Task<(Page Page, string Answer)> Asked(Browser browser, long user, byte[] credential, ECDsa key, string origin, string type = "webauthn.get", byte flags = UserPresent | UserVerified)
    {
        var page = await browser.Get(Urls.SignIn);
        using var asks = new HttpRequestMessage(HttpMethod.Post, Urls.AskPasskey);
        asks.Headers.Add("RequestVerificationToken", Token(page));
        var question = JsonDocument.Parse(await (await browser.Client.SendAsync(asks)).Content.ReadAsStringAsync()).RootElement;

        var client = JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = question.GetProperty("challenge").GetString(), origin, crossOrigin = false });
        var authenticator = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes("localhost")).CopyTo(authenticator, 0);
        authenticator[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(authenticator.AsSpan(33), 7);
        var signature = key.SignData([.. authenticator, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return (page, JsonSerializer.Serialize(new
        {
            id = Base64Url.EncodeToString(credential),
            rawId = Base64Url.EncodeToString(credential),
            type = "public-key",
            clientExtensionResults = new { },
            response = new
            {
                clientDataJSON = Base64Url.EncodeToString(client),
                authenticatorData = Base64Url.EncodeToString(authenticator),
                signature = Base64Url.EncodeToString(signature),
                userHandle = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{user}")),
            },
        }));
    }

    private static Task<Page> Send(Browser browser, Page page, string answer) =>
        browser.Post(Urls.SignIn, ("_handler", "passkey"), ("__RequestVerificationToken", Token(page)), ("Typed.Passkey", answer));

    private static string Token(Page page) => page.Document.QuerySelector("form.passkey-form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    // As a browser brings it: the public key of ES256, in COSE.
    private static async Task Add(AccountApp app, long user, byte[] credential, ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var added = await users.AddOrUpdatePasskeyAsync((await users.FindByIdAsync($"{user}"))!,
            new(credential, cose, TimeProvider.System.GetUtcNow(), signCount: 1, transports: ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, attestationObject: [], clientDataJson: []));
        Assert.True(added.Succeeded, string.Join(' ', added.Errors.Select(error => error.Description)));
    }
}
