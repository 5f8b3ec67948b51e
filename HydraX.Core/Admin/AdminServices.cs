using HydraX.Core.Admin.Bulk;
using HydraX.Core.Admin.Shelf;
using HydraX.Core.Admin.Support;
using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Admin;

/// <summary>Wires what staff does.</summary>
public static class AdminServices
{
    /// <summary>Operations for staff, each one audited.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddSingleton<TierOperations>()
        .AddSingleton<ProtectionOperations>()
        .AddSingleton<TierDeskQuestions>()
        .AddSingleton<OverviewQuestions>()
        .AddSingleton<DeliveryQuestions>()
        .AddSingleton<DeliveryOperations>()
        .AddSingleton<AuditOperations>()
        .AddSingleton<MemberOperations>()
        .AddSingleton<ReviewOperations>()
        .AddSingleton<BulkOperations>()
        .AddSingleton<BulkRuns>()
        .AddSingleton<BulkQuestions>()
        .AddSingleton<AchievementOperations>()
        .AddSingleton<AchievementDeskQuestions>()
        .AddSingleton<ShelfOperations>()
        .AddSingleton<ShelfQuestions>()
        .AddSingleton<RoleQuestions>()
        .AddSingleton<SupportGrants>()
        .AddSingleton<LookQuestions>()
        .AddSingleton<MemberDeskQuestions>()
        .AddHoldings(AdminHoldings.All);
}
