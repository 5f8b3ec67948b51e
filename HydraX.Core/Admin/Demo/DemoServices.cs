using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Admin.Demo;

/// <summary>Wires demo content.</summary>
public static class DemoServices
{
    /// <summary>Needs members and XP, tiers and audit; where <c>Demo:Enabled</c> says so, the host opens it after shop and catalogue.</summary>
    public static IServiceCollection AddDemoContent(this IServiceCollection services) => services.AddSingleton<DemoContent>();
}
