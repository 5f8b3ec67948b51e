using HydraX.Core.Data.Holdings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Protection;

/// <summary>Wires the protection of columns.</summary>
public static class ProtectionServices
{
    /// <summary>Ring, protector, rotation. Settings: <c>Security</c>.</summary>
    public static IServiceCollection AddProtection(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<ProtectionOptions>(configuration.GetSection(ProtectionOptions.Section))
        .AddSingleton<ProtectionRing>()
        .AddSingleton<Protector>()
        .AddSingleton<KeyRotation>()
        .AddSingleton<ProtectionQuestions>()
        .AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeys>()
        .AddHoldings(ProtectionHoldings.All);
}
