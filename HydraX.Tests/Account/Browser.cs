using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HydraX.Tests.Account;

/// <summary>An answer, as a person sees it.</summary>
/// <param name="Status">The status.</param>
/// <param name="RedirectedTo">Where it leads, as a local path.</param>
/// <param name="Document">The page.</param>
/// <param name="Headers">All headers.</param>
public sealed record Page(HttpStatusCode Status, string? RedirectedTo, IHtmlDocument Document, HttpResponseMessage Headers)
{
    /// <summary>All words of the page.</summary>
    public string Text => Document.Body!.TextContent;
}

/// <summary>A browser without script: it keeps cookies, sends further headers along if it is told to, fills forms in with all their hidden fields, and follows nothing by itself.</summary>
public sealed class Browser(Uri site, params (string Name, string Value)[] sends)
{
    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    /// <summary>The cookies it holds.</summary>
    public CookieCollection Cookies => cookies.GetCookies(site);

    /// <summary>Another browser with copies of the cookies that this one holds now, as a thief would have them.</summary>
    public Browser Stolen() => Stolen(site);

    /// <summary>The same at another node.</summary>
    public Browser Stolen(Uri there)
    {
        var thief = new Browser(there);
        foreach (Cookie cookie in Cookies) thief.cookies.Add(there, new Cookie(cookie.Name, cookie.Value));
        return thief;
    }

    /// <summary>For what is no page, such as a file.</summary>
    public HttpClient Client => client ??= Made();

    private HttpClient Made()
    {
        var made = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = site };
        foreach (var (name, value) in sends) made.DefaultRequestHeaders.Add(name, value);
        return made;
    }

    public async Task<Page> Get(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/html");
        return await Read(await Client.SendAsync(request));
    }

    public Task<HttpResponseMessage> PostJson(string url, string json) => Client.PostAsync(url, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    /// <summary>Posts fields as they are, without a page around them.</summary>
    public async Task<Page> Post(string url, params (string Name, string Value)[] fields) =>
        await Read(await Client.PostAsync(url, new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)))));

    /// <summary>Opens a page, fills its first form of the method post in and sends it; fields not named keep what the page gave them.</summary>
    public async Task<Page> Submit(string url, params (string Name, string Value)[] fields) => await SubmitOn(await Get(url), url, fields);

    /// <summary>As <see cref="Submit"/>, on a page that is open already.</summary>
    public async Task<Page> SubmitOn(Page page, string url, params (string Name, string Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>("main form[method=post]") ?? throw new InvalidOperationException($"No form on {url}: {page.Status} {page.RedirectedTo} {page.Text}");
        var values = form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(i => i.Type != "checkbox").ToDictionary(i => i.Name!, i => i.Value ?? "");
        foreach (var (name, value) in fields)
        {
            Assert.True(form.QuerySelector($"[name='{name}']") is not null, $"The form has no field {name}.");
            values[name] = value;
        }
        var action = form.GetAttribute("action");
        return await Read(await Client.PostAsync(string.IsNullOrEmpty(action) ? url : action, new FormUrlEncodedContent(values)));
    }

    private async Task<Page> Read(HttpResponseMessage answer)
    {
        var location = answer.Headers.Location;
        var local = location is null ? null : location.IsAbsoluteUri && location.Authority == site.Authority ? location.PathAndQuery : location.ToString();
        return new(answer.StatusCode, local, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()), answer);
    }
}
