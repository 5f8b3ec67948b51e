namespace HydraX.Core.Achievements.Metrics;

/// <summary>A counted metric and how far it has been counted from the ledger of all members: the row of <c>known_metrics</c>.</summary>
public sealed class KnownMetric
{
    /// <summary>The metric's code.</summary>
    public string Metric { get; set; } = "";

    /// <summary>The last member whose ledger was counted.</summary>
    public long UpToUserId { get; set; }

    /// <summary>When all were; null while some are left.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}
