using System.Globalization;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using HydraX.Web.Privacy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>What staff may do to one member. Every act says what will happen, with its figures, before it is done.</summary>
public sealed partial class MemberActions(MemberOperations operations, Suspensions suspensions, Progression progression, Erasures erasures, Exports exports, PrivacyMail mail, Toasts toasts, Visit visit)
{
    private Confirm? confirm;
    private Asked asks = new("", "", "", "");
    private Problem? refused;
    private string? why;
    private long amount = 100;
    private int days = PressPassRules.DefaultDays;
    private bool isBusy;
    private Caller caller = Caller.Stranger;

    private static readonly Duty[] Acts = [Duty.XpByHand, Duty.HelpMembers, Duty.EndSessions, Duty.SuspendMembers, Duty.Money, Duty.Privacy, Duty.GiveRoles];

    // One press of "grant" is one grant, however often its request arrives.
    private string requestKey = NewKey();

    /// <summary>The member.</summary>
    [Parameter, EditorRequired] public MemberDesk Desk { get; set; } = default!;

    /// <summary>Raised after something was done.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Name => Desk.Line.Username;

    private bool acts => Array.Exists(Acts, Has);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => caller = NeedHandler.CallerOf((await Authentication).User);

    /// <summary>Takes a line of the ledger back.</summary>
    public Task Correct(LedgerLine line) => Do(
        new($"Correct line {line.TransactionId}?", $"Take {Figures.Count(line.Amount)} XP back", "Leave it",
            $"“{LedgerWords.For(line)}” gave {Figures.Signed(line.Amount)} XP. Its opposite is added to the ledger, and the balance becomes {Figures.Count(Desk.Line.Balance - line.Amount)}. XP that a wipe has taken already is not taken again. The member is told.", IsDangerous: true),
        async by => (await operations.CorrectXp(line.TransactionId, why!, by)).Problem, $"Line {line.TransactionId} is corrected");

    /// <summary>Refunds a purchase.</summary>
    public Task Refund(PurchaseLine line) => Do(
        new($"Refund {line.Name}?", $"Refund {Figures.Count(line.Price)} XP", "Leave it",
            $"{Name} gets {Figures.Count(line.Price)} XP back, and what is left of the item goes. XP of a day that a wipe has taken since stays gone. The member is told, with your reason.", IsDangerous: true),
        async by => (await progression.Refund(line.PurchaseId, why!, by)).Problem, $"{line.Name} is refunded");

