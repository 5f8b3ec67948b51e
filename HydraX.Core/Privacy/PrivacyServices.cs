using HydraX.Core.Data.Holdings;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Privacy;

/// <summary>Wires privacy.</summary>
public static class PrivacyServices
{
    /// <summary>Consents, copies, erasure, retention. Settings: <c>Privacy</c>, <c>Retention</c>.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<PrivacyOptions>(configuration.GetSection(PrivacyOptions.Section))
        .Configure<RetentionOptions>(configuration.GetSection(RetentionOptions.Section))
        .AddSingleton<Forgetting>()
        .AddSingleton<Erasures>()
        .AddSingleton<IMergeObstacle, ErasureObstacle>()
        .AddSingleton<ErasureList>()
        .AddSingleton<ExportBell>()
        .AddSingleton<ExportMaker>()
        .AddSingleton<Exports>()
        .AddSingleton<ConsentBook>()
        .AddSingleton<RetentionSweep>()
        .AddSingleton<PrivacyQuestions>()
        .AddHoldings(PrivacyHoldings.All);
}
