namespace HydraX.Web.Live;

/// <summary>One member's changes: who is told, and when again.</summary>
internal sealed partial class LiveTopic(TimeProvider machine, ILogger log)
{
    private readonly Lock gate = new();
    private volatile Action[] listeners = [];
    private bool isResting;
    private bool isDue;

    /// <summary>One more is told.</summary>
    public void Add(Action changed) => listeners = [.. listeners, changed];

    /// <summary>One fewer is told; true if that was the last.</summary>
    public bool Remove(Action changed)
    {
        listeners = [.. listeners.Where(l => l != changed)];
        return listeners.Length == 0;
    }

    /// <summary>Tells all at once, or when the pace allows it again.</summary>
    public void Ring()
    {
        lock (gate)
        {
            isDue = true;
            if (isResting) return;
            isResting = true;
        }
        _ = Task.Run(TellWhileDue);
    }

    private async Task TellWhileDue()
    {
        while (IsDue())
        {
            foreach (var listener in listeners) Tell(listener);
            await Task.Delay(LiveChanges.Pace, machine);
        }
    }

    private bool IsDue()
    {
        lock (gate)
        {
            isResting = isDue;
            isDue = false;
            return isResting;
        }
    }

    private void Tell(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception e)
        {
            // A bug of one page. It must not keep the other pages from hearing, now or later.
            LogFailed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "A page that was told of a change failed")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
