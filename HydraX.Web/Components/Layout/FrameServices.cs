using HydraX.Web.Components.Ui.Notices;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HydraX.Web.Components.Layout;

/// <summary>Registers what the frame and the pieces need.</summary>
public static class FrameServices
{
    /// <summary>Adds toasts and the frame's signal for each circuit, and <paramref name="ask"/> as the source of the frame's facts.</summary>
    public static IServiceCollection AddFrame(this IServiceCollection services, Func<IServiceProvider, AskFrame> ask)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Toasts>();
        services.AddScoped<FrameSignal>();
        services.AddScoped(ask);
        return services;
    }
}
