using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HydraX.Web.Telegram.Login;

/// <summary>A sign-in that was sent to Telegram and waits for its answer; it stands sealed in the browser that asked.</summary>
/// <param name="State">What Telegram sends back, so that an answer belongs to a question of this browser.</param>
/// <param name="Verifier">What proves to Telegram that whoever fetches the token is who asked (PKCE, RFC 7636).</param>
/// <param name="Nonce">What the token names, if it names one.</param>
/// <param name="ReturnUrl">Where to go on.</param>
/// <param name="Until">When it is too late, by the machine's clock.</param>
public sealed record TelegramQuestion(string State, string Verifier, string Nonce, string ReturnUrl, DateTimeOffset Until);

/// <summary>
/// Signing in at Telegram by OpenID Connect: authorization code with PKCE, as Telegram documents it under "Log In With Telegram". What comes back is believed only once
/// the token's signature, issuer, audience and age have been checked. Telegram leaves the nonce out of its tokens, so one that is missing is let pass and
/// one that is wrong is not: the code is fetched by us alone, over TLS, with the secret and the verifier. The person is the claim <c>id</c>; <c>sub</c>
/// is another number for every client.
/// </summary>
public sealed class TelegramLogin : IDisposable
{
    /// <summary>How long Telegram may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What is said while Telegram does not answer.</summary>
    public static readonly Problem Unreachable = Problem.Of("telegram-login.unreachable", "Telegram does not answer as it should at the moment. Try again in a minute, or send the bot /link.");

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly Problem Forged = Problem.Of("telegram-login.refused", "What came back was not signed by Telegram for this site, or is too old. Sign in again.");
    private static readonly Problem Stale = Problem.Of("telegram-login.stale", "This answer was used, is older than 10 minutes, or belongs to another browser. Sign in again.");
    private static readonly Problem Cancelled = Problem.Of("telegram-login.cancelled", "Telegram was told not to sign you in here. Nothing has happened.");

