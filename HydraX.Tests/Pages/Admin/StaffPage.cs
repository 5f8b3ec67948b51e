using Bunit;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Pages.Admin;

/// <summary>A page for staff on a real database, seen by an admin named heron.</summary>
public abstract class StaffPage : PageTest
{
    protected long Heron { get; private set; }

    protected JobLog Log { get; private set; } = null!;

    protected static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Heron = (await Core.Staff(name: "heron")).UserId!.Value;
        Log = new(Core.Data, Core.Clock, Core.Time, Core.Get<DomainMeter>(), NullLogger<JobLog>.Instance);
        var jobServices = new ServiceCollection().AddSingleton(Core.Get<XpVerification>()).BuildServiceProvider();
        Services.AddSingleton(Core.Get<OverviewQuestions>()).AddSingleton(Core.Get<DeliveryQuestions>()).AddSingleton(Core.Get<DeliveryOperations>()).AddSingleton(Core.Get<AuditQuestions>()).AddSingleton(Core.Get<AuditVerification>())
            .AddSingleton(Core.Get<DemoContent>()).AddSingleton(Core.Get<Boards>()).AddSingleton(Core.Get<XpVerification>()).AddSingleton(Core.Get<UserDirectory>())
            .AddSingleton(Log).AddSingleton(new JobDesk(jobServices, Log, Core.Clock, Core.Data, Core.Get<AuditTrail>(), NullLogger<JobDesk>.Instance))
            .AddSingleton(new Visit { Address = "203.0.113.7" });
        SignIn(Heron, "heron", Roles.Admin);
    }

    protected async Task<IRenderedComponent<T>> Open<T>() where T : IComponent
    {
        var page = Render<T>();
        await page.WaitForStateAsync(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    protected string Said => Toasts.Shown[^1].Text;

    protected Task<List<AuditLine>> Audited(string action) => Audited(new AuditFilter(Action: action));

    protected static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text, string among = "button") =>
        page.FindAll(among).First(b => b.TextContent.Trim() == text);

    /// <summary>Types why, where the page asks for it.</summary>
    protected static void Explain(IRenderedComponent<IComponent> page, string why = "for the test") =>
        page.Find($"#{page.FindAll("label").First(label => label.TextContent.Trim().StartsWith("Why", StringComparison.Ordinal)).GetAttribute("for")}").Change(why);

    private async Task<List<AuditLine>> Audited(AuditFilter filter) => [.. (await Core.Get<AuditQuestions>().Page(filter, null, 50, Stop)).Lines];
}
