using System.Net;
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

        var answer = await site.Caller().GetAsync("/.well-known/security.txt");

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

        Assert.Equal(status, (await site.Caller().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_private_page_is_not_stored_and_a_file_of_the_design_is()
    {
        await using var site = await TestSite.Start();
        Assert.Equal("no-store", (await site.Caller().GetAsync("/account/login")).Headers.CacheControl?.ToString());
        Assert.DoesNotContain("no-store", (await site.Caller().GetAsync("/tokens.css")).Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }
}
