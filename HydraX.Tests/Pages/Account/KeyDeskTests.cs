using Bunit;
using HydraX.Core.Users;
using HydraX.Core.Users.Keys;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Account;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Account;

public sealed class KeyDeskTests : PageTest
{
    private long kestrel;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kestrel = await Core.Member("kestrel");
        await SignInFreshly(kestrel, "kestrel");
        Services.AddSingleton(Core.Get<ApiKeys>()).AddSingleton(Core.Get<KeyQuestions>())
            .AddScoped(p => new RecentProof(p.GetRequiredService<AuthenticationStateProvider>(), Core.Get<SignIns>(), p.GetRequiredService<NavigationManager>(), Core.Time));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_gone_after_the_page_is_opened_anew()
    {
        var page = await Made("a bridge");

        var key = page.Find("[data-new-key]").TextContent;
        var holder = (await Core.Get<KeyRing>().Open(key, stop: Stop)).Value;
        Assert.Equal((kestrel, "read"), (holder.UserId, Assert.Single(holder.Scopes)));
        Assert.Contains("a bridge", page.Find("tbody").TextContent, StringComparison.Ordinal);

        var again = Render<KeyDesk>();
        Assert.Empty(again.FindAll("[data-new-key]"));
        Assert.DoesNotContain(key, again.Markup, StringComparison.Ordinal);
        Assert.Contains(holder.PublicId, again.Markup, StringComparison.Ordinal);

        await Button(page, "I have it").ClickAsync(new());
        Assert.DoesNotContain(key, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_of_more_than_ten_minutes_ago_makes_and_replaces_no_key()
    {
        var page = await Made("a bridge");
        Core.Time.Advance(TimeSpan.FromMinutes(11));

        await page.Find("form").SubmitAsync();
        Assert.EndsWith("/account/prove?returnUrl=%2F", Navigation.Uri, StringComparison.Ordinal);

        Navigation.NavigateTo("/");
        var replacing = Button(page, "Replace").ClickAsync(new());
        await Answer(page, "Make the new key");
        await replacing;
        Assert.EndsWith("/account/prove?returnUrl=%2F", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(1, await Core.Data.Read(db => db.ApiKeys.CountAsync(Stop), Stop));
    }

    [Fact]
    public async Task A_key_is_replaced_by_one_that_is_shown_and_the_one_before_says_so()
    {
        var page = await Made("a bridge");
        var old = page.Find("[data-new-key]").TextContent;

        var kept = Button(page, "Replace").ClickAsync(new());
        await Answer(page, "Keep this one");
        await kept;
        Assert.Equal(old, page.Find("[data-new-key]").TextContent);

        var replacing = Button(page, "Replace").ClickAsync(new());
        await Answer(page, "Make the new key");
        await replacing;

        var next = page.Find("[data-new-key]").TextContent;
        Assert.NotEqual(old, next);
        foreach (var key in new[] { old, next }) Assert.True((await Core.Get<KeyRing>().Open(key, stop: Stop)).Succeeded);
        Assert.Contains("replaced", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("tbody button"), b => b.TextContent.Trim() == "Replace");
    }

    [Fact]
    public async Task A_key_is_revoked_once_it_was_asked_and_is_refused_from_then_on()
    {
        var page = await Made("a bridge");
        var key = page.Find("[data-new-key]").TextContent;

        var kept = Button(page, "Revoke").ClickAsync(new());
        await Answer(page, "Keep it");
        await kept;
        Assert.True((await Core.Get<KeyRing>().Open(key, stop: Stop)).Succeeded);

        var revoking = Button(page, "Revoke").ClickAsync(new());
        await Answer(page, "Revoke it");
        await revoking;

        Assert.Equal("keys.revoked", (await Core.Get<KeyRing>().Open(key, stop: Stop)).Problem?.Code);
        Assert.Equal("a bridge is revoked.", Toasts.Shown[^1].Text);
        Assert.Equal("revoked", page.Find("tbody .tag").TextContent);
    }

    [Fact]
    public async Task Staff_without_a_second_factor_is_told_what_to_do_first()
    {
        await Core.Data.Run(work => work.GiveRole(kestrel, Roles.Admin), Stop);

        var page = await Made("a bridge");

        Assert.Empty(page.FindAll("[data-new-key]"));
        Assert.Contains("Set up an authenticator app or a passkey under Settings, Security", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, await Core.Data.Read(db => db.ApiKeys.CountAsync(Stop), Stop));
    }

    private async Task<IRenderedComponent<KeyDesk>> Made(string name)
    {
        var page = Render<KeyDesk>();
        await page.Find("form input.input").ChangeAsync(new ChangeEventArgs { Value = name });
        await page.Find("form").SubmitAsync();
        return page;
    }

    private static Task Answer(IRenderedComponent<KeyDesk> page, string words) => page.FindAll(".confirm__acts button").First(b => b.TextContent.Trim() == words).ClickAsync(new());
}
