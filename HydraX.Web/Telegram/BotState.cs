namespace HydraX.Web.Telegram;

/// <summary>What this node knows of its bot: its name, whether it runs, and what Telegram last complained about. For health and for links.</summary>
public sealed class BotState
{
    private volatile string? name;
    private volatile string? stopped;
    private volatile string? complaint;

    /// <summary>The bot's @name without @; null until Telegram has told it.</summary>
    public string? Name
    {
        get => name;
        set => name = value;
    }

    /// <summary>Why the bot has stopped for good, which takes an admin; null while it runs.</summary>
    public string? Stopped => stopped;

    /// <summary>What went wrong with the last call; null after one that went well.</summary>
    public string? Complaint
    {
        get => complaint;
        set => complaint = value;
    }

    /// <summary>Telegram no longer accepts the token: calling on would change nothing.</summary>
    public void Stop(string reason) => stopped = reason;
}
