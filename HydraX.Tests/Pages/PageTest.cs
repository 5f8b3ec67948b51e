using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HydraX.Core.Achievements;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using HydraX.Web.Telegram;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Pages;

/// <summary>A member's page on a real database, without a host around it.</summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    private BunitAuthorizationContext? authorization;

    protected TestCore Core { get; private set; } = null!;

    protected LiveChanges Live => Services.GetRequiredService<LiveChanges>();

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected Toasts Toasts => Services.GetRequiredService<Toasts>();

    public virtual async ValueTask InitializeAsync()
    {
        Core = await TestCore.Create(DatabaseProvider.Sqlite);
        JSInterop.Mode = JSRuntimeMode.Loose;
        authorization = AddAuthorization();
        Services.AddSingleton(Core.Get<HomeQuestions>()).AddSingleton(Core.Get<PressPassQuestions>()).AddSingleton(Core.Get<ProfileQuestions>()).AddSingleton(Core.Get<XpQuestions>()).AddSingleton(Core.Get<AchievementQuestions>())
            .AddSingleton<BotState>().AddSingleton<IWebHostEnvironment>(new NoSite()).AddSingleton(Core.Get<TierCatalog>()).AddSingleton(Core.Passes).AddSingleton(Core.Progression).AddSingleton(Core.Get<Activity>()).AddSingleton(Core.Clock)
            .AddSingleton(TimeProvider.System).AddSingleton<Toasts>().AddSingleton<FrameSignal>().AddTransient<Presence>().AddScoped<Visit>().AddSingleton(Core.Get<ConsentBook>())
            .AddSingleton(new LiveChanges(TimeProvider.System, NullLogger<LiveChanges>.Instance))
            .AddSingleton(new PublicAddress(new ConfigurationBuilder().AddInMemoryCollection([new("PublicUrl", "https://hydrax.example")]).Build(), new HostingEnvironment(), new NoServer()));
    }

    // Setting it closes the list of services, so it is set at the last moment.
    public override IRenderedComponent<T> Render<T>(Action<ComponentParameterCollectionBuilder<T>>? parameterBuilder = null)
    {
        SetRendererInfo(new("Server", isInteractive: true));
        return base.Render(parameterBuilder);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await Core.DisposeAsync();
    }

    protected void SignIn(long user, string name, params string[] roles) =>
        authorization!.SetAuthorized(name).SetRoles(roles).SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{user}"));

    /// <summary>With a session of their own, by whose last proof what matters is let pass or asked for anew.</summary>
    protected async Task<string> SignInFreshly(long user, string name, params string[] roles)
    {
        var token = await Core.SignIn(user);
        authorization!.SetAuthorized(name).SetRoles(roles).SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{user}"), new Claim(AccountClaims.Session, token));
        return token;
    }

    protected static IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button, a.button").First(b => b.TextContent.Contains(text, StringComparison.Ordinal));

    /// <summary>The database stops answering, until what is returned is disposed.</summary>
    protected async Task<IAsyncDisposable> Outage()
    {
        await Core.Data.Run(work => work.Execute("ALTER TABLE user_profiles RENAME TO gone"));
        return new Restored(() => Core.Data.Run(work => work.Execute("ALTER TABLE gone RENAME TO user_profiles")));
    }

    private sealed class Restored(Func<Task> restore) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await restore();
    }

    private sealed class NoSite : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";
        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
        public string ApplicationName { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
        public string ContentRootPath { get; set; } = "";
        public string EnvironmentName { get; set; } = "Production";
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
