using HydraX.Core.Achievements;
using HydraX.Core;
using HydraX.Core.Abuse;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Jobs;
using HydraX.Core.Leaderboards;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Protection;
using HydraX.Core.Screens;
using HydraX.Core.Shop;
using HydraX.Core.Tiers;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Web.Api;
using HydraX.Web.Components.Account;
using HydraX.Web.Hosting.Limits;
using HydraX.Web.Hosting.Logs;
using HydraX.Web.Hosting.Settings;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Admin.Audit;
using HydraX.Web.Pages.Dev;
using HydraX.Web.Pages.Ledgers;
using HydraX.Web.Pages.Profile;
using HydraX.Web.Pages.Members;
using HydraX.Web.Privacy;
using HydraX.Web.Telegram;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace HydraX.Web.Hosting;

/// <summary>How the process is put together, in the order of <c>Program.cs</c>.</summary>
public static class Composition
{
    // Of a circuit, in bytes. Its first message brings back what the page was drawn from, which is more than the 32 KB that are usual: a list of 50 rows with a paragraph each.
    private const long LargestMessage = 512 * 1024;

    /// <summary>
    /// Published, <c>wwwroot</c> lies beside the binaries and the content root must too, or assets answer 200 without a body when the process is
    /// started from another folder. From <c>dotnet run</c> or a test the project's folder holds.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>The agreed <c>appsettings.json</c> beside the binaries, below every other source; logs.</summary>
    public static WebApplicationBuilder AddSettingsAndLogs(this WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            Path = "appsettings.json",
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
            Optional = false,
        });
        DevelopmentKey.Provide(builder.Configuration, builder.Environment);
        SettingsCheck.Run(builder.Configuration, builder.Environment);
        builder.Logging.ClearProviders();
        var logs = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext().Filter.ByExcluding(Startup.IsToldOtherwise);
        logs = builder.Environment.IsDevelopment()
            ? logs.WriteTo.Console(new MaskedText(new MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}")))
            : logs.WriteTo.Console(new MaskedText(new JsonFormatter(renderMessage: true)));
        builder.Logging.AddSerilog(logs.CreateLogger(), dispose: true);
        return builder;
    }

    /// <summary>The domain.</summary>
    public static WebApplicationBuilder AddDomain(this WebApplicationBuilder builder)
    {
        DataServices.BuildModelAhead(builder.Configuration);
        builder.Services.AddHydraXData(builder.Configuration);
        builder.Services.AddMembersAndXp(builder.Configuration.GetSection(XpOptions.Section).Get<XpOptions>() ?? new(), builder.Configuration.GetSection(AchievementOptions.Section).Get<AchievementOptions>() ?? new());
        builder.Services.AddMessaging();
        builder.Services.AddAudit();
        builder.Services.AddProtection(builder.Configuration);
        builder.Services.AddTiers(builder.Configuration);
        builder.Services.AddEntitlements();
        builder.Services.AddAdmin();
        builder.Services.AddAbuse(builder.Configuration);
        builder.Services.AddLeaderboards();
        builder.Services.AddDemoContent();
        builder.Services.AddPrivacy(builder.Configuration);
        builder.Services.AddScreens();
        return builder;
    }

    /// <summary>Jobs, pages, bot and API.</summary>
    public static WebApplicationBuilder AddDoors(this WebApplicationBuilder builder)
    {
        builder.Services.AddJobs(builder.Configuration);
        builder.Services.AddTelegram(builder.Configuration, builder.Environment);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddNeeds();
        builder.AddOperation();
        builder.Services.AddScoped<Visit>().AddScoped<RecentProof>();
        builder.Services.AddMemberPages();
        builder.Services.AddPrivacyDoors();
        return builder;
    }

    /// <summary>Brings database, clock and starting content up before anything else asks them.</summary>
    public static async Task Prepare(this WebApplication app)
    {
        var stop = app.Lifetime.ApplicationStopping;
        var tiers = app.Services.GetRequiredService<TierCatalog>();
        var tierFile = Task.Run(tiers.ReadFile, stop);
        await app.Services.GetRequiredService<DatabaseStart>().Migrate(stop);
        await app.Services.GetRequiredService<ProtectionRing>().Open(stop);
        await app.Services.GetRequiredService<ClockCheck>().Look(stop);
        await app.Services.GetRequiredService<Rehearsal>().Restore(stop);
        await tiers.Open(await tierFile, stop);
        await app.Services.GetRequiredService<XpCalendar>().Open(stop);
        await app.Services.GetRequiredService<XpShop>().Open(stop);
        await app.Services.GetRequiredService<AchievementBook>().Open(stop);
        // Before anybody is served: whom a restored backup brought back, the list of erasures takes away again.
        await app.Services.GetRequiredService<ErasureList>().Replay(stop);
        if (app.Configuration.GetSection(DemoOptions.Section).Get<DemoOptions>()?.Enabled ?? app.Environment.IsDevelopment())
            await app.Services.GetRequiredService<DemoContent>().Open(stop, app.Services.GetRequiredService<IOptions<AdminOptions>>().Value.Registration?.Username);
    }

    /// <summary>Makes endpoints and the parts that run by themselves; they are kept until the server begins with them.</summary>
    public static void MakeAhead(this WebApplication app)
    {
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources) _ = source.Endpoints;
        _ = app.Services.GetServices<IHostedService>().Count();
    }

    /// <summary>The pipeline.</summary>
    public static WebApplication UseDoors(this WebApplication app)
    {
        app.UseOperation();
        app.UseAuthentication();
        app.UseCallersByKey();
        app.UseLimitsOfMembers();
        app.UseAuthorization();
        app.UseReadableQueries();
        app.UseIdempotentPosts();
        app.UseAntiforgery();
        app.MapStaticAssets().OpenToAll().IsDoor(Door.Unlimited);
        app.MapOperation();
        app.MapAccounts();
        app.MapSecurityText();
        app.MapLedgerExport();
        app.MapShareCards();
        app.MapAuditExport();
        app.MapDataExport();
        app.UseTelegram();
        app.MapClock();
        app.MapRazorComponents<Components.App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null).PagesDeclare();
        // Routes are made when they are first looked at. Now the database is still being opened; later the start would wait for them.
        foreach (var routes in ((IEndpointRouteBuilder)app).DataSources) _ = routes.Endpoints.Count;
        return app;
    }
}
