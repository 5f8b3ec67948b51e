using System.Net;
using System.Reflection;
using System.Text;
using HydraX.Core.Entitlements;
using HydraX.Core.Users;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Commands;
using HydraX.Web.Telegram.Conversation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace HydraX.Tests.Hosting;

/// <summary>Walks every page, route and command as everybody there is, and holds what comes of it against <see cref="RoleMatrix"/>.</summary>
public sealed class RoleWalkTests
{
    private const string Files = "GET files";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // All walkers come from one address, and as fast as they are let in.
    internal static readonly (string Name, string Value)[] Unhurried =
    [
        ("Api:RequestsPerMinuteFromAddress", "100000"), ("Api:WritesPerMinuteFromAddress", "100000"), ("Limits:PagesPerMinute", "100000"), ("Limits:FormsPerMinute", "100000"),
        ("Limits:TriesPerMinute", "100000"), ("Limits:DownloadsPerHour", "100000"),
    ];

    [Fact]
    public async Task Every_page_route_and_command_stands_in_the_matrix_and_nothing_else_does()
    {
        await using var site = await TestSite.Start(settings: Unhurried);

        Compare("page", "Pages", RoleMatrix.Pages, Components().Union(Endpoints(site).Where(IsPage).Select(RouteOf)));
        Compare("route", "Routes", RoleMatrix.Routes, Endpoints(site).Where(e => !IsPage(e)).SelectMany(Names).Distinct());
        Compare("command", "Commands", RoleMatrix.Commands, site.Get<CommandList>().All.Select(command => $"/{command.Name}"));
    }

    [Fact]
    public async Task Every_page_opens_to_those_whom_the_matrix_names_and_to_nobody_else()
    {
        await using var site = await TestSite.Start(settings: Unhurried);
        var walkers = await RoleWalker.All(site);

        await Walk(site, walkers, RoleMatrix.Pages.SelectMany(row => new[] { (row, HttpMethod.Get, row.What), (row, HttpMethod.Post, row.What) }));
    }

    [Fact]
    public async Task Every_route_opens_to_those_whom_the_matrix_names_and_to_nobody_else()
    {
        await using var site = await TestSite.Start(settings: Unhurried);
        var walkers = await RoleWalker.All(site);

        await Walk(site, walkers, RoleMatrix.Routes.Where(row => row.What != Files).Select(row => (row, HttpMethod.Parse(row.What.Split(' ')[0]), row.What.Split(' ')[1])));
        var nobody = walkers.Where(walker => walker.Name == "nobody").ToList();
        await Walk(site, nobody, Endpoints(site).Where(IsFile).Select(RouteOf).Where(path => !path.Contains('{', StringComparison.Ordinal)).Select(path => (new RoleRow(Files, RoleMatrix.Anybody), HttpMethod.Get, path)));
    }

    // As it is run for real: what is for developers is not there, and nothing else opens wider or narrower.
    [Fact]
    public async Task In_Production_the_matrix_holds_as_well_and_what_is_for_developers_is_not_there()
    {
        await using var site = await TestSite.Start(settings: [.. Unhurried, .. TestSite.Production]);
        var walkers = await RoleWalker.All(site);

        // A form is refused before its page is looked for, so what is for developers is asked for as pages are.
        await Walk(site, walkers, RoleMatrix.Pages.SelectMany(row => new[] { (row, HttpMethod.Get, row.What), (row, HttpMethod.Post, row.What) })
            .Where(step => step.Item2 == HttpMethod.Get || !step.row.Needs.Contains(RoleMatrix.InDevelopment)), isProduction: true);
        await Walk(site, walkers, RoleMatrix.Routes.Where(row => row.What != Files).Select(row => (row, HttpMethod.Parse(row.What.Split(' ')[0]), row.What.Split(' ')[1])), isProduction: true);
    }

    [Fact]
    public async Task Every_command_answers_members_and_staff_alike_and_nobody_who_is_suspended()
    {
        await using var site = await TestSite.Start(settings: Unhurried);
        var (desk, access, telegram) = (site.Get<FrontDesk>(), site.Get<Access>(), 910_000L);
        foreach (var role in (string[])[Roles.Member, .. Roles.Staff, "suspended"])
        {
            var identity = new TelegramIdentity(++telegram, role);
            var user = (await desk.Answer(new(identity, telegram, IsPrivate: true, "/start"), "first", Stop)).UserId!.Value;
            if (Roles.Staff.Contains(role)) await site.Data.Run(work => work.GiveRole(user, role));
            if (role == "suspended") await site.Get<Suspensions>().Suspend(user, "Spam", Core.Audit.Actor.Job, Stop);
            foreach (var row in RoleMatrix.Commands)
            {
                var said = (await desk.Answer(new(identity, telegram, IsPrivate: true, row.What), $"{role}{row.What}", Stop)).Reply!.Html;
                Assert.Equal((role, row.What, role == "suspended"), (role, row.What, said == Members.Suspended.Sentence));
                Assert.DoesNotContain("This is for staff", said, StringComparison.Ordinal);
            }
        }
        foreach (var row in RoleMatrix.Commands)
        {
            var needs = CommandList.NeedsOf(site.Get<CommandList>().Find(row.What[1..])!);
            Assert.Equal((row.What, row.Needs.Contains(RoleMatrix.Anybody)), (row.What, (await access.Meets(Caller.Stranger, needs, Stop)).IsAllowed));
        }
    }

