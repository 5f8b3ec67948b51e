using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Html.Parser;
using HydraX.Tests.Support;

namespace HydraX.Tests.Hosting;

/// <summary>
/// Every page and route is sent what nobody should send: in path and query, in headers, in JSON and in forms, by a stranger, by an admin and by a key. Whatever it
/// answers, it does not fail, names nothing of its inside, writes no markup of the sender's, sends nobody to another site, and logs no error.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20_261_124;

    private static readonly string[] Names = ["returnUrl", "ReturnUrl", "token", "Token", "code", "state", "page", "Page", "after", "before", "sort", "q", "Search", "period", "limit", "cursor", "user", "userId", "username", "amount", "source", "reason", "sourceId", "initData", "advance", "to", "job", "handler"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_paths_queries_and_headers_break_no_route()
    {
        await using var site = await TestSite.Start(settings: [.. RoleWalkTests.Unhurried, .. TestSite.Production]);
        await Fuzz(site, tries: 24, (input, row) =>
        {
            var request = new HttpRequestMessage(row.Method, input.OneIn(3) ? Plain(row.Route) + Query(input) : Filled(row.Route, input) + (input.OneIn(2) ? Query(input) : ""));
            request.Headers.Accept.ParseAdd(row.IsPage ? "text/html" : "*/*");
            for (var more = 0; more < 3; more++)
            {
                var (name, value) = input.Header();
                request.Headers.TryAddWithoutValidation(name, value);
            }
            if (row.Method == HttpMethod.Post) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            return request;
        });
    }

    [Fact]
    public async Task Hostile_bodies_break_no_route()
    {
        await using var site = await TestSite.Start(settings: [.. RoleWalkTests.Unhurried, .. TestSite.Production]);
        await Fuzz(site, tries: 24, (input, row) =>
        {
            var method = row.IsPage || input.OneIn(4) ? HttpMethod.Post : row.Method;
            var request = new HttpRequestMessage(method, Plain(row.Route));
            var body = new ByteArrayContent(input.OneIn(8) ? [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x00, 0xC0, 0xAF] : Encoding.UTF8.GetBytes(input.Json(Names)));
            body.Headers.TryAddWithoutValidation("Content-Type", input.Pick(["application/json", "application/json", "application/json; charset=utf-7", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=", "text/plain", "application/xml", "json", ";;"]));
            if (method != HttpMethod.Get) request.Content = body;
            return request;
        });
    }

    [Fact]
    public async Task Hostile_words_in_the_forms_of_pages_break_none()
    {
        await using var site = await TestSite.Start(settings: [.. RoleWalkTests.Unhurried, .. TestSite.Production]);
        var input = new HostileInput(Seed);
        var wrong = new List<string>();
        foreach (var walker in (await RoleWalker.All(site)).Where(w => w.Name is "nobody" or "member"))
            foreach (var page in RoleMatrix.Pages.Select(row => Plain(row.What)).Where(path => path.StartsWith("/account", StringComparison.Ordinal)))
                for (var time = 0; time < 6; time++)
                {
                    using var client = Client(site);
                    using var ask = new HttpRequestMessage(HttpMethod.Get, page + (input.OneIn(2) ? Query(input) : ""));
                    walker.Comes(ask);
                    using var shown = await client.SendAsync(ask, Stop);
                    var document = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync(Stop));
                    foreach (var form in document.QuerySelectorAll("main form[method=post]"))
                    {
                        var fields = form.QuerySelectorAll("[name]").Select(field => (Name: field.GetAttribute("name")!, Kept: field.GetAttribute("value") ?? ""))
                            .Select(field => new KeyValuePair<string, string>(field.Name, field.Name.StartsWith('_') && !input.OneIn(12) ? field.Kept : input.Text().Replace("\uD800", "\uFFFD", StringComparison.Ordinal)));
                        using var send = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") is { Length: > 0 } action ? action : page) { Content = new FormUrlEncodedContent(fields) };
                        walker.Comes(send);
                        await Judge(client, send, $"the form of {page} as {walker.Name}", wrong.Add);
                    }
                }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
        Assert.Empty(site.Errors);
    }

    // What is no HTTP, or two things at once, as those send it who smuggle requests past a proxy.
    [Fact]
    public async Task What_is_no_request_is_refused_and_the_next_one_served()
    {
        await using var site = await TestSite.Listen(RoleWalkTests.Unhurried);
        var address = site.ClientOptions.BaseAddress;
        foreach (var sent in (string[])
        [
            "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n", $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('a', 70_000)}\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /u/a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Folded: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Null: a\0b\r\n\r\n", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
            "POST /account/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "POST /account/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /account/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n", "POST /account/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        ])
        {
            var answer = await Raw(address, sent);
            Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), $"{sent[..Math.Min(60, sent.Length)]} was answered {answer[..Math.Min(80, answer.Length)]}");
        }
        // Both lengths at once: the body is taken by its chunks, the connection closes, and what stands behind it is nobody's request.
        var both = await Raw(address, "POST /account/logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.DoesNotContain("Healthy", both, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await Raw(address, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.Empty(site.Errors);
    }

    private static async Task Fuzz(TestSite site, int tries, Func<HostileInput, (HttpMethod Method, string Route, bool IsPage), HttpRequestMessage> make)
    {
        var rows = RoleMatrix.Pages.Select(row => (HttpMethod.Get, row.What, true))
            .Concat(RoleMatrix.Routes.Where(row => row.What.Contains('/', StringComparison.Ordinal)).Select(row => (HttpMethod.Parse(row.What.Split(' ')[0]), row.What.Split(' ')[1], false))).ToList();
        var walkers = (await RoleWalker.All(site)).Where(w => w.Name is "nobody" or "Admin with a second factor" or "admin's key that may award").ToList();
        Assert.Equal(3, walkers.Count);
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(rows.Index(), Stop, async (one, _) =>
        {
            var (input, client) = (new HostileInput(Seed + one.Index), Client(site));
            for (var time = 0; time < tries; time++)
            {
                var walker = input.Pick(walkers);
                using var request = make(input, one.Item);
                walker.Comes(request);
                await Judge(client, request, $"{request.Method} {request.RequestUri!.OriginalString[..Math.Min(200, request.RequestUri.OriginalString.Length)]} as {walker.Name}, {one.Item.Item2} time {time}", wrong.Enqueue);
            }
        });
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong.Order().Take(20)));
        Assert.Empty(site.Errors);
    }

    private static async Task Judge(HttpClient client, HttpRequestMessage request, string what, Action<string> wrong)
    {
        using var answer = await client.SendAsync(request, Stop);
        var path = request.RequestUri!.OriginalString;
        // The page of failures says that something failed, when it is asked for; and a bot that is off is not ready.
        if ((int)answer.StatusCode >= 500 && !path.StartsWith("/Error", StringComparison.Ordinal) && !path.StartsWith("/health/ready", StringComparison.Ordinal)) wrong($"{what}: {(int)answer.StatusCode}");
        if (answer.Headers.Contains("X-Injected")) wrong($"{what}: a header of the sender's");
        if (answer.Headers.Location is { } location && IsElsewhere(location)) wrong($"{what}: sent to {location.OriginalString}");
        var text = await answer.Content.ReadAsStringAsync(Stop);
        if (text.Contains("   at HydraX.", StringComparison.Ordinal) || text.Contains("Exception:", StringComparison.Ordinal)) wrong($"{what}: names its inside: {text[..Math.Min(300, text.Length)]}");
        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return;
        if (text.Contains(HostileInput.Markup, StringComparison.Ordinal)) wrong($"{what}: markup of the sender's");
        if (!answer.Headers.Contains("Content-Security-Policy")) wrong($"{what}: no Content-Security-Policy");
        foreach (var link in new HtmlParser().ParseDocument(text).QuerySelectorAll("a[href], form[action]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action")!))
            if (link.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || link.StartsWith("//", StringComparison.Ordinal) || link.StartsWith("/\\", StringComparison.Ordinal) || link.StartsWith("https://evil", StringComparison.Ordinal)) wrong($"{what}: leads to {link}");
    }

    private static bool IsElsewhere(Uri location) => location.IsAbsoluteUri && !location.OriginalString.StartsWith('/')
        ? location.Host != "localhost"
        : location.OriginalString.StartsWith("//", StringComparison.Ordinal) || location.OriginalString.StartsWith("/\\", StringComparison.Ordinal) || location.OriginalString.Contains('\t', StringComparison.Ordinal);

    private static string Query(HostileInput input) => "?" + string.Join('&', Enumerable.Range(0, 3).Select(_ => $"{input.Pick(Names)}={input.InPath()}"));

    private static string Filled(string route, HostileInput input) => route.Contains('{', StringComparison.Ordinal)
        ? System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", _ => input.InPath())
        : input.OneIn(2) ? $"{route.TrimEnd('/')}/{input.InPath()}" : route;

    private static string Plain(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{([^}]+)\}", field => field.Groups[1].Value switch { "UserId:long" => "1", "documentName" => "v1", "board" => "xp", _ => "kestrel" });

    private static HttpClient Client(TestSite site) => site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = site.ClientOptions.BaseAddress });

    private static async Task<string> Raw(Uri address, string sent)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, Stop);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(sent), Stop);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(Stop);
        }
        // Closed in the sender's face, which is an answer too.
        catch (IOException)
        {
            return "";
        }
    }
}
