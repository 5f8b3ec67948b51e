using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Live;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>What members set about themselves.</summary>
public sealed partial class Settings(ProfileSettings settings, Presence presence, LiveChanges live, FrameSignal frame, Toasts toasts, Visit visit) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IDisposable? listening;
    private Confirm? confirm;
    private Problem? refused;
    private string? failed, username, bio;
    private string zone = "UTC";
    private Visibility visibility;
    private bool isBusy, isSummarized;
    private long userId;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public SettingsShown? Shown { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private static IReadOnlyList<SelectField<Visibility>.Option> Choices { get; } =
        [new(Visibility.Public, "Everybody"), new(Visibility.Members, "Members who are signed in"), new(Visibility.Hidden, "Nobody")];

    // A zone of before this machine's list knew others is still one to choose.
    private IReadOnlyList<SelectField<string>.Option> Zones =>
        [.. TimeZoneRules.All.Append(zone).Distinct().Select(z => new SelectField<string>.Option(z, z.Replace('_', ' ')))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        userId = (await presence.Arrive()).UserId!.Value;
        if (Shown is null) await Load();
        else Take();
        if (RendererInfo.IsInteractive) listening = live.Subscribe(userId, () => _ = InvokeAsync(Refresh));
    }

    /// <summary>Lets go of what is still being asked or told.</summary>
    public void Dispose()
    {
        listening?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        await Ask();
        Take();
    }

    private async Task Ask()
    {
        try
        {
            Shown = await settings.Of(userId, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    // What is being typed stays as it is.
    private async Task Refresh()
    {
        if (gone.IsCancellationRequested) return;
        await Ask();
        StateHasChanged();
    }

    private void Take()
    {
        if (Shown is null) return;
        (username, bio, visibility, zone, isSummarized) = (Shown.Username, Shown.Bio, Shown.Visibility, Shown.NextTimeZone ?? Shown.TimeZone, Shown.WeeklySummary);
    }

    private string? ErrorOf(string field) => refused?.Code.StartsWith(field, StringComparison.Ordinal) == true ? refused.Sentence : null;

    private Task SaveProfile() => Save("Profile saved",
        () => settings.Rename(userId, username ?? "", gone.Token),
        () => settings.Describe(userId, bio, gone.Token),
        () => settings.Show(userId, visibility, gone.Token));

    private Task SaveZone() => Save("Time zone saved", () => settings.Move(userId, zone, gone.Token));

    private Task SaveSummary() => Save(isSummarized ? "You are told on Mondays" : "You are not told on Mondays", () => settings.Summarize(userId, isSummarized, gone.Token));

    private async Task Save(string done, params IReadOnlyList<Func<Task<Outcome>>> changes)
    {
        isBusy = true;
        refused = null;
        foreach (var change in changes)
            if (refused is null) refused = (await change()).Problem;
        isBusy = false;
        await Ask();
        if (refused is not null)
        {
            if (new[] { "users.username", "users.bio", "users.time-zone" }.All(field => ErrorOf(field) is null)) toasts.Refuse(refused.Sentence);
            return;
        }
        Take();
        frame.Raise();
        toasts.Say(done);
    }

    private async Task SignOutEverywhere()
    {
        if (await confirm!.Ask()) await settings.SignOutEverywhere(visit.ActorOf((await Authentication).User), gone.Token);
    }
}
