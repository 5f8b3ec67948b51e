using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Users.Keys;

/// <summary>Wires keys to the API.</summary>
public static class KeyServices
{
    /// <summary>Keys, who comes with one, and requests that must have their effect once. Needs the data and the audit log.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services) => services
        .AddSingleton<ApiKeys>()
        .AddSingleton<KeyRing>()
        .AddSingleton<KeyQuestions>()
        .AddSingleton<ConfiguredKey>()
        .AddSingleton<IdempotentRequests>();
}
