using HydraX.Web.Components.Layout;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HydraX.Web.Pages.Members;

/// <summary>Wires the pages of members and the frame around all pages.</summary>
public static class MemberPages
{
    /// <summary>Who is there, and what the frame shows.</summary>
    public static IServiceCollection AddMemberPages(this IServiceCollection services) => services
        .AddScoped<Presence>()
        .AddScoped<FrameDesk>()
        .AddScoped<CircuitHandler, MemberCircuit>()
        .AddFrame(provider => provider.GetRequiredService<FrameDesk>().Ask);
}
