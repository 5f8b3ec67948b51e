using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Tiers;

/// <summary>Wires the tiers.</summary>
public static class TierServices
{
    /// <summary>The tier catalogue, its history, and the look at other nodes' revisions. The host opens the catalogue after migrating.</summary>
    public static IServiceCollection AddTiers(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TierOptions>(configuration.GetSection(TierOptions.Section));
        return services.AddSingleton<TierCatalog>().AddSingleton<TierQuestions>().AddHostedService<TierWatch>().AddHoldings(TierHoldings.All);
    }
}
