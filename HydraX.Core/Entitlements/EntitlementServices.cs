using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Entitlements;

/// <summary>Wires the answers to "may this member do that?".</summary>
public static class EntitlementServices
{
    /// <summary>Needs the data, the tiers and the clock.</summary>
    public static IServiceCollection AddEntitlements(this IServiceCollection services) => services.AddSingleton<Access>().AddHoldings(EntitlementHoldings.All);
}
