using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Telegram;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>The bot's @name without @, for links to it; null while there is no bot, or Telegram has not told its name yet.</summary>
public delegate string? BotName();

/// <summary>Wires accounts: ASP.NET Core Identity on our rows, sessions, mail, the first admin.</summary>
public static class AccountServices
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA512; OWASP's figure.</summary>
    public const int PasswordRounds = 210_000;

    /// <summary>Registration, sign-in and sessions, and what open pages are told. Settings: <c>Admin</c>, <c>Smtp</c>, <c>PublicUrl</c>, <c>Telegram:BotToken</c>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublicAddress>();
        services.AddIdentityCore<User>(Shape)
            .AddRoles<Role>()
            .AddEntityFrameworkStores<HydraXDb>()
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddPasswordValidator<PasswordCheck>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordRounds);
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = MailLinks.Life);
        services.AddDataProtection().SetApplicationName("HydraX");
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme).AddCookie(FirstStep.Scheme).AddCookie(IdentityConstants.TwoFactorUserIdScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<PublicAddress>(SignInCookie.Shape);
        services.AddOptions<CookieAuthenticationOptions>(FirstStep.Scheme).Configure<PublicAddress>((o, address) =>
        {
            SignInCookie.ShapeBrief(o, address, "HydraX-Step");
            // A navigation that began at Telegram goes on to the second step, and Strict would leave the cookie behind. It opens nothing but that page.
            o.Cookie.SameSite = SameSiteMode.Lax;
        });
        // Where Identity keeps the question that a passkey answers.
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure<PublicAddress>((o, address) => SignInCookie.ShapeBrief(o, address, "HydraX-Passkey"));
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>(PasskeyDesk.Shape);
        services.AddOptions<AntiforgeryOptions>().Configure<PublicAddress>(SignInCookie.Shape);
        services.AddSingleton<BotName>(s => () => s.GetRequiredService<BotState>().Name);
        services.AddSingleton<AccountPace>().AddScoped<SignInDesk>().AddScoped<PasskeyDesk>().AddScoped<TelegramDoor>().AddScoped<SecurityMail>().AddSingleton<MergeMail>().AddSingleton<NoticeMail>().AddScoped<RegistrationDesk>();
        services.Configure<SessionLimits>(configuration.GetSection(SessionLimits.Section));
        services.Configure<AdminOptions>(configuration.GetSection(AdminOptions.Section));
        services.AddSingleton<FirstAdmin>().AddHostedService(s => s.GetRequiredService<FirstAdmin>());
        return services.AddMail(configuration).AddLive();
    }

    // Length is what makes a password, and PasswordCheck says all that there is to say about one. Tries are counted by PasswordTries, not by Identity, which counts
    // them once they have been looked at, and loses count of those at the same instant.
    private static void Shape(IdentityOptions options)
    {
        options.SignIn.RequireConfirmedEmail = true;
        options.Password = new() { RequiredLength = 1, RequiredUniqueChars = 0, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false };
    }

    private static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SmtpOptions>(configuration.GetSection(SmtpOptions.Section));
        services.AddSingleton<DevMailbox>();
        if (string.IsNullOrWhiteSpace(configuration[$"{SmtpOptions.Section}:{nameof(SmtpOptions.Host)}"]))
            services.AddSingleton<IMail>(s => s.GetRequiredService<IHostEnvironment>().IsDevelopment() ? s.GetRequiredService<DevMailbox>() : new NoMail());
        else services.AddSingleton<IMail, SmtpMail>();
        return services.AddSingleton<Postman>().AddHostedService(s => s.GetRequiredService<Postman>()).AddScoped<MailLinks>();
    }
}
