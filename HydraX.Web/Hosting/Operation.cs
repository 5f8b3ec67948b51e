using HydraX.Core.Abuse;
using HydraX.Web.Api;
using HydraX.Web.Hosting.Limits;
using HydraX.Web.Hosting.Logs;
using HydraX.Web.Hosting.Settings;
using HydraX.Web.Hosting.Watching;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HydraX.Web.Hosting;

/// <summary>What stands around every request, and what the process owes to whoever runs it.</summary>
public static class Operation
{
    /// <summary>How long a stop waits for what is being done: inbox, outbox, jobs, requests.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    // Forms and chat messages are small; what takes more says so at its route.
    private const long MostBytes = 1024 * 1024;
    private static readonly string[] Ours = ["utf-8", "us-ascii"];

    /// <summary>Health, figures, failures, limits and the API.</summary>
    public static WebApplicationBuilder AddOperation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<AddressOptions>(builder.Configuration);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });
        services.AddSingleton<Failures>().AddSingleton<IExceptionHandler>(s => s.GetRequiredService<Failures>());
        services.AddSingleton<Beginning>().AddHostedService(s => s.GetRequiredService<Beginning>());
        services.Configure<LimitOptions>(builder.Configuration.GetSection(LimitOptions.Section)).AddRateLimiter(_ => { });
        services.AddWatching(builder.Configuration);
        services.AddHostedService<AbuseWorker>();
        services.AddApi(builder.Configuration);
        return builder;
    }

    /// <summary>The outermost part of the pipeline.</summary>
    public static void UseOperation(this WebApplication app)
    {
        UseProxies(app);
        app.UseMiddleware<RequestLog>();
        app.UseSecurityHeaders();
        app.UseHttpsAlone();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Urls.Error,
            StatusCodeSelector = Failures.StatusOf,
            // What failed once in this request's services, such as asking who is there, would fail again in them.
            CreateScopeForErrors = true,
            SuppressDiagnosticsCallback = _ => true,
        });
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        // Inside of it the API, which answers for itself.
        app.UseStatusCodePagesWithReExecute(Urls.NotFound);
        app.Use(LookInstead);
        app.UseLimitsOfStrangers();
        app.UseOwnOriginForCircuits();
        app.UseApi();
        app.Use(ReadableText);
    }

    /// <summary>Addresses that show how the process is.</summary>
    public static void MapOperation(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapApi();
    }

    // Text comes in UTF-8. What names another encoding is refused before it is read, since one that .NET does not know fails where it is.
    private static Task ReadableText(HttpContext http, RequestDelegate next)
    {
        var isOther = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue && !Ours.Contains(type.Charset.Value.Trim('"'), StringComparer.OrdinalIgnoreCase);
        if (!isOther) return next(http);
        if (ApiServices.IsApi(http)) throw new BadHttpRequestException("Text comes in UTF-8: name that charset, or none.", StatusCodes.Status415UnsupportedMediaType);
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    // The page that is drawn in place of an answer is looked at, whatever had been sent: a form that was refused would be refused, or fail, once more.
    private static async Task LookInstead(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is null && http.Features.Get<IExceptionHandlerFeature>() is null)
        {
            await next(http);
            return;
        }
        var (method, type) = (http.Request.Method, http.Request.ContentType);
        (http.Request.Method, http.Request.ContentType) = (HttpMethods.Get, null);
        await next(http);
        (http.Request.Method, http.Request.ContentType) = (method, type);
    }

    private static void UseProxies(WebApplication app)
    {
        var proxies = app.Configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new();
        if (!proxies.Any) return;
        // Only a proxy knows where somebody is; from anybody else the word is taken away before it is read.
        if (app.Services.GetRequiredService<IOptions<AbuseOptions>>().Value.PlaceHeader is { Length: > 0 } place)
        {
            app.Use((http, next) =>
            {
                if (!proxies.Trusts(http.Connection.RemoteIpAddress)) http.Request.Headers.Remove(place);
                return next(http);
            });
        }
        var headers = new ForwardedHeadersOptions();
        proxies.Apply(headers);
        app.UseForwardedHeaders(headers);
    }
}
