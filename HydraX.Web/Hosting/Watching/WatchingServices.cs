using HydraX.Core.Messaging;

namespace HydraX.Web.Hosting.Watching;

/// <summary>Wires health and figures.</summary>
public static class WatchingServices
{
    /// <summary>Health checks and figures.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MetricsOptions>(configuration.GetSection(MetricsOptions.Section));
        services.AddSingleton<QueueQuestions>().AddSingleton<QueueGauges>().AddSingleton<PrometheusText>();
        services.AddReadiness();
        return services;
    }
}
