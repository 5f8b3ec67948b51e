using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Web.Hosting.Logs;
using Microsoft.AspNetCore.Mvc;

namespace HydraX.Web.Api;

/// <summary>Every refusal of the API, as problem details (RFC 9457): a stable <c>code</c>, a sentence, and for a bad field its name.</summary>
public static class ApiProblems
{
    private const string MediaType = "application/problem+json";

    /// <summary>A refusal of the domain. What is not there is 404, what may not be is 403, anything else 422.</summary>
    public static IResult Of(Problem problem) => Of(StatusOf(problem), problem);

    /// <summary>A refusal with its status.</summary>
    public static IResult Of(int status, Problem problem, string? field = null) =>
        Results.Json(Details(status, problem, field), contentType: MediaType, statusCode: status);

    /// <summary>Writes a refusal where no route does.</summary>
    public static Task Write(HttpContext http, int status, Problem problem)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(Details(status, problem, null), options: null, contentType: MediaType);
    }

    /// <summary>
    /// Stands around the API: an exception becomes 500 (503 where the database is gone) with a reference that the log holds, and a status without a
    /// body gets its sentence. No HTML and no stack trace leaves here.
    /// </summary>
    public static async Task Catch(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<Failures>().Note(http, e);
            http.Response.Clear();
            await Write(http, Failures.StatusOf(e), Problem.Of("api.failed", DatabaseTrouble.Sentence(e) is null
                ? $"Something broke on our side. Name the reference {Failures.Reference(http)} if it stays."
                : $"The database does not answer at the moment. Nothing was changed; ask again in a minute. Reference {Failures.Reference(http)}."));
            return;
        }
        var isBare = http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };
        if (isBare) await Write(http, http.Response.StatusCode, Bare(http.Response.StatusCode, http.Request.Method));
    }

    private static Problem Bare(int status, string method) => status switch
    {
        StatusCodes.Status401Unauthorized => Problem.Of("access.sign-in", "Send an API key in the header X-Api-Key."),
        StatusCodes.Status403Forbidden => Problem.Of("access.refused", "This is not open to you."),
        StatusCodes.Status404NotFound => Problem.Of("api.no-route", "Nothing is at this address. All routes are described at /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => Problem.Of("api.method", $"This address does not take {method}; the header Allow says what it takes."),
        StatusCodes.Status413PayloadTooLarge => Problem.Of("api.too-large", $"A request body has at most {ApiBody.MostBytes / 1024} KiB."),
        StatusCodes.Status415UnsupportedMediaType => ApiBody.NotJson,
        _ => Problem.Of("api.bad-request", "The request could not be read."),
    };

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "users.unknown" => StatusCodes.Status404NotFound,
        "access.staff" or "access.duty" or "access.tier" or "access.feature" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static ProblemDetails Details(int status, Problem problem, string? field)
    {
        var details = new ProblemDetails { Status = status, Title = Title(status), Detail = problem.Sentence, Type = $"urn:hydrax:problem:{problem.Code}" };
        details.Extensions["code"] = problem.Code;
        if (field is not null) details.Extensions["field"] = field;
        return details;
    }

    private static string Title(int status) => status switch
    {
        400 => "The request is malformed",
        401 => "Who are you?",
        403 => "Not open to you",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "Being answered already",
        413 => "The request is too large",
        415 => "Not JSON",
        422 => "Refused",
        429 => "Too many requests",
        503 => "Not at the moment",
        _ => "Something broke",
    };
}
