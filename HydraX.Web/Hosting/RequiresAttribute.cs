using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users.Duties;
using Microsoft.AspNetCore.Authorization;

namespace HydraX.Web.Hosting;

/// <summary>
/// Declares what a bot command, page or API route requires: <c>[Requires(Who.Member)]</c>, <c>[Requires(Duty.Keys)]</c>,
/// <c>[Requires(TierCode.Fang)]</c>,
/// <c>[Requires(Feature.AutoFire)]</c>, <c>[Requires(Proven.Lately)]</c>, <c>[Requires("xp:write")]</c>. Several must all be met. What declares nothing is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresAttribute : Attribute, IAuthorizeData
{
    /// <summary>Requires somebody of at least this standing; <see cref="Who.Anybody"/> opens it to all.</summary>
    public RequiresAttribute(Who who) => Need = Need.Of(who);

    /// <summary>Requires somebody of the staff whose duty it is.</summary>
    public RequiresAttribute(Duty duty) => Need = Need.Of(duty);

    /// <summary>Requires this tier or a higher one.</summary>
    public RequiresAttribute(TierCode atLeast) => Need = Need.Of(atLeast);

    /// <summary>Requires a feature.</summary>
    public RequiresAttribute(Feature feature) => Need = Need.Of(feature);

    /// <summary>Requires that the member has proved lately who they are.</summary>
    public RequiresAttribute(Proven proven) => Need = Need.Of(proven);

    /// <summary>Requires an API key with this scope.</summary>
    public RequiresAttribute(string scope) => Need = Need.OfScope(scope);

    /// <summary>What is required.</summary>
    public Need Need { get; }

    /// <summary>All that a class declares.</summary>
    public static IReadOnlyList<Need> On(Type type) => [.. type.GetCustomAttributes(typeof(RequiresAttribute), inherit: true).Cast<RequiresAttribute>().Select(r => r.Need)];

    /// <summary>Whether a page declares anything at all; plain ASP.NET Core attributes count too.</summary>
    public static bool IsOn(Type page) => page.GetCustomAttributes(inherit: true).Any(a => a is IAuthorizeData or IAllowAnonymous);

    string? IAuthorizeData.Policy
    {
        get => Need.Code;
        set => throw new NotSupportedException("What is required is said by the constructor.");
    }

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}
