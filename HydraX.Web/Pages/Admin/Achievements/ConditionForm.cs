using HydraX.Core.Achievements;
using HydraX.Core.Achievements.Metrics;

namespace HydraX.Web.Pages.Admin.Achievements;

/// <summary>A condition while it is edited.</summary>
public sealed class ConditionForm
{
    /// <summary>The metric's code.</summary>
    public string Metric { get; set; } = "trades_won";

    /// <summary>Over which time.</summary>
    public MetricWindow Window { get; set; }

    /// <summary>How it is compared.</summary>
    public Comparison Is { get; set; }

    /// <summary>With what.</summary>
    public long Value { get; set; } = 1;

    /// <summary>A condition to be edited.</summary>
    public static ConditionForm Of(Condition condition) => new() { Metric = condition.Metric, Window = condition.Window, Is = condition.Is, Value = condition.Value };

    /// <summary>What it has become.</summary>
    public Condition Made => new(Metric, Is, Value, Window);
}
