using HydraX.Core.Users.Keys;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HydraX.Web.Api;

/// <summary>What <c>/openapi/v1.json</c> says beyond the routes' own shapes: how to come in, what each route requires, which headers it takes.</summary>
public static class ApiDocument
{
    /// <summary>Marks a route on which an admin's key may act for a member.</summary>
    public static readonly object UserIdNote = new();

    /// <summary>Marks a route that takes an <c>Idempotency-Key</c>.</summary>
    public static readonly object IdempotencyNote = new();

    /// <summary>Adds the document.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = route => $"/{route.RelativePath}".StartsWith(ApiRoutes.Root, StringComparison.Ordinal);
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
    });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new() { Title = "HydraX", Version = "v1", Description = About };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiKeyAuthentication.Name] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyAuthentication.Header,
            Description = "A key from /account/keys. It can do what its owner can, within its scopes.",
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.Name, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = said.OfType<RequiresAttribute>().Select(required => required.Need.Scope).OfType<string>().FirstOrDefault();
        if (scope is not null) operation.Description += $" Requires the scope {scope}.";
        if (said.Contains(IdempotencyNote))
            Parameter(operation, IdempotentPosts.Header, "A text of your own, such as a UUID. A repeat with the same one within 24 hours gets the first answer; with another body it is refused (422).");
        foreach (var parameter in operation.Parameters ?? [])
            parameter.Description ??= Words.GetValueOrDefault(parameter.Name ?? "");
        return Task.CompletedTask;
    }

    private static void Parameter(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 } });
    }

    private static readonly Dictionary<string, string> Words = new()
    {
        ["userId"] = "With an admin's key: the member to act for. Left out: the key's owner.",
        ["username"] = "The member's name, without regard to case.",
        ["before"] = "Lines before this transactionId: next of the page before.",
        ["limit"] = "Lines a page, 1 to 100; 50 if left out.",
        ["board"] = "Which board: xp.",
        ["period"] = "day, week, month or all; all if left out.",
    };

    private static readonly string About =
        $"Send a key in {ApiKeyAuthentication.Header}. Names are camelCase, codes are the specification's, instants are UTC, XP is whole. " +
        $"Refusals are problem details (RFC 9457) with a stable code and a sentence. Scopes: {string.Join(" ", ApiScopes.All.Select(scope => $"{scope.Name}: {scope.What}"))}";
}
