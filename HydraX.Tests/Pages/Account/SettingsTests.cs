using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Page = HydraX.Web.Pages.Account.Settings;
using Visibility = HydraX.Core.Kernel.Visibility;

namespace HydraX.Tests.Pages.Account;

public sealed class SettingsTests : BunitContext, IAsyncLifetime
{
    private readonly Toasts toasts = new(TimeProvider.System);
    private TestCore core = null!;
    private long osprey;
    private string? bot;

    public async ValueTask InitializeAsync()
    {
        core = await TestCore.Create(DatabaseProvider.Sqlite);
        osprey = (await core.Get<Arrivals>().FromWeb(new("osprey", "osprey@example.org", "hash"))).Value.UserId;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddSingleton(core.Get<ProfileSettings>()).AddSingleton(core.Get<PhoneNumbers>()).AddScoped<HydraX.Web.Hosting.Visit>().AddSingleton(core.Get<AccountLinks>()).AddSingleton(core.Get<HydraX.Core.Users.Changes.AccountChanges>()).AddSingleton(core.Get<SignIns>()).AddScoped(p => new HydraX.Web.Hosting.RecentProof(p.GetRequiredService<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider>(), core.Get<SignIns>(), p.GetRequiredService<NavigationManager>(), core.Time)).AddSingleton(core.Get<Activity>()).AddSingleton(core.Clock);
        Services.AddSingleton(TimeProvider.System).AddSingleton(toasts).AddSingleton<LiveChanges>().AddSingleton<FrameSignal>().AddScoped<Presence>().AddSingleton<BotName>(() => bot);
        AddAuthorization().SetAuthorized("osprey").SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, $"{osprey}"), new System.Security.Claims.Claim(AccountClaims.Session, await core.SignIn(osprey)));
        SetRendererInfo(new("Server", true));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await core.DisposeAsync();
    }

    [Fact]
    public async Task Name_bio_and_visibility_are_saved_together_and_the_frame_is_told()
    {
        var told = 0;
        Services.GetRequiredService<FrameSignal>().Changed += () => told++;
        var page = Render<Page>();

        await Type(page, "Username", "Merlin");
        await Type(page, "About you", "Gold, mostly.");
        await Type(page, "Who may see your profile", "Hidden");
        await Press(page, "Save profile");

        var shown = (await core.Get<ProfileSettings>().Of(osprey))!;
        Assert.Equal(("Merlin", "Gold, mostly.", Visibility.Hidden), (shown.Username, shown.Bio, shown.Visibility));
        Assert.Equal(("Profile saved", 1), (Assert.Single(toasts.Shown).Text, told));
    }

    [Fact]
    public async Task A_refusal_stands_at_its_field_and_nothing_after_it_is_saved()
    {
        await core.Member("kestrel");
        var page = Render<Page>();

        await Type(page, "Username", "Kestrel");
        await Type(page, "About you", "Not saved");
        await Press(page, "Save profile");

        Assert.Equal("The name Kestrel is taken. Choose another.", page.Find(".field__error").TextContent);
        Assert.Null((await core.Get<ProfileSettings>().Of(osprey))!.Bio);
        Assert.Equal("Kestrel", Control(page, "Username").GetAttribute("value"));
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public async Task A_time_zone_says_from_when_it_holds()
    {
        var page = Render<Page>();

        await Type(page, "Time zone", "Asia/Tokyo");
        await Press(page, "Save time zone");

        Assert.Contains("Asia/Tokyo holds from your next day on", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Until 20 Nov 2026, 00:00 UTC it is UTC", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_on_Mondays_is_switched_off_and_stays_off()
    {
        var page = Render<Page>();
        Assert.True(page.Find("input[role=switch]").HasAttribute("checked"));

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });
        await Press(page, "Save summary");

        Assert.False((await core.Profile(osprey)).WeeklySummary);
        Assert.False(Render<Page>().Find("input[role=switch]").HasAttribute("checked"));
    }

    [Fact]
    public async Task Linking_shows_the_bots_address_once_its_name_is_known_and_the_command_before()
    {
        var page = Render<Page>();
        await Press(page, "Link Telegram");
        Assert.Matches("^/start link_[A-Za-z0-9_-]{22}$", page.FindAll("code").Single(c => c.TextContent.StartsWith("/start", StringComparison.Ordinal)).TextContent);

        bot = "hydrax_bot";
        await Press(page, "Make another");
        var link = page.FindAll("a").Single(a => a.TextContent == "Open the bot").GetAttribute("href")!;
        Assert.Matches("^https://t.me/hydrax_bot\\?start=link_[A-Za-z0-9_-]{22}$", link);

        Assert.True((await core.Get<AccountLinks>().LinkTelegram(link.Split("link_")[1], new(42, null, null))).Succeeded);
        Services.GetRequiredService<LiveChanges>().Changed(osprey);
        await page.WaitForAssertionAsync(() => Assert.Contains("Linked. What the bot has to tell you", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_telephone_number_is_shown_masked_and_taken_out_after_a_fresh_proof_only()
    {
        Assert.Contains("To prove one, link Telegram first", Render<Page>().Markup, StringComparison.Ordinal);
        Assert.True((await core.Get<PhoneNumbers>().Prove(new(osprey, "osprey", Origin.Bot), "436601234567")).Succeeded);
        var page = Render<Page>();
        Assert.Contains("+43…67, verified by Telegram", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", page.Markup, StringComparison.Ordinal);

        core.Time.Advance(TimeSpan.FromMinutes(11));
        await Press(page, "Remove number");
        Assert.EndsWith("/account/prove?returnUrl=%2F", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.True((await core.User(osprey)).PhoneNumberConfirmed);
    }

    [Fact]
    public async Task A_link_to_Telegram_is_made_after_a_fresh_proof_only()
    {
        var page = Render<Page>();
        core.Time.Advance(TimeSpan.FromMinutes(11));

        await Press(page, "Link Telegram");

        Assert.EndsWith("/account/prove?returnUrl=%2F", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(await core.Data.Read(db => db.LinkTokens.ToListAsync()));
    }

    [Fact]
    public async Task With_a_fresh_proof_the_number_is_taken_out_and_the_page_says_so()
    {
        Assert.True((await core.Get<PhoneNumbers>().Prove(new(osprey, "osprey", Origin.Bot), "436601234567")).Succeeded);
        var page = Render<Page>();

        await Press(page, "Remove number");

        Assert.False((await core.User(osprey)).PhoneNumberConfirmed);
        Assert.Equal("Your telephone number was taken out.", Assert.Single(toasts.Shown).Text);
        Assert.DoesNotContain("+43…67", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_asks_first()
    {
        var page = Render<Page>();
        var stamp = (await core.User(osprey)).SecurityStamp;

        var kept = Press(page, "Sign out everywhere");
        await page.FindAll(".confirm__acts button")[1].ClickAsync(new());
        await kept;
        Assert.Equal(stamp, (await core.User(osprey)).SecurityStamp);

        var done = Press(page, "Sign out everywhere");
        await page.FindAll(".confirm__acts button")[0].ClickAsync(new());
        await done;
        Assert.NotEqual(stamp, (await core.User(osprey)).SecurityStamp);
    }

    private static IElement Control(IRenderedComponent<Page> page, string label)
    {
        var id = page.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for");
        return page.Find($"#{id}");
    }

    private static Task Type(IRenderedComponent<Page> page, string label, string text) => Control(page, label).ChangeAsync(new ChangeEventArgs { Value = text });

    private static Task Press(IRenderedComponent<Page> page, string words) => page.FindAll("button").First(b => b.TextContent.Trim() == words).ClickAsync(new());
}
