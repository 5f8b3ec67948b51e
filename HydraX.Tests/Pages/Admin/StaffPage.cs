using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Pages.Admin;

/// <summary>A page for staff on a real database, seen by an admin named heron.</summary>
public abstract class StaffPage : BunitContext, IAsyncLifetime
{
    private ServiceProvider jobServices = null!;

    protected TestCore Core { get; private set; } = null!;
    protected long Heron { get; private set; }
    protected JobLog Log { get; private set; } = null!;

    protected static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Core = await TestCore.Create(DatabaseProvider.Sqlite);
        Heron = await Core.Member("heron");
        Log = new(Core.Data, Core.Clock, Core.Time, Core.Get<DomainMeter>());
        jobServices = new ServiceCollection().AddSingleton(Core.Get<XpVerification>()).AddSingleton(Core.Night).AddSingleton(Core.Passes).AddSingleton(Log).BuildServiceProvider();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Services.AddSingleton(Core.Get<OverviewQuestions>()).AddSingleton(Core.Get<DeliveryQuestions>()).AddSingleton(Core.Get<DeliveryOperations>()).AddSingleton(Core.Get<AuditQuestions>());
        Services.AddSingleton(Core.Get<DemoContent>()).AddSingleton(Core.Get<Boards>()).AddSingleton(Core.Get<XpVerification>()).AddSingleton(Core.Get<UserDirectory>()).AddSingleton(Core.Clock);
        Services.AddSingleton(Log).AddSingleton(new JobDesk(jobServices, Log, Core.Clock, Core.Data, Core.Get<AuditTrail>(), NullLogger<JobDesk>.Instance));
        Services.AddSingleton(TimeProvider.System).AddSingleton<Toasts>().AddSingleton(new Visit { Address = "203.0.113.7" });
        AddAuthorization().SetAuthorized("heron").SetRoles(Roles.Admin).SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{Heron}"));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await jobServices.DisposeAsync();
        await Core.DisposeAsync();
    }

    protected async Task<IRenderedComponent<T>> Open<T>() where T : IComponent
    {
        var page = Render<T>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    protected string Said => Services.GetRequiredService<Toasts>().Shown[^1].Text;

    protected Task<List<AuditLine>> Audited(string action) => Audited(new AuditFilter(Action: action));

    protected static IElement Button<T>(IRenderedComponent<T> page, string text, string among = "button") where T : IComponent =>
        page.FindAll(among).First(b => b.TextContent.Trim() == text);

    private async Task<List<AuditLine>> Audited(AuditFilter filter) => [.. (await Core.Get<AuditQuestions>().Page(filter, null, 50, Stop)).Lines];
}
