using System.Net;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web;

namespace HydraX.Tests.Hosting;

public sealed class HeaderTests
{
    [Fact]
    public async Task Whom_to_write_to_about_a_weakness_stands_where_people_look_for_it()
    {
        await using var silent = await TestSite.Start();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await silent.Caller().GetAsync("/.well-known/security.txt")).StatusCode);
        await using var site = await TestSite.Start(settings: [("Security:Contact", "mailto:security@hydrax.example"), ("PublicUrl", "https://hydrax.example")]);

        var answer = await Https(site).GetAsync("/.well-known/security.txt");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("Contact: mailto:security@hydrax.example\nExpires: 20", text, StringComparison.Ordinal);
        Assert.Contains("Canonical: https://hydrax.example/.well-known/security.txt\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/account/login")]
    [InlineData("/no/such/page")]
    [InlineData("/tokens.css")]
    public async Task Every_answer_forbids_inline_scripts_framing_and_guessing(string path)
    {
        await using var site = await TestSite.Start();
        var answer = await site.Caller().GetAsync(path);

        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
        var policy = Header("Content-Security-Policy");
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Header("Referrer-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin-allow-popups", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("", Header("Server"));
    }

    [Fact]
    public async Task Only_the_mini_app_lets_telegram_frame_it()
    {
        await using var site = await TestSite.Start();
        var policy = (await site.Caller().GetAsync(Urls.MiniApp)).Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("frame-ancestors https://web.telegram.org", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("https://hydrax.example", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_circuit_is_opened_by_pages_of_this_site_only(string? origin, HttpStatusCode status)
    {
        await using var site = await TestSite.Start(settings: ("PublicUrl", "https://hydrax.example"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null) request.Headers.Add("Origin", origin);

        Assert.Equal(status, (await Https(site).SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Where_people_come_by_https_nobody_is_served_by_plain_http_but_the_machine_itself()
    {
        await using var site = await TestSite.Start(settings: ("PublicUrl", "https://hydrax.example"));
        using var plain = site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("http://localhost") });

        var refused = await plain.GetAsync("/account/login");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("X-Forwarded-Proto", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await plain.PostAsync("/api/v1/xp/awards", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await plain.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Https(site).GetAsync("/account/login")).StatusCode);
    }

    [Fact]
    public async Task Text_in_another_encoding_than_ours_is_refused_before_it_is_read()
    {
        await using var site = await TestSite.Start();
        foreach (var (path, charset, status) in new[] { ("/account/telegram/mini-app", "utf-7", 415), ("/api/v1/xp/awards", "iso-8859-1", 415), ("/api/v1/xp/awards", "UTF-8", 401) })
        {
            using var text = new StringContent("{}");
            text.Headers.Remove("Content-Type");
            text.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
            var answer = await site.Caller().PostAsync(path, text);
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
            if (path.StartsWith("/api", StringComparison.Ordinal)) Assert.NotNull(await answer.Code());
        }
    }

    // A number that is none would fail the page twice: here, and in the browser.
    [Fact]
    public async Task A_page_whose_address_cannot_be_read_leads_to_itself_without_what_cannot()
    {
        await using var site = await TestSite.Start();
        foreach (var (asked, leads) in new[] { ("/u/kestrel?days=many&x=1", "/u/kestrel?x=1"), ("/legal/terms?VERSION=99999999999", "/legal/terms"), ("/legal/terms?version=1&version=a", "/legal/terms") })
            Assert.Equal(leads, (await site.Caller().GetAsync(asked)).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await site.Caller().GetAsync("/legal/terms?version=1&x=many&version=")).StatusCode);
    }

    [Fact]
    public async Task A_form_sent_to_nowhere_or_without_its_token_is_refused_in_a_page()
    {
        await using var site = await TestSite.Start();
        foreach (var (path, status) in new[] { ("/nowhere", HttpStatusCode.MethodNotAllowed), ("/account/login", HttpStatusCode.BadRequest), ("/account/logout", HttpStatusCode.BadRequest) })
        {
            var answer = await site.Caller().PostAsync(path, new FormUrlEncodedContent([new("a", "b")]));
            Assert.Equal((path, status), (path, answer.StatusCode));
        }
        Assert.Empty(site.Errors);
    }

    [Theory]
    [InlineData("Production", "max-age=31536000; includeSubDomains")]
    [InlineData("Development", null)]
    public async Task For_real_browsers_come_back_by_https_alone_for_a_year(string environment, string? expected)
    {
        await using var site = await TestSite.Start(settings: [.. TestSite.Production.Where(one => one.Name != "PublicUrl"), ("Environment", environment), ("PublicUrl", "https://hydrax.example")]);
        using var browser = site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://hydrax.example") });

        var answer = await browser.GetAsync("/account/login");

        Assert.Equal(expected, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task What_is_private_is_not_stored_and_a_file_of_the_design_is()
    {
        await using var site = await TestSite.Start(settings: [.. RoleWalkTests.Unhurried]);
        var walkers = await RoleWalker.All(site);
        var admin = walkers.First(walker => walker is { Role: Roles.Admin, HasFactor: true, Cookie: not null, IsSuspended: false });

        foreach (var path in new[] { "/", "/shop", "/u/kestrel", "/leaderboards", "/account/settings", "/account/xp.csv", "/admin", "/admin/audit/export" })
            Assert.Equal((path, "no-store"), (path, await Caching(site, path, admin)));
        Assert.Equal("no-store", await Caching(site, "/account/login"));
        Assert.Equal("no-store", await Caching(site, "/admin/users"));
        foreach (var path in new[] { "/tokens.css", "/_framework/blazor.web.js" })
        {
            Assert.DoesNotContain("no-store", await Caching(site, path), StringComparison.Ordinal);
            Assert.Equal((path, await Caching(site, path)), (path, await Caching(site, path, walkers.Single(walker => walker.Name == "member"))));
        }
    }

    private static async Task<string> Caching(TestSite site, string path, RoleWalker? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        by?.Comes(request);
        return (await site.Caller().SendAsync(request)).Headers.CacheControl?.ToString() ?? "";
    }

    private static HttpClient Https(TestSite site) => site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
}
