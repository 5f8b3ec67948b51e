using Bunit;
using HydraX.Tests.Support;
using HydraX.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Components.Layout;

public sealed class MainLayoutTests : BunitContext
{
    private static readonly WhoIAm Dunlin = new("dunlin", "RECRUIT", 4, 0.3, "PRESS_PASS", 5, TestTime.Noon.AddHours(12), [], "Europe/Berlin");
    private FrameFacts facts = new(Dunlin, TestTime.Noon, IsRehearsal: false, ShowsDemoContent: false);
    private int asked;

    public MainLayoutTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddAuthorization().SetAuthorized("dunlin");
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        Services.AddFrame(_ => (_, _) => { asked++; return Task.FromResult(facts); });
    }

    [Fact]
    public void The_top_says_who_looks_and_when_the_wipe_comes()
    {
        var frame = Draw("page");

        var top = frame.Find(".topbar");
        Assert.Contains("dunlin", top.TextContent, StringComparison.Ordinal);
        Assert.Contains("PRESS_PASS", top.TextContent, StringComparison.Ordinal);
        Assert.Equal("12:00:00", top.QuerySelector("[data-left]")!.TextContent);
        Assert.Empty(frame.FindAll(".banner"));
    }

    [Fact]
    public void The_place_one_is_at_is_marked_for_eyes_and_ears()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/shop");

        var here = Assert.Single(Draw("page").FindAll(".rail [aria-current=page]"));

        Assert.Equal("Shop", here.TextContent.Trim());
        Assert.Contains("active", here.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_and_demo_content_are_named_on_every_page()
    {
        facts = facts with { IsRehearsal = true, ShowsDemoContent = true };

        var banners = Draw("page").FindAll(".banner");

        Assert.Contains("Thu 19 Nov 2026, 12:00 UTC", banners[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Demo content", banners[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_frame_asks_once_and_again_when_something_changed()
    {
        var frame = Draw("page");
        Assert.Equal(1, asked);

        facts = facts with { Who = Dunlin with { Rank = "PRIVATE" } };
        Services.GetRequiredService<FrameSignal>().Raise();

        frame.WaitForAssertion(() => Assert.Contains("PRIVATE", frame.Find(".topbar").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_page_that_fails_leaves_the_frame_and_a_reference_and_the_next_page_is_whole()
    {
        var frame = Fail(new InvalidOperationException("on purpose"));

        Assert.Contains("Something broke on our side", frame.Find("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Matches("HX-[0-9A-F]{8}", frame.Find("main [role=alert] code").TextContent);
        Assert.NotEmpty(frame.FindAll(".rail .go"));

        frame.Render(p => p.Add(l => l.Body, "whole again"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/leaderboards");
        frame.WaitForAssertion(() => Assert.Contains("whole again", frame.Find("main").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_the_database_fails_says_so()
    {
        var frame = Fail(new DbUpdateException("not written", new SqliteException("The disk is full.", 13)));

        Assert.Contains("The database does not answer", frame.Find("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Matches("HX-[0-9A-F]{8}", frame.Find("main [role=alert] code").TextContent);
    }

    [Fact]
    public void The_skip_link_stays_on_the_page()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/leaderboards?period=month");

        Assert.Equal("/leaderboards?period=month#main", Draw("page").Find(".skip").GetAttribute("href"));
    }

    private IRenderedComponent<MainLayout> Draw(string body) => Render<MainLayout>(p => p.Add(l => l.Body, body));

    private IRenderedComponent<MainLayout> Fail(Exception failure) => Render<MainLayout>(p => p.Add(l => l.Body, builder =>
    {
        builder.OpenComponent<Failing>(0);
        builder.AddComponentParameter(1, nameof(Failing.Failure), failure);
        builder.CloseComponent();
    }));

    private sealed class Failing : ComponentBase
    {
        [Parameter] public Exception Failure { get; set; } = default!;

        protected override void OnInitialized() => throw Failure;
    }

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