    private readonly TelegramLoginOptions options;
    private readonly PublicAddress address;
    private readonly TimeProvider machine;
    private readonly ILogger<TelegramLogin> log;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(3), ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 256 * 1024,
    };

    private readonly ConfigurationManager<OpenIdConnectConfiguration> provider;

    /// <summary>Makes it; nothing is asked of Telegram before somebody signs in.</summary>
    public TelegramLogin(IOptions<TelegramLoginOptions> options, PublicAddress address, TimeProvider machine, ILogger<TelegramLogin> log)
    {
        (this.options, this.address, this.machine, this.log) = (options.Value, address, machine, log);
        var documents = new HttpDocumentRetriever(http) { RequireHttps = this.options.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) };
        provider = new($"{this.options.Authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
    }

    /// <summary>Whether there is this way in.</summary>
    public bool IsOpen => options.IsOpen;

    /// <summary>A question for Telegram, and the address that asks it. Problem: <c>telegram-login.unreachable</c>.</summary>
    public async Task<Outcome<(TelegramQuestion Question, string Url)>> Ask(string returnUrl, CancellationToken stop)
    {
        if (await Provider(stop) is not { } telegram) return Unreachable;
        var question = new TelegramQuestion(Secret(), Secret(), Secret(), returnUrl, machine.GetUtcNow() + Patience);
        return (question, QueryHelpers.AddQueryString(telegram.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = Back,
            ["response_type"] = "code",
            ["scope"] = "openid profile",
            ["state"] = question.State,
            ["nonce"] = question.Nonce,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(question.Verifier))),
            ["code_challenge_method"] = "S256",
        }));
    }

    /// <summary>
    /// Whom Telegram has signed in. Problems: <c>telegram-login.cancelled</c>, <c>telegram-login.stale</c> (no question of this browser, or an old one),
    /// <c>telegram-login.refused</c> (a code or token that does not hold), <c>telegram-login.unreachable</c>.
    /// </summary>
    /// <param name="question">What this browser had asked; null if nothing.</param>
    /// <param name="state">As it came back.</param>
    /// <param name="code">As it came back; null if there is none.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<TelegramPerson>> Answer(TelegramQuestion? question, string? state, string? code, CancellationToken stop)
    {
        if (question is null || question.Until < machine.GetUtcNow() || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state ?? ""), Encoding.UTF8.GetBytes(question.State))) return Stale;
        if (string.IsNullOrEmpty(code)) return Cancelled;
        if (await Provider(stop) is not { } telegram) return Unreachable;
        var token = await Fetch(telegram, code, question.Verifier, stop);
        return token.Succeeded ? await Read(token.Value, question.Nonce) : token.Problem;
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => http.Dispose();

    private string Back => address.To(Urls.TelegramReturn);

    private static string Secret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    // What Telegram says of itself. Another issuer than the one that was set up would have us believe tokens of somebody else.
    private async Task<OpenIdConnectConfiguration?> Provider(CancellationToken stop)
    {
        try
        {
            var found = await provider.GetConfigurationAsync(stop);
            if (found.Issuer == options.Authority.TrimEnd('/') && Uri.TryCreate(found.AuthorizationEndpoint, UriKind.Absolute, out _) && Uri.TryCreate(found.TokenEndpoint, UriKind.Absolute, out _)) return found;
            log.LogWarning("{Authority} does not describe itself as an OpenID Connect provider of that name: nobody signs in by it", options.Authority);
            return null;
        }
        // The library says everything that goes wrong on the way with this one.
        catch (InvalidOperationException failure)
        {
            log.LogWarning("{Authority} cannot be asked for signing in: {Why}", options.Authority, (failure.InnerException ?? failure).GetType().Name);
            return null;
        }
    }

    private async Task<Outcome<string>> Fetch(OpenIdConnectConfiguration telegram, string code, string verifier, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, telegram.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = Back,
                ["client_id"] = options.ClientId!,
                ["code_verifier"] = verifier,
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(options.ClientSecret!)}")));
        try
        {
            using var answer = await http.SendAsync(request, stop);
            if ((int)answer.StatusCode >= 500) return Unreachable;
            var said = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<TokenAnswer>(stop) : null;
            if (said?.IdToken is { Length: > 0 } token) return token;
            log.LogWarning("{Authority} gave no token ({Status})", options.Authority, (int)answer.StatusCode);
            return Forged;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            log.LogWarning("{Authority} cannot be asked for a token: {Why}", options.Authority, failure.GetType().Name);
            return Unreachable;
        }
    }

    private async Task<Outcome<TelegramPerson>> Read(string text, string nonce)
    {
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ConfigurationManager = provider,
            ValidIssuer = options.Authority.TrimEnd('/'),
            ValidAudience = options.ClientId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => to > machine.GetUtcNow() - Skew && (from is null || from < machine.GetUtcNow() + Skew),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || IsOfAnother(token, nonce) || token.IssuedAt < machine.GetUtcNow() - Patience - Skew)
        {
            log.LogWarning("A token of {Authority} was refused: {Why}", options.Authority, result.Exception?.GetType().Name ?? "another question's, or old");
            return Forged;
        }
        return Person(token) is { } person ? person : Forged;
    }

    private static bool IsOfAnother(JsonWebToken token, string nonce) => token.TryGetPayloadValue<string>("nonce", out var named) && named != nonce;

    private static TelegramPerson? Person(JsonWebToken token)
    {
        var said = token.TryGetPayloadValue<object>("id", out var id) ? Convert.ToString(id, CultureInfo.InvariantCulture) : null;
        return long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new(number, Said("preferred_username"), Said("name")) : null;

        string? Said(string claim) => token.TryGetPayloadValue<string>(claim, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    private sealed record TokenAnswer([property: JsonPropertyName("id_token")] string? IdToken);
}