    private static async Task Walk(TestSite site, IReadOnlyList<RoleWalker> walkers, IEnumerable<(RoleRow Row, HttpMethod Method, string Route)> steps, bool isProduction = false)
    {
        var pages = Components();
        var (client, all, wrong) = (site.Server.CreateClient(), steps.ToList(), new System.Collections.Concurrent.ConcurrentQueue<string>());
        await Parallel.ForEachAsync(walkers, Stop, async (walker, _) =>
        {
            foreach (var (row, method, route) in all)
            {
                var isPage = pages.Contains(row.What);
                var absent = isProduction && row.Needs.Contains(RoleMatrix.InDevelopment);
                var (expected, seen) = (absent ? RoleOutcome.Absent : walker.Expects(row, isPage), await Try(client, walker, method, Path(route, walker), isPage));
                var isSpared = seen == RoleOutcome.Absent && row.Needs.Contains(RoleMatrix.PerhapsAbsent);
                if (seen != expected && !isSpared) wrong.Enqueue($"{method} {route} as {walker.Name}: {seen}, and the matrix says {expected}");
            }
        });
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong.Order()));
    }

    private static async Task<RoleOutcome> Try(HttpClient client, RoleWalker walker, HttpMethod method, string path, bool isPage)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(isPage ? "text/html" : "*/*");
        walker.Comes(request);
        if (method == HttpMethod.Post) request.Content = isPage ? new FormUrlEncodedContent([]) : new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        var leadsTo = answer.Headers.Location is { } location ? (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString) : "";
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => RoleOutcome.SignIn,
            HttpStatusCode.Forbidden => RoleOutcome.Refused,
            HttpStatusCode.NotFound when path != "/not-found" => RoleOutcome.Absent,
            >= HttpStatusCode.InternalServerError when path != "/Error" => RoleOutcome.Broken,
            // Whoever is sent away comes back; a page that merely leads on to signing in does not say whereto.
            HttpStatusCode.Redirect when leadsTo.StartsWith("/account/login?returnUrl=", StringComparison.Ordinal) => RoleOutcome.SignIn,
            HttpStatusCode.Redirect when leadsTo.StartsWith("/account/prove", StringComparison.Ordinal) => RoleOutcome.Prove,
            HttpStatusCode.Redirect when leadsTo == "/account/ended" => RoleOutcome.Ended,
            HttpStatusCode.TooManyRequests => throw new InvalidOperationException($"{method} {path} was not answered for haste: the walk needs wider limits."),
            _ => RoleOutcome.Open,
        };
    }

    private static void Compare(string kind, string table, RoleRow[] rows, IEnumerable<string> there)
    {
        var (named, found) = (rows.Select(row => row.What).ToList(), there.ToHashSet());
        Assert.Equal(named.Distinct(), named);
        var missing = found.Except(named).Order().Select(what => $"The matrix does not say who may use the {kind} {what}: add new(\"{what}\", …) to RoleMatrix.{table}.");
        var gone = named.Except(found).Order().Select(what => $"The {kind} {what} is not there any more: take it out of RoleMatrix.{table}.");
        Assert.True(found.SetEquals(named), string.Join(Environment.NewLine, missing.Concat(gone)));
    }

    private static string Path(string route, RoleWalker walker) => route
        .Replace("{Username}", "kestrel", StringComparison.Ordinal).Replace("{username}", "kestrel", StringComparison.Ordinal)
        .Replace("{UserId:long}", $"{walker.Kestrel}", StringComparison.Ordinal).Replace("{board}", "xp", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal);

    private static HashSet<string> Components() => [.. typeof(Web.Components.App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template)];

    private static List<RouteEndpoint> Endpoints(TestSite site) => [.. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    // Files of ours, and what the framework serves to draw pages in the browser.
    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static bool IsOfTheFramework(string route) => route.StartsWith("/_blazor", StringComparison.Ordinal) || route.StartsWith("/_framework", StringComparison.Ordinal);

    private static string RouteOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        if (IsFile(endpoint) || IsOfTheFramework(RouteOf(endpoint)) || endpoint.RoutePattern.RawText!.Contains(":file", StringComparison.Ordinal)) return [Files];
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count == 0 ? [$"GET {RouteOf(endpoint)}"] : methods.Where(method => method != "HEAD").Select(method => $"{method} {RouteOf(endpoint)}");
    }
}
