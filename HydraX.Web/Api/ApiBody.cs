using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace HydraX.Web.Api;

/// <summary>How bodies are read: strictly, so that a slip is told and not passed over.</summary>
public static class ApiBody
{
    /// <summary>Bytes that a body may have.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>What is said of a body of another kind.</summary>
    public static readonly Problem NotJson = Problem.Of("api.not-json", "Send JSON, with Content-Type: application/json.");

    /// <summary>camelCase, each field once and of its own type, no field that is not known.</summary>
    public static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        MaxDepth = 8,
    };

    /// <summary>Reads a text into a shape, or says what is wrong with which field.</summary>
    public static (T? Value, Problem? Problem, string? Field) Read<T>(string text) where T : class
    {
        if (!IsObject(text)) return (null, Problem.Of("api.not-json-object", $"The body is no JSON object that can be read; send one with {Names<T>()}."), null);
        try
        {
            return (JsonSerializer.Deserialize<T>(text, Strict), null, null);
        }
        catch (JsonException e)
        {
            var field = FieldOf(e.Path);
            return (null, Fault<T>(e, field), field);
        }
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = Strict.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Names<T>() => string.Join(", ", Fields<T>().Keys);

    private static Dictionary<string, Type> Fields<T>() => typeof(T).GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType);

    private static Problem Fault<T>(JsonException e, string? field)
    {
        if (field is null || !Fields<T>().TryGetValue(field, out var type)) return Problem.Of("api.unknown-field", $"There is no field {field}; there are {Names<T>()}.");
        if (e.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase)) return Problem.Of("api.repeated-field", $"The field {field} comes twice.");
        return Problem.Of("api.field-type", $"The field {field} must be {Expected(type)}.");
    }

    private static string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "a text" : plain == typeof(bool) ? "true or false" : plain == typeof(decimal) ? "a number" : "a whole number";
    }

    // "$.userId" and "$['user-id'].more" name the outermost field.
    private static string? FieldOf(string? path)
    {
        if (path is null || path.Length < 3) return null;
        var inner = path[1] == '[' ? path[3..path.IndexOf('\'', 3)] : path[2..];
        return inner.Split('.', '[')[0];
    }
}

/// <summary>A body read strictly, or the answer that says what is wrong with it.</summary>
/// <typeparam name="T">Its shape, a record of nullable properties.</typeparam>
public sealed class ApiBody<T> : IBindableFromHttpContext<ApiBody<T>>, IEndpointParameterMetadataProvider where T : class
{
    private ApiBody(T? value, IResult? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>What was sent; null if it could not be read.</summary>
    public T? Value { get; }

    /// <summary>What to answer if it could not be read.</summary>
    public IResult? Fault { get; }

    /// <inheritdoc/>
    public static async ValueTask<ApiBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType()) return new(null, ApiProblems.Of(StatusCodes.Status415UnsupportedMediaType, ApiBody.NotJson));
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
        var (value, problem, field) = ApiBody.Read<T>(await reader.ReadToEndAsync(context.RequestAborted));
        return problem is null ? new(value, null) : new(null, ApiProblems.Of(StatusCodes.Status400BadRequest, problem, field));
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
