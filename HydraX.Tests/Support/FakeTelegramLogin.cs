using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Support;

/// <summary>
/// Telegram as an OpenID Connect provider: a real server on loopback with a discovery document, keys and a token endpoint that asks for the client's secret, the
/// verifier and each code once, and signs tokens as Telegram does (RS256, no nonce). A test plays the person, and may spoil what is signed.
/// </summary>
public sealed class FakeTelegramLogin : IAsyncDisposable
{
    public const string ClientId = "7654321";
    public const string Secret = "a secret & more";

    private readonly WebApplication server;
    private readonly RSA key = RSA.Create(2048);
    private readonly Dictionary<string, (string Challenge, string Back, JsonObject Claims)> codes = [];

    private FakeTelegramLogin()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.MapGet("/.well-known/openid-configuration", () => Results.Json(new JsonObject
        {
            ["issuer"] = Issuer ?? Url,
            ["authorization_endpoint"] = $"{Url}/auth",
            ["token_endpoint"] = $"{Url}/token",
            ["jwks_uri"] = $"{Url}/.well-known/jwks.json",
            ["response_types_supported"] = new JsonArray("code"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        server.MapGet("/.well-known/jwks.json", () => Results.Json(Keys()));
        server.MapPost("/token", (Func<HttpContext, Task<IResult>>)Token);
    }

    /// <summary>What <c>TelegramLogin:Authority</c> is set to.</summary>
    public string Url => server.Urls.Single();

    /// <summary>What it says that it is called; null for the truth.</summary>
    public string? Issuer { get; set; }

    /// <summary>What the token endpoint answers instead of a token; null for a token.</summary>
    public (int Status, string Body)? Instead { get; set; }

    /// <summary>Has a token signed by somebody else, or not at all.</summary>
    public Func<string, string>? Spoil { get; set; }

    public static async Task<FakeTelegramLogin> Start()
    {
        var fake = new FakeTelegramLogin();
        await fake.server.StartAsync();
        return fake;
    }

    /// <summary>The settings that lead to it.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("TelegramLogin:ClientId", ClientId),
        ("TelegramLogin:ClientSecret", Secret),
        ("TelegramLogin:Authority", Url),
        ("PublicUrl", "http://localhost:5080"),
    ];

    /// <summary>The person agrees: where Telegram sends the browser, as a local path. What is signed can be changed first.</summary>
    public string Agree(string asked, long person = 42, Action<JsonObject>? change = null)
    {
        var query = QueryHelpers.ParseQuery(new Uri(asked).Query);
        Assert.StartsWith($"{Url}/auth?", asked, StringComparison.Ordinal);
        Assert.Equal((ClientId, "code", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["code_challenge_method"].ToString()));
        var claims = new JsonObject
        {
            ["iss"] = Url,
            ["aud"] = ClientId,
            ["sub"] = "900100200300",
            ["id"] = person,
            ["name"] = "Kestrel of the Moor",
            ["preferred_username"] = "kestrel",
            ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        var code = $"code-{codes.Count}-{Guid.NewGuid():N}";
        codes[code] = (query["code_challenge"]!, query["redirect_uri"]!, claims);
        return $"{new Uri(query["redirect_uri"]!).AbsolutePath}?state={Uri.EscapeDataString(query["state"]!)}&code={code}";
    }

    /// <summary>The nonce of a question.</summary>
    public static string NonceOf(string asked) => QueryHelpers.ParseQuery(new Uri(asked).Query)["nonce"]!;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    /// <summary>A token of these claims under a key.</summary>
    public static string Sign(JsonObject claims, RSA key, string algorithm = "RS256")
    {
        var text = $"{Encoded(new JsonObject { ["alg"] = algorithm, ["kid"] = "oidc-1", ["typ"] = "JWT" })}.{Encoded(claims)}";
        return $"{text}.{(algorithm == "none" ? "" : WebEncoders.Base64UrlEncode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))}";
    }

    private static string Encoded(JsonObject part) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(part));

    private JsonObject Keys()
    {
        var half = key.ExportParameters(false);
        return new() { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = "oidc-1", ["n"] = WebEncoders.Base64UrlEncode(half.Modulus!), ["e"] = WebEncoders.Base64UrlEncode(half.Exponent!) }) };
    }

    private async Task<IResult> Token(HttpContext http)
    {
        if (Instead is { } instead) return Results.Text(instead.Body, "application/json", statusCode: instead.Status);
        var form = await http.Request.ReadFormAsync();
        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(Secret)}"))}";
        if (http.Request.Headers.Authorization != expected) return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["grant_type"] != "authorization_code" || !codes.Remove(form["code"].ToString(), out var code) || code.Challenge != challenge || code.Back != form["redirect_uri"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var token = Sign(code.Claims, key);
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 3600, id_token = Spoil?.Invoke(token) ?? token });
    }
}
