using HydraX.Core.Screens;
using HydraX.Web.Components.Layout;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HydraX.Web.Pages.Members;

/// <summary>Wires the pages of members and the frame around all pages.</summary>
public static class MemberPages
{
    /// <summary>The questions of the pages, who is there, and what the frame shows.</summary>
    public static IServiceCollection AddMemberPages(this IServiceCollection services) => services
        .AddScreens()
        .AddScoped<Presence>()
        .AddScoped<FrameDesk>()
        .AddScoped<CircuitHandler, MemberCircuit>()
        .AddFrame(provider => provider.GetRequiredService<FrameDesk>().Ask);
}
