using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Admin.Tiers;

/// <summary>Words that the editor and the history share.</summary>
internal static class TierWords
{
    /// <summary>Changes as the diff draws them: "NIBBLER, monthly price".</summary>
    public static IReadOnlyList<Diff.Change> Drawn(IEnumerable<TierChange> changes) =>
        [.. changes.Select(change => new Diff.Change($"{change.Tier.Code()}, {Lower(change.Setting.Label)}", change.Was, change.Becomes))];

    /// <summary>Whom a change touches, and how many are told.</summary>
    public static IReadOnlyList<Sum.Entry> Drawn(IReadOnlyList<TierTouch> touches)
    {
        var lines = touches.Select(touch => new Sum.Entry($"{touch.Tier.Code()}, {Way(touch.Kind)}", Figures.Count(touch.Members)));
        return [.. lines, new("Members told", Figures.Count(touches.Where(touch => touch.Kind == TouchKind.FromNextRenewal).Sum(touch => touch.Members)), IsTotal: true)];
    }

    /// <summary>"No change", "One change", "12 changes".</summary>
    public static string Count(int changes) => changes switch
    {
        0 => "No change",
        1 => "One change",
        _ => $"{changes} changes",
    };

    /// <summary>How a price choice reads.</summary>
    public static string Of(PriceApplies applies) => applies == PriceApplies.FromNextRenewal ? "from next renewal, with notice" : "new subscribers only";

    // Keys of features and abbreviations keep their letters.
    private static string Lower(string label) => label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;

    private static string Way(TouchKind kind) => kind switch
    {
        TouchKind.FromNextRenewal => "paying, from next renewal",
        TouchKind.KeepTheirPrice => "paying, keep their price",
        _ => "at once",
    };
}
