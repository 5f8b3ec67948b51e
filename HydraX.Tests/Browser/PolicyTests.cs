using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using HydraX.Web;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace HydraX.Tests.Browser;

/// <summary>The content security policy beside the pages as they are: a browser reports whatever it forbids.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task No_page_does_what_the_policy_forbids_and_circuits_open()
    {
        Needs.Browser();
        await using var site = await TestSite.Listen(("Admin:Email", "chief@hydrax.example"), ("Admin:Password", "four words in a row"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium, Headless = true, Args = ["--no-sandbox"] });
        var page = await (await browser.NewContextAsync(new() { BaseURL = site.ClientOptions.BaseAddress.ToString() })).NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) complaints.Add($"{page.Url}: {message.Text}");
        };

        await page.GotoAsync(Urls.SignIn);
        await page.GetByLabel("E-mail").FillAsync("chief@hydrax.example");
        await page.GetByLabel("Password").FillAsync("four words in a row");
        var chief = (await site.Get<UserDirectory>().ByName("chief"))!;
        var code = await Staff.Code(site.Get<SecondFactors>(), chief.UserId, chief.Username);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.Leaves("/account/");

        foreach (var address in Pages(site))
        {
            var answer = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            if (answer?.Status >= 500) complaints.Add($"{address} answered {answer.Status}");
        }
        Assert.Empty(complaints);

        // The circuit runs, and so does what goes through it: a key is made and shown without loading the page again.
        await page.GotoAsync(Urls.Keys);
        var made = page.Locator("[data-new-key]");
        await Eventually.Holds(async () =>
        {
            await page.GetByLabel("What it is for").FillAsync("a program of mine");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
            return await Shows(made);
        }, () => page.Url, TimeSpan.FromMinutes(1));
        Assert.StartsWith("hx_live_", await made.TextContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Home" }).First.ClickAsync();
        await page.Reaches(site.ClientOptions.BaseAddress.ToString());
        Assert.Empty(complaints);
    }

    // Before its circuit is open a page does nothing with a press.
    private static async Task<bool> Shows(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new() { Timeout = 3_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Every page whose address has no part to fill in; signing out comes last of all, by not coming.
    private static List<string> Pages(TestSite site) => [.. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.RoutePattern.Parameters.Count == 0)
        .Select(e => $"/{e.RoutePattern.RawText!.TrimStart('/')}").Distinct().Order()];
}
