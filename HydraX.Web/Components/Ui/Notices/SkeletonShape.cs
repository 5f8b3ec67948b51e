namespace HydraX.Web.Components.Ui.Notices;

/// <summary>What a <see cref="Skeleton"/> stands in for.</summary>
public enum SkeletonShape { Rows, Stat, Chart }
