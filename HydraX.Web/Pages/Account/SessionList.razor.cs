using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Account;

/// <summary>The browsers in which a member is signed in, each with a way to end it.</summary>
public sealed partial class SessionList(SessionBook sessions, Toasts toasts, Visit visit, TimeProvider machine) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private string? failed;

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public IReadOnlyList<SessionLine>? Lines { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private DateTimeOffset Now => machine.GetUtcNow();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Lines is null) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        var person = (await Authentication).User;
        try
        {
            Lines = await sessions.Of(AccountClaims.UserId(person)!.Value, AccountClaims.Token(person), gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task End(SessionLine line)
    {
        var ended = await sessions.End(AccountClaims.UserId((await Authentication).User)!.Value, line.SessionId, gone.Token);
        if (ended.Succeeded) toasts.Say($"{line.Device} is signed out.");
        else toasts.Refuse(ended.Problem.Sentence);
        await Load();
    }

    private async Task EndOthers()
    {
        if (!await confirm!.Ask()) return;
        var person = (await Authentication).User;
        var ended = await sessions.EndOthers(visit.ActorOf(person), AccountClaims.Token(person), gone.Token);
        if (ended.Succeeded) toasts.Say($"{Spoken.Number(ended.Value, "other browser")} signed out.");
        else toasts.Refuse(ended.Problem.Sentence);
        await Load();
    }

    private static string Says(SignInMethod method) => method switch
    {
        SignInMethod.Password => "by password",
        SignInMethod.Passkey => "by passkey",
        SignInMethod.TelegramLink => "by a link of the bot",
        SignInMethod.MiniApp => "inside Telegram",
        SignInMethod.TelegramOidc => "by Telegram",
        _ => "as the first admin",
    };
}