    private Task GrantXp() => Do(
        new($"Grant {Figures.Count(amount)} XP?", $"Grant {Figures.Count(amount)} XP", "Grant nothing",
            $"{Name} gets {Figures.Count(amount)} XP, unmultiplied. The balance becomes {Figures.Count(Desk.Line.Balance + amount)}. The member is told, with your reason{(Desk.IsOnPass ? ", and tonight's wipe takes it like any other XP" : "")}."),
        async by =>
        {
            var granted = await operations.GrantXp(Desk.Line.UserId, amount, why!, requestKey, by);
            if (granted.Succeeded) requestKey = NewKey();
            return granted.Problem;
        }, $"{Figures.Count(amount)} XP granted");

    private Task GrantPass() => Do(
        new("Grant another Press Pass?", $"Grant {days} days", "Grant nothing", $"{Name} may activate another Press Pass of {days} days at any time. Its nightly wipes begin then."),
        async by => (await operations.GrantPass(Desk.Line.UserId, days, why!, by)).Problem, $"A Press Pass of {days} days is granted");

    private Task ChangeRole(string role) => Desk.Roles.Contains(role)
        ? Do(new($"Take the role {role}?", $"Take {role}", "Leave it", $"{Name} can no longer do what the role {role} may do. Their sessions end at once; they sign in again without the role.", IsDangerous: true),
            async by => (await operations.TakeRole(Desk.Line.UserId, role, why!, by)).Problem, $"{Name} is no {role} any more")
        : Do(new($"Make {Name} {role}?", $"Make {role}", "Leave it", $"{Name} may do what the role {role} may do. Their sessions end at once; the role holds when they sign in again.", IsDangerous: role == Roles.Admin),
            async by => (await operations.GiveRole(Desk.Line.UserId, role, why!, by)).Problem, $"{Name} is {role}");

    private Task ResetFactors() => Do(
        new($"Take out the second factors of {Name}?", "Take them out", "Leave them", $"App, passkeys and codes on paper of {Name} no longer count, and all sessions end. {Name} is told by mail and bot. Be sure that it is {Name} who asks: whoever knows the password comes in without them.", IsDangerous: true),
        async by => (await operations.ResetFactors(Desk.Line.UserId, why!, by)).Problem, "The second factors are taken out");

    private Task MarkBeta() => Do(
        Desk.TookPartInBeta
            ? new($"{Name} took no part in the beta?", "Write it down", "Leave it", $"What {Name} has earned by it is taken back with its XP. {Name} is told.", IsDangerous: true)
            : new($"{Name} took part in the beta?", "Write it down", "Leave it", $"{Name} earns what is given for it, with its XP, and is told."),
        async by => (await operations.MarkBeta(Desk.Line.UserId, !Desk.TookPartInBeta, why!, by)).Problem, "It is written down");

    private Task EndSessions() => Do(
        new($"End the sessions of {Name}?", "End sessions", "Leave them", "Every browser in which the member is signed in is signed out at once. They may sign in again; the bot goes on."),
        async by => (await operations.EndSessions(Desk.Line.UserId, why!, by)).Problem, "All sessions have ended");

    private Task Suspend() => Do(
        new($"Suspend {Name}?", "Suspend", "Leave the account open",
            $"Sessions and open pages end at once, and the bot and the API are closed to {Name}, who is shown your reason. XP, purchases and passes stay as they are; time runs on.", IsDangerous: true),
        async by => (await suspensions.Suspend(Desk.Line.UserId, why!, by)).Problem, $"{Name} is suspended");

    private Task Reinstate() => Do(
        new($"Reinstate {Name}?", "Reinstate", "Leave it suspended", $"{Name} may sign in, write to the bot and use the API again."),
        async by => (await suspensions.Reinstate(Desk.Line.UserId, why!, by)).Problem, $"{Name} may come in again");

    private Task Copy() => Do(
        new($"A copy of the data of {Name}, on their written request?", "Make it", "Make none",
            $"For a member who is suspended, and so cannot ask here. The link goes to the proved address and the chat of {Name} alone; nobody of the staff gets to see it. Be sure that it was {Name} who asked."),
        async by =>
        {
            var asked = await exports.AskFor(Desk.Line.UserId, why!, by);
            if (asked.Succeeded) await mail.Copy(Desk.Line.UserId, asked.Value);
            return asked.Problem;
        }, $"The copy is being made for {Name}");

    private Task Erase() => Do(
        new($"Erase {Name} on their written request?", "Erase in seven days", "Leave the account",
            $"For a member who asked in writing and cannot do it here. In {ErasureRules.CoolingOff.Days} days the account is erased for good, also while it is suspended. {Name} is told by mail and bot, where they reach them, and can stop it by link or button until the last second. Be sure that it was {Name} who asked.", IsDangerous: true),
        async by =>
        {
            var asked = await erasures.AskFor(Desk.Line.UserId, why!, by);
            if (asked.Succeeded) await mail.Waits(Desk.Line.UserId, asked.Value);
            return asked.Problem;
        }, $"{Name} is erased in {ErasureRules.CoolingOff.Days} days");

    private async Task Do(Asked asked, Func<Actor, Task<Problem?>> act, string done)
    {
        refused = string.IsNullOrWhiteSpace(why) ? Problem.Of("admin.reason", "Say why first: the reason stands in the audit log.") : null;
        asks = asked;
        StateHasChanged();
        if (refused is not null || !await confirm!.Ask()) return;
        isBusy = true;
        refused = await act(visit.ActorOf((await Authentication).User));
        isBusy = false;
        if (refused is null)
        {
            toasts.Say(done);
            why = null;
        }
        StateHasChanged();
        await OnDone.InvokeAsync();
    }

    private bool Has(Duty duty) => caller.Has(duty);

    private static string NewKey() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    private sealed record Asked(string Title, string Do, string Keep, string Says, bool IsDangerous = false);
}
