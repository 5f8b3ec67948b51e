using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Audit;

/// <summary>Wires the audit log.</summary>
public static class AuditServices
{
    /// <summary>Who did what to whom, before, after, why, from where.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        foreach (var table in AuditTrail.Tables) services.AddSingleton(table);
        return services.AddSingleton<AuditTrail>().AddSingleton<AuditVerification>().AddSingleton<AuditQuestions>().AddHoldings(AuditHoldings.All);
    }
}
