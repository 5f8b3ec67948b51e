using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using HydraX.Core.Progress;
using HydraX.Tests.Support;
using HydraX.Web.Hosting.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Hosting;

public sealed class WatchingTests
{
    [Fact]
    public async Task Health_is_json_and_names_each_part()
    {
        await using var site = await TestSite.Start();
        var client = site.Caller();

        Assert.Equal("healthy", (await (await client.GetAsync("/health/live")).Json()).GetProperty("status").GetString());
        await Eventually.Holds(async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        var checks = (await (await client.GetAsync("/health/ready")).Json()).GetProperty("checks");
        Assert.Equal("healthy", checks.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("healthy", checks.GetProperty("scheduler").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Figures_tell_of_awards_requests_and_queues()
    {
        await using var site = await TestSite.Start(settings: ("Metrics:Token", "a-token-of-sixteen"));
        var member = await site.Member("kestrel");
        await site.Get<Progression>().Grant(member, 70, "for the test", "g");
        var client = site.Caller();
        await client.GetAsync("/health/live");
        client.DefaultRequestHeaders.Authorization = new("Bearer", "a-token-of-sixteen");

        var text = await client.GetStringAsync("/metrics");

        Assert.Contains("# TYPE hydrax_xp_awarded_total counter", text, StringComparison.Ordinal);
        Assert.Contains("hydrax_xp_awarded_total{source=\"admin_grant\"} 70", text, StringComparison.Ordinal);
        Assert.Contains("\nhydrax_outbox_depth ", text, StringComparison.Ordinal);
        Assert.Contains("hydrax_inbox_depth 0", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_count{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_for_this_machine_or_whoever_knows_the_token()
    {
        await using var site = await TestSite.Start(settings: ("Metrics:Token", "a-token-of-sixteen"));
        async Task<HttpStatusCode> Ask(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await site.Caller().SendAsync(request)).StatusCode;
        }

        // In memory there is no address, so nobody is from here.
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(null));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask("a-token-of-seventeen"));
        Assert.Equal(HttpStatusCode.OK, await Ask("a-token-of-sixteen"));
    }

    [Fact]
    public void Counters_gauges_and_histograms_are_written_as_prometheus_reads_them()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var figures = new PrometheusText(factory);
        var meter = factory.Create("HydraX");
        var counter = meter.CreateCounter<long>("test.things", description: "Things.");
        var time = meter.CreateHistogram<double>("test.time", "s");
        meter.CreateObservableGauge("test.level", () => 42);

        counter.Add(2, new("kind", "a\"b"), new KeyValuePair<string, object?>("known", true));
        counter.Add(3, new("kind", "a\"b"), new KeyValuePair<string, object?>("known", true));
        time.Record(0.003);
        time.Record(7);
        var text = figures.Render();

        Assert.Contains("# HELP test_things_total Things.\n# TYPE test_things_total counter\ntest_things_total{kind=\"a\\\"b\",known=\"true\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("test_level 42\n", text, StringComparison.Ordinal);
        Assert.Contains("test_time_seconds_bucket{le=\"0.0025\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("test_time_seconds_bucket{le=\"0.005\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("test_time_seconds_bucket{le=\"+Inf\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("test_time_seconds_sum 7.003\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_that_somebody_invents_do_not_fill_the_memory()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var figures = new PrometheusText(factory);
        var counter = factory.Create("HydraX").CreateCounter<long>("test.invented");

        for (var i = 0; i < 2_000; i++) counter.Add(1, new KeyValuePair<string, object?>("name", i));

        var lines = figures.Render().Split('\n').Where(line => line.StartsWith("test_invented_total{", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count, 100, 501);
        Assert.Contains(lines, line => line.StartsWith("test_invented_total{overflow=\"true\"}", StringComparison.Ordinal));
    }

    [Fact]
    public void Recording_finds_its_series_without_an_allocation()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var figures = new PrometheusText(factory);
        var counter = factory.Create("HydraX").CreateCounter<long>("test.hot");
        var tag = new KeyValuePair<string, object?>("source", "trade_win");
        for (var i = 0; i < 100; i++) counter.Add(1, tag);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) counter.Add(1, tag);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }
}
