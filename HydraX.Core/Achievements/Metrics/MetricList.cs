using System.Collections.Frozen;
using HydraX.Core.Xp;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>All metrics there are, found by being there.</summary>
public static class MetricList
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        .. typeof(Metric).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Metric)))
            .Select(t => (Metric)Activator.CreateInstance(t)!).OrderBy(m => m.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those that lines of the ledger count.</summary>
    public static IReadOnlyList<CountedMetric> Counted { get; } = [.. All.OfType<CountedMetric>()];

    /// <summary>Those that are read from what a member is.</summary>
    public static IReadOnlyList<StateMetric> States { get; } = [.. All.OfType<StateMetric>()];

    private static readonly FrozenDictionary<string, Metric> ByCode = All.ToFrozenDictionary(m => m.Code);

    private static readonly FrozenDictionary<XpSource, IReadOnlyList<CountedMetric>> BySource = Enum.GetValues<XpSource>()
        .ToFrozenDictionary(source => source, source => (IReadOnlyList<CountedMetric>)[.. Counted.Where(m => m.Of(source, 1) != 0 || m.Of(source, -1) != 0)]);

    /// <summary>The metric of a code, or null: one that an earlier version had.</summary>
    public static Metric? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Those that lines of a source count.</summary>
    public static IReadOnlyList<CountedMetric> CountedBy(XpSource source) => BySource[source];
}
