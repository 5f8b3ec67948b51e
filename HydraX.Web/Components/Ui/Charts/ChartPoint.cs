namespace HydraX.Web.Components.Ui.Charts;

/// <summary>One point of a chart.</summary>
/// <param name="Label">What stands on the horizontal axis: "19 Nov".</param>
/// <param name="Value">The figure.</param>
/// <param name="IsMarked">Whether it is the one the chart is about: today, tonight.</param>
public sealed record ChartPoint(string Label, double Value, bool IsMarked = false);
