using System.Reflection;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using HydraX.Web.Telegram;
using Xunit.Sdk;
using Xunit.v3;

namespace HydraX.Tests.Scenarios;

/// <summary>Runs a theory on each database, with updates that are polled for and with updates that are posted.</summary>
public sealed class EachWayAttribute : DataAttribute
{
    private static readonly EachProviderAttribute Providers = new();

    public override async ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        [.. from row in await Providers.GetData(testMethod, disposalTracker)
            from mode in new[] { TelegramMode.Polling, TelegramMode.Webhook }
            select new TheoryDataRow(row.GetData()[0], mode) { Skip = row.Skip }];

    public override bool SupportsDiscoveryEnumeration() => true;
}
