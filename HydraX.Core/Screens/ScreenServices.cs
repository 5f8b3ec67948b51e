using HydraX.Core.PressPass;
using HydraX.Core.Xp;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Screens;

/// <summary>Wires the questions of screens.</summary>
public static class ScreenServices
{
    /// <summary>Home, Press Pass, profiles, ledger and the frame around them.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services) => services
        .AddSingleton<XpQuestions>()
        .AddSingleton<PassQuestions>()
        .AddSingleton<NightQuestions>()
        .AddSingleton<HomeQuestions>()
        .AddSingleton<EventsQuestions>()
        .AddSingleton<PressPassQuestions>()
        .AddSingleton<ProfileQuestions>()
        .AddSingleton<PrestigeQuestions>()
        .AddSingleton<FrameQuestions>()
        .AddSingleton<ConsoleQuestions>();
}
