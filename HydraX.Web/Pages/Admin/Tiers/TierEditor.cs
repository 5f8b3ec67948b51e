using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Web.Pages.Admin.Tiers;

/// <summary>A draft on the admin's desk: the revision it started from, what was typed since, and what that amounts to.</summary>
public sealed class TierEditor
{
    private Dictionary<(TierCode, TierSetting), string> faults = [];
    private Dictionary<(TierCode, TierSetting), TierChange> changes = [];

    /// <summary>Starts from the revision in force.</summary>
    public TierEditor(TiersInForce start)
    {
        Start = start;
        Sheet = start.Lineup.Sheet;
        Lineup = start.Lineup;
    }

    /// <summary>The revision that the draft is compared with.</summary>
    public TiersInForce Start { get; private set; }

    /// <summary>All settings, the typed ones among them.</summary>
    public TierSheet Sheet { get; private set; }

    /// <summary>The draft as a line-up; null while it has faults.</summary>
    public TierLineup? Lineup { get; private set; }

    /// <summary>What differs from the start, in the grid's order.</summary>
    public IReadOnlyList<TierChange> Changes { get; private set; } = [];

    /// <summary>Whether anything differs.</summary>
    public bool IsChanged => Changes.Count > 0;

    /// <summary>How many cells cannot be saved as they are.</summary>
    public int FaultCount => faults.Count;

    /// <summary>Whether a price differs.</summary>
    public bool ChangesPrice => Changes.Any(change => change.Setting == TierForm.MonthlyPrice);

    /// <summary>The text in a cell.</summary>
    public string Text(TierCode tier, TierSetting setting) => Sheet[tier, setting] ?? "";

    /// <summary>The old value as a person reads it; null for a cell that has not changed.</summary>
    public string? Was(TierCode tier, TierSetting setting) => changes.TryGetValue((tier, setting), out var change) ? change.Was : null;

    /// <summary>Why a cell cannot be saved; null for a good one.</summary>
    public string? Fault(TierCode tier, TierSetting setting) => faults.GetValueOrDefault((tier, setting));

    /// <summary>Whether the tier has a feature through APEX access and not by its own switch.</summary>
    public bool Borrows(TierCode tier, Feature feature) =>
        Lineup is { } lineup && lineup[tier].Features[feature] == FeatureGrant.No && lineup.GrantOf(tier, feature) != FeatureGrant.No;

    /// <summary>Types into a cell.</summary>
    public void Set(TierCode tier, TierSetting setting, string typed)
    {
        Sheet = Sheet.With(tier, setting, setting.Kind.Read(typed) ?? typed);
        Look();
    }

    /// <summary>Throws the draft away.</summary>
    public void Discard()
    {
        Sheet = Start.Lineup.Sheet;
        Look();
    }

    /// <summary>Starts anew from another revision and makes the same changes there.</summary>
    public void MoveTo(TiersInForce other)
    {
        var sheet = other.Lineup.Sheet;
        foreach (var change in Changes.Where(change => change.After is not null)) sheet = sheet.With(change.Tier, change.Setting, change.After!);
        Start = other;
        Sheet = sheet;
        Look();
    }

    private void Look()
    {
        var reading = TierRules.Read(Sheet);
        Lineup = reading.Lineup;
        Changes = TierRules.Difference(Start.Lineup.Sheet, Sheet);
        faults = reading.Faults.GroupBy(fault => (fault.Tier, fault.Setting)).ToDictionary(cell => cell.Key, cell => cell.First().Reason);
        changes = Changes.ToDictionary(change => (change.Tier, change.Setting));
    }
}
