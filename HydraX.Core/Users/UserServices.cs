using HydraX.Core.Data.Holdings;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Core.Users;

/// <summary>Wires people.</summary>
public static class UserServices
{
    /// <summary>Registration, links between web and Telegram, settings, streaks, sessions, suspension.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.TryAddSingleton(BlockedWords.None);
        return services.AddPeople();
    }

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton(UserSecrets.Email)
        .AddSingleton(UserSecrets.Phone)
        .AddSingleton(UserSecrets.Authenticator)
        .AddSingleton(UserSecrets.NewEmail)
        .AddSingleton<UserDirectory>()
        .AddSingleton<AccountLinks>()
        .AddSingleton<ProfileSettings>()
        .AddSingleton<PhoneNumbers>()
        .AddSingleton<SignIns>()
        .AddSingleton<PasswordTries>()
        .AddSingleton<SessionBook>()
        .AddSingleton<SecondFactors>()
        .AddSingleton<AccountChanges>()
        .AddSingleton<Newcomers>()
        .AddSingleton<AccountJoins>()
        .AddSingleton<Streaks>()
        .AddSingleton<Outages>()
        .AddSingleton<Suspensions>()
        .AddSingleton<Tombstones>()
        .AddSingleton<Holds>()
        .AddHoldings(UserHoldings.All);
}
