using HydraX.Core.Privacy.Consents;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account.Privacy;

/// <summary>A switch for each purpose.</summary>
public sealed partial class ConsentCard(ConsentBook consents, Toasts toasts, Visit visit)
{
    /// <summary>Where the member stands.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ConsentStanding> Standings { get; set; } = [];

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Raised once something was said.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task Say(ConsentStanding one, bool yes)
    {
        var said = await consents.Say(visit.ActorOf((await Authentication).User), one.Purpose, yes, one.Version);
        if (said.Succeeded) toasts.Say(yes ? $"Noted: you agree to {one.Title}." : $"Noted: you do not agree to {one.Title}.");
        else toasts.Refuse(said.Problem.Sentence);
        await OnChanged.InvokeAsync();
    }

    private static string Says(ConsentStanding one) => one switch
    {
        { IsOutdated: true } => $"You agreed to version {one.GivenVersion}; there is a new one.",
        { IsGiven: true } => $"Since {WhenWords.Of(one.At!.Value, WhenText.Day, MemberZone.Utc)}",
        { At: { } at } => $"Taken back on {WhenWords.Of(at, WhenText.Day, MemberZone.Utc)}",
        _ => "Never agreed",
    };
}
