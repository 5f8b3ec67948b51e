namespace HydraX.Web.Components.Ui.Notices;

/// <summary>One short message that goes by itself.</summary>
/// <param name="Text">What happened.</param>
/// <param name="IsBad">Whether it failed.</param>
/// <param name="Undo">Takes it back, where that can be done.</param>
public sealed record ToastMessage(string Text, bool IsBad = false, Func<Task>? Undo = null);

/// <summary>One per circuit: pages leave messages here, the frame's tray shows them.</summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    /// <summary>How long a message stays; long enough to reach the undo beside it.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<(ToastMessage Message, ITimer Timer)> shown = [];

    /// <summary>Raised when a message came or went.</summary>
    public event Action? Changed;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<ToastMessage> Shown
    {
        get
        {
            lock (gate) return [.. shown.Select(s => s.Message)];
        }
    }

    /// <summary>Says that something was done; with <paramref name="undo"/> it offers to take it back; the page
    /// then redraws itself, for the press happens outside it.</summary>
    public void Say(string text, Func<Task>? undo = null) => Show(new ToastMessage(text, Undo: undo));

    /// <summary>Says that something was refused or failed.</summary>
    public void Refuse(string text) => Show(new ToastMessage(text, IsBad: true));

    /// <summary>Takes a message away before its time.</summary>
    public void Hide(ToastMessage message)
    {
        lock (gate)
        {
            var at = shown.FindIndex(s => ReferenceEquals(s.Message, message));
            if (at < 0) return;
            shown[at].Timer.Dispose();
            shown.RemoveAt(at);
        }
        Changed?.Invoke();
    }

    private void Show(ToastMessage message)
    {
        lock (gate) shown.Add((message, time.CreateTimer(_ => Hide(message), null, Stay, Timeout.InfiniteTimeSpan)));
        Changed?.Invoke();
    }

    /// <summary>Stops the timers when the circuit ends.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            shown.ForEach(s => s.Timer.Dispose());
            shown.Clear();
        }
    }
}
