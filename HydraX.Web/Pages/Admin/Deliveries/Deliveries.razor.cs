using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Deliveries;

/// <summary>Inbox and outbox with their dead letters. What is shown stands in the address.</summary>
public sealed partial class Deliveries(DeliveryQuestions questions, DeliveryOperations operations, OverviewQuestions overview, NavigationManager navigation, Toasts toasts, Visit visit) : IDisposable
{
    private const int Rows = 50;

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Urls.DeliveryQuery shown = new();
    private long? shownBefore;
    // Asked again by the circuit: messages may be too long to be carried over in its first message.
    private Screen? view;
    private string state = "", kind = "";
    private string? person, failed, why, unexplained;
    private bool isBusy;

    private sealed record Screen(DeliveryPage Page, IReadOnlyList<string> Kinds, int DeadCount);

    /// <summary>"in" for what was received.</summary>
    [SupplyParameterFromQuery] public string? Direction { get; set; }

    /// <summary>The state's code.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <summary>The kind or source.</summary>
    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <summary>The member's name.</summary>
    [SupplyParameterFromQuery] public string? Person { get; set; }

    /// <summary>Messages before this one are shown.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsIncoming => Direction == "in";

    private Urls.DeliveryQuery Asked => new(IsIncoming, State, Kind, Person);

    private static IReadOnlyList<SelectField<string>.Option> States => [new("", "all"), .. Codes<MessageState>.All.Select(code => new SelectField<string>.Option(code, code))];

    private IReadOnlyList<SelectField<string>.Option> Kinds => [new("", "all"), .. view!.Kinds.Select(word => new SelectField<string>.Option(word, word))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (view is null || shown != Asked || shownBefore != Before) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private void Note()
    {
        (shown, shownBefore) = (Asked, Before);
        (state, kind, person) = (State ?? "", Kind ?? "", Person);
    }

    private async Task Load()
    {
        Note();
        try
        {
            var filter = new DeliveryFilter(Codes<MessageState>.TryParse(State, out var one) ? one : null, Kind, Person);
            var page = IsIncoming ? await questions.Incoming(filter, Before, Rows, gone.Token) : await questions.Outgoing(filter, Before, Rows, gone.Token);
            var (kinds, sources) = await questions.Words(gone.Token);
            var depth = await overview.Ask(gone.Token);
            view = new(page, IsIncoming ? sources : kinds, (IsIncoming ? depth.Incoming : depth.Outgoing).Dead);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Search() => navigation.NavigateTo(Urls.AdminDeliveriesOf(new(IsIncoming, state, kind, person)));

    private Task Replay(DeliveryLine line) => Act(async by =>
    {
        var replayed = IsIncoming ? await operations.RehandleOne(line.MessageId, why, by, gone.Token) : await operations.ResendOne(line.MessageId, why, by, gone.Token);
        if (replayed.Succeeded) toasts.Say($"Message {line.MessageId} is on its way again");
        else toasts.Refuse(replayed.Problem.Sentence);
    });

    private async Task ReplayAll()
    {
        if (!IsExplained() || !await confirm!.Ask()) return;
        await Act(async by =>
        {
            var count = IsIncoming ? await operations.RehandleAll(why, by, gone.Token) : await operations.ResendAll(why, by, gone.Token);
            if (count.Succeeded) toasts.Say($"{count.Value} messages are on their way again");
            else toasts.Refuse(count.Problem.Sentence);
        });
    }

    private bool IsExplained() => (unexplained = AuditReason.Check(why)?.Sentence) is null;

    private async Task Act(Func<Actor, Task> act)
    {
        if (!IsExplained()) return;
        isBusy = true;
        await act(visit.ActorOf((await Authentication).User));
        isBusy = false;
        await Load();
    }

    private static string Look(MessageState state) => state switch
    {
        MessageState.Done => "good",
        MessageState.Dead => "bad",
        MessageState.Pending => "accent",
        _ => "",
    };
}
