using HydraX.Tests.Support;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace HydraX.Tests.Hosting;

public sealed class EndpointTests
{
    [Fact]
    public async Task Every_endpoint_declares_what_it_requires()
    {
        await using var site = await TestSite.Start();
        var endpoints = site.Get<EndpointDataSource>().Endpoints;

        // Files that a developer adds while the process runs; refused until it starts again.
        const string newFiles = "Fallback {**path:file}";
        var silent = endpoints.Where(e => e.Metadata.GetMetadata<RequiresAttribute>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(e => e.DisplayName).Where(name => name != newFiles).ToList();

        Assert.True(endpoints.Count > 20);
        Assert.True(silent.Count == 0, $"These declare nothing and so are refused: {string.Join(", ", silent)}");
    }

    [Fact]
    public async Task Every_route_of_the_api_requires_a_key_with_a_scope()
    {
        await using var site = await TestSite.Start();
        var routes = site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => $"/{e.RoutePattern.RawText!.TrimStart('/')}".StartsWith("/api/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains(route.Metadata.GetOrderedMetadata<RequiresAttribute>(), r => r.Need.Scope is not null));
    }
}
