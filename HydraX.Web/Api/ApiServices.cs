using HydraX.Core.Screens;
using Microsoft.AspNetCore.Authentication;

namespace HydraX.Web.Api;

/// <summary>Wires the API.</summary>
public static class ApiServices
{
    /// <summary>Callers by key, repeats and the document.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApiOptions>(configuration.GetSection(ApiOptions.Section));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        services.AddHostedService<ConfiguredKeyAtStart>();
        return services.AddSingleton<MemberQuestions>().AddSingleton<IdempotentPosts>().AddApiDocument();
    }

    /// <summary>Around everything under /api: problems for every fault, size. Its limits stand with all others, in <see cref="Hosting.Limits.LimitTable"/>.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseWhen(IsApi, api =>
        {
            api.Use(ApiProblems.Catch);
            api.Use(LimitBody);
        });
    }

    /// <summary>After sessions are known: who comes with a key.</summary>
    public static void UseCallersByKey(this WebApplication app) => app.Use(ApiCaller.KnowByKey);

    /// <summary>After routes are authorised: repeats.</summary>
    public static void UseIdempotentPosts(this WebApplication app)
    {
        var once = app.Services.GetRequiredService<IdempotentPosts>();
        app.UseWhen(IsApi, api => api.Use(once.Once));
    }

    /// <summary>Whether a request is for the API.</summary>
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    private static Task LimitBody(HttpContext http, RequestDelegate next)
    {
        if (http.Request.ContentLength > ApiBody.MostBytes) throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = ApiBody.MostBytes;
        return next(http);
    }
}
