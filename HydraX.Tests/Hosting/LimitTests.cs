using System.Net;
using System.Text;
using HydraX.Tests.Account;
using HydraX.Tests.Support;
using HydraX.Web;
using HydraX.Web.Hosting.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HydraX.Tests.Hosting;

public sealed class LimitTests
{
    private const string One = "203.0.113.1", Other = "203.0.113.2";

    private static readonly (string, string)[] Few =
        [("Limits:PagesPerMinute", "3"), ("Limits:FormsPerMinute", "3"), ("Api:RequestsPerMinuteFromAddress", "3"), ("Api:WritesPerMinuteFromAddress", "3"), ("Limits:WebhooksPerMinute", "3"), ("Proxy:Trusted", "127.0.0.1, ::1")];

    [Theory]
    [InlineData("/health/nowhere", "GET", Door.Pages)]
    [InlineData("/metrics/nowhere", "GET", Door.Pages)]
    [InlineData("/_blazor/negotiate?id=1", "POST", Door.Pages)]
    [InlineData("/_blazor/nowhere?id=1", "GET", Door.Pages)]
    [InlineData("/webhooks/telegram", "POST", Door.Webhooks)]
    [InlineData("/api/v1/me", "GET", Door.ApiReads)]
    [InlineData("/api/v1/xp/awards", "POST", Door.ApiWrites)]
    [InlineData("/api/v1/xp/awards", "DELETE", Door.ApiWrites)]
    [InlineData("/", "GET", Door.Pages)]
    [InlineData("/wp-login.php", "GET", Door.Pages)]
    [InlineData("/account/login", "POST", Door.Forms)]
    [InlineData("/_blazor/negotiate", "POST", Door.Pages)]
    [InlineData("/_blazor", "GET", Door.Pages)]
    [InlineData("/_blazor?id=abc", "GET", Door.Unlimited)]
    [InlineData("/healthy", "GET", Door.Pages)]
    public void A_request_is_for_one_kind_of_door(string address, string method, Door door)
    {
        var http = new DefaultHttpContext();
        var parts = address.Split('?');
        (http.Request.Path, http.Request.Method) = (parts[0], method);
        if (parts.Length > 1) http.Request.QueryString = new("?" + parts[1]);

        Assert.Equal(door, LimitTable.DoorOf(http));
        http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/x"), 0, new(new DoorKind(Door.Downloads)), null));
        Assert.Equal(Door.Downloads, LimitTable.DoorOf(http));
    }

    // Beside the files of the design, which are served from memory.
    [Fact]
    public async Task Health_and_figures_alone_have_no_limit()
    {
        await using var site = await TestSite.Start();
        var unlimited = site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<DoorKind>()?.Door == Door.Unlimited && e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null);

        Assert.Equal(["/health/live", "/health/ready", "/metrics"], unlimited.Select(e => $"/{e.RoutePattern.RawText!.TrimStart('/')}").Order());
    }

    [Fact]
    public void Every_kind_of_door_but_the_unlimited_has_a_limit_by_address() =>
        Assert.Equal(Enum.GetValues<Door>().Where(door => door != Door.Unlimited), LimitTable.Of(new(), new()).Where(limit => limit.By == CountedBy.Address).Select(limit => limit.Door));

    [Theory]
    [InlineData("GET", "/plans", true)]
    [InlineData("POST", "/account/logout", true)]
    [InlineData("GET", "/api/v1/tiers", false)]
    [InlineData("POST", "/api/v1/xp/awards", false)]
    [InlineData("POST", "/webhooks/telegram", false)]
    public async Task Each_door_refuses_at_its_limit_in_its_own_words_and_no_other_address_is_affected(string method, string path, bool isPage)
    {
        await using var app = await AccountApp.Start(settings: Few);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

        for (var i = 0; i < 3; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Send(client, method, path, One)).StatusCode);
        var refused = await Send(client, method, path, One);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        if (isPage)
        {
            var text = await refused.Content.ReadAsStringAsync(Stop);
            Assert.Contains("It is free again in", text, StringComparison.Ordinal);
            Assert.Contains("default-src", refused.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        else Assert.Equal("api.too-fast", await refused.Code());
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Send(client, method, path, Other)).StatusCode);
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await Send(client, "GET", "/health/live", One)).StatusCode);
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await Send(client, "GET", "/tokens.css", One)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_a_stranger_writes_into_a_header_does_not_count()
    {
        await using var app = await AccountApp.Start(settings: [.. Few[..^1]]);
        using var client = new HttpClient { BaseAddress = app.Address };

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++) answers.Add((await Send(client, "GET", "/plans", $"203.0.113.{i}")).StatusCode);

        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Files_are_counted_by_member()
    {
        await using var app = await AccountApp.Start(settings: ("Limits:DownloadsPerHour", "2"));
        await app.Member("heron");
        await app.Member("kestrel");
        var (heron, again, kestrel) = (await app.SignedIn("heron"), await app.SignedIn("heron"), await app.SignedIn("kestrel"));

        Assert.Equal(HttpStatusCode.OK, (await heron.Get(Urls.LedgerCsv(null))).Status);
        Assert.Equal(HttpStatusCode.OK, (await again.Get(Urls.LedgerCsv(null))).Status);
        var refused = await heron.Get(Urls.LedgerCsv(null));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("It is free again in 30 minutes", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await kestrel.Get(Urls.LedgerCsv(null))).Status);
        Assert.Equal(HttpStatusCode.OK, (await heron.Get(Urls.Ledger)).Status);
    }

    [Fact]
    public void Counters_are_so_many_however_many_come() => Assert.InRange(Enumerable.Range(0, 300_000).Select(i => RequestLimits.SlotOf($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}")).Distinct().Count(), 60_000, 65_536);

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> Send(HttpClient client, string method, string path, string from)
    {
        var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("X-Forwarded-For", from);
        if (method == "POST") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return client.SendAsync(request, Stop);
    }
}
