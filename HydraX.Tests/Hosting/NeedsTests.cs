using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Tests.Support;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Hosting;

public sealed class NeedsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/open", null, HttpStatusCode.OK)]
    [InlineData("/api/member", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/member", "Member", HttpStatusCode.OK)]
    [InlineData("/api/admin", "Member", HttpStatusCode.Forbidden)]
    [InlineData("/api/admin", "Moderator", HttpStatusCode.Forbidden)]
    [InlineData("/api/staff", "Moderator", HttpStatusCode.OK)]
    [InlineData("/api/staff", "Member", HttpStatusCode.Forbidden)]
    [InlineData("/api/admin", "Admin", HttpStatusCode.OK)]
    [InlineData("/api/fang", "Member", HttpStatusCode.Forbidden)]
    [InlineData("/api/auto", "Admin", HttpStatusCode.Forbidden)]
    [InlineData("/api/scope", "Member", HttpStatusCode.Forbidden)]
    [InlineData("/api/scope", "Member xp:write", HttpStatusCode.OK)]
    [InlineData("/api/both", "Member xp:write", HttpStatusCode.Forbidden)]
    [InlineData("/api/silent", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/silent", "Admin", HttpStatusCode.Forbidden)]
    [InlineData("/silent", "Admin", HttpStatusCode.Forbidden)]
    [InlineData("/nowhere", null, HttpStatusCode.NotFound)]
    [InlineData("/nowhere", "Member", HttpStatusCode.NotFound)]
    public async Task A_route_opens_to_those_whom_it_declares_and_to_nobody_if_it_declares_nothing(string path, string? who, HttpStatusCode status)
    {
        await using var host = await Host.Start();

        Assert.Equal(status, (await host.Get(path, who)).StatusCode);
    }

    [Theory]
    [InlineData("/api/admin", "access.duty", "Only the role Admin may handle everybody's API keys.")]
    [InlineData("/api/staff", "access.staff", "This is for staff.")]
    [InlineData("/api/fang", "access.tier", "This needs FANG or higher, and you are on NIBBLER. FANG costs 89.00 USD a month.")]
    [InlineData("/api/auto", "access.feature", "Automatic fire is not part of NIBBLER. It comes with COMMANDER (139.00 USD a month) and above.")]
    [InlineData("/api/scope", "access.scope", "This needs an API key with the scope xp:write.")]
    [InlineData("/api/silent", "access.undeclared", "This is closed: it does not say who may use it.")]
    public async Task The_api_is_told_why_in_problem_details(string path, string code, string sentence)
    {
        await using var host = await Host.Start();

        var answer = await host.Get(path, "Member");

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((code, sentence), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_stranger_at_the_api_is_told_how_to_say_who_they_are()
    {
        await using var host = await Host.Start();

        var answer = await host.Get("/api/member", null);

        Assert.Equal("ApiKey", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("access.sign-in", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_suspended_admin_is_refused()
    {
        await using var host = await Host.Start();
        await using (var db = host.Core.Database.Open())
        {
            db.Users.Single(u => u.Id == host.User).IsActive = false;
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await host.Get("/api/admin", "Admin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/open", "Admin")).StatusCode);
    }

    [Fact]
    public void Every_page_declares_who_may_see_it()
    {
        var pages = typeof(Web.Components.App).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)).ToList();

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !RequiresAttribute.IsOn(page)).Select(page => page.FullName));
    }

    [Fact]
    public void A_class_names_all_that_it_requires() =>
        Assert.Equal(["who:member", "tier:FANG", "feature:auto_fire"], RequiresAttribute.On(typeof(Demanding)).Select(n => n.Code).OrderByDescending(c => c));

    [Requires(Who.Member), Requires(Feature.AutoFire), Requires(TierCode.Fang)]
    private sealed class Demanding;

    private sealed class Host(WebApplication app, TestCore core, long user) : IAsyncDisposable
    {
        public TestCore Core => core;
        public long User => user;

        public static async Task<Host> Start()
        {
            var core = await TestCore.Create(DatabaseProvider.Sqlite);
            var user = await core.Member();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(core.Get<Access>()).AddSingleton(core.Get<SignIns>()).AddNeeds();
            builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, SaidInHeader>("Test", null);
            var app = builder.Build();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/open", () => "ok").OpenToAll();
            app.MapGet("/silent", () => "ok");
            app.MapGet("/api/silent", () => "ok");
            app.MapGet("/api/member", () => "ok").Requires(new RequiresAttribute(Who.Member));
            app.MapGet("/api/admin", () => "ok").Requires(new RequiresAttribute(Duty.Keys));
            app.MapGet("/api/staff", () => "ok").Requires(new RequiresAttribute(Who.Staff));
            app.MapGet("/api/fang", () => "ok").Requires(new RequiresAttribute(TierCode.Fang));
            app.MapGet("/api/auto", () => "ok").Requires(new RequiresAttribute(Feature.AutoFire));
            app.MapGet("/api/scope", () => "ok").Requires(new RequiresAttribute("xp:write"));
            app.MapGet("/api/both", () => "ok").Requires(new RequiresAttribute("xp:write"), new RequiresAttribute(Duty.Keys));
            await app.StartAsync(Stop);
            return new(app, core, user);
        }

        /// <param name="path">Where to.</param>
        /// <param name="who">Role and scopes, with spaces between; null is a stranger.</param>
        public Task<HttpResponseMessage> Get(string path, string? who)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (who is not null) request.Headers.Add("X-Test", $"{user} {who}");
            return app.GetTestClient().SendAsync(request, Stop);
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await core.DisposeAsync();
        }
    }

    private sealed class SaidInHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Test"].ToString() is not { Length: > 0 } said) return Task.FromResult(AuthenticateResult.NoResult());
            var words = said.Split(' ');
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, words[0]), new(ClaimTypes.Role, words[1]), .. words.Skip(2).Select(s => new Claim(NeedHandler.ScopeClaim, s))], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme.Name)));
        }
    }
}
