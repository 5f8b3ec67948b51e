using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Extensions;

namespace HydraX.Web.Hosting;

/// <summary>
/// A page takes numbers from its address, such as where a list goes on. One that cannot be read would fail the page, here and again in the browser; so whoever comes
/// with it is sent to the same page without it.
/// </summary>
public static class ReadableQueries
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Func<string, bool>>> Known = new();

    /// <summary>Looks at the address of every page.</summary>
    public static void UseReadableQueries(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Query.Count == 0 || !HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { } page) return next(http);
        var numbers = Known.GetOrAdd(page.Type, NumbersOf);
        if (!http.Request.Query.Any(IsUnreadable)) return next(http);
        var kept = new QueryBuilder(http.Request.Query.Where(one => !IsUnreadable(one)).SelectMany(one => one.Value, (one, value) => new KeyValuePair<string, string>(one.Key, value ?? "")));
        http.Response.Redirect(http.Request.PathBase + http.Request.Path + kept.ToQueryString());
        return Task.CompletedTask;

        bool IsUnreadable(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> one) => numbers.TryGetValue(one.Key, out var reads) && one.Value.Any(value => !string.IsNullOrEmpty(value) && !reads(value));
    });

    private static IReadOnlyDictionary<string, Func<string, bool>> NumbersOf(Type page) => page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property, query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
        .Where(one => one.query is not null && one.property.PropertyType != typeof(string))
        .ToDictionary(one => one.query!.Name ?? one.property.Name, one => ReaderOf(page, one.property), StringComparer.OrdinalIgnoreCase);

    private static Func<string, bool> ReaderOf(Type page, PropertyInfo property) =>
        property.PropertyType == typeof(long?) ? text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : property.PropertyType == typeof(int?) ? text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : throw new NotSupportedException($"{page.Name}.{property.Name} is a {property.PropertyType.Name}; addresses hold texts, int? and long?.");
}
