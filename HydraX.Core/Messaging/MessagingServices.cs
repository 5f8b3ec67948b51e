using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Core.Messaging;

/// <summary>Wires inbox and outbox.</summary>
public static class MessagingServices
{
    /// <summary>The inbox with its worker, and both sides of the outbox. Sources add their <see cref="IInboxHandler"/>.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<Leases>();
        services.TryAddSingleton<Outbox>();
        return services
            .AddHoldings(MessageHoldings.All)
            .AddSingleton<MessagingMeter>()
            .AddSingleton<LaneBell>()
            .AddSingleton<OutboxBell>()
            .AddSingleton<Inbox>()
            .AddSingleton<Outgoing>()
            .AddHostedService<MessagingStart>()
            .AddSingleton<InboxWorker>()
            .AddHostedService(services => services.GetRequiredService<InboxWorker>());
    }
}
