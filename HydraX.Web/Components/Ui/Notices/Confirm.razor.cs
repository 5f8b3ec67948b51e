using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HydraX.Web.Components.Ui.Notices;

/// <summary>
/// Asks before something that cannot be taken back. It says what will happen and names the figures; the safe answer is the default.
/// <code>if (!await confirm.Ask()) return;</code>
/// </summary>
public sealed partial class Confirm(IJSRuntime js) : IDisposable
{
    private readonly string id = UiId.Next("confirm");
    private ElementReference dialog;
    private TaskCompletionSource<bool>? asked;

    /// <summary>The question: "Deactivate the Press Pass?"</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The act, with its figure: "Deactivate, lose 433 XP".</summary>
    [Parameter, EditorRequired] public string Do { get; set; } = "";

    /// <summary>The safe answer: "Keep the pass". It has the focus when the dialog opens.</summary>
    [Parameter, EditorRequired] public string Keep { get; set; } = "";

    /// <summary>Whether something is lost.</summary>
    [Parameter] public bool IsDangerous { get; set; }

    /// <summary>What will happen, with its figures and times.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Opens the dialog and waits. True only for the act itself; Escape and the safe answer are false.</summary>
    public async Task<bool> Ask()
    {
        asked?.TrySetResult(false);
        var answer = asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await js.InvokeVoidAsync("hydrax.openDialog", dialog);
        return await answer.Task;
    }

    private async Task Answer(bool yes)
    {
        asked?.TrySetResult(yes);
        await js.InvokeVoidAsync("hydrax.closeDialog", dialog);
    }

    private void Closed() => asked?.TrySetResult(false);

    /// <summary>Leaving the page is the safe answer too.</summary>
    public void Dispose() => asked?.TrySetResult(false);
}
