using System.Collections.Immutable;
using System.Text.Json;
using HydraX.Core.Kernel;

namespace HydraX.Core.Tiers;

/// <summary>
/// All settings of all five tiers as text: what the yml file says, what an admin has typed, what a revision stores. It may hold
/// anything; <see cref="TierRules.Read"/> tells whether it is a proper line-up.
/// </summary>
public sealed class TierSheet
{
    private readonly ImmutableDictionary<(TierCode Tier, string Key), string> cells;

    private TierSheet(ImmutableDictionary<(TierCode Tier, string Key), string> cells) => this.cells = cells;

    /// <summary>A sheet in which nothing is written yet.</summary>
    public static TierSheet Empty { get; } = new(ImmutableDictionary<(TierCode, string), string>.Empty);

    /// <summary>The text in a cell; the setting's default if none was written, null if it has no default either.</summary>
    public string? this[TierCode tier, TierSetting setting] => cells.GetValueOrDefault((tier, setting.Key)) ?? setting.Default;

    /// <summary>True if something was written into the cell.</summary>
    public bool Has(TierCode tier, TierSetting setting) => cells.ContainsKey((tier, setting.Key));

    /// <summary>The same sheet with one cell written.</summary>
    public TierSheet With(TierCode tier, TierSetting setting, string text) => new(cells.SetItem((tier, setting.Key), text));

    /// <summary>The sheet as JSON: tier code, key, text.</summary>
    public string ToJson() => JsonSerializer.Serialize(cells.GroupBy(cell => cell.Key.Tier).OrderBy(tier => tier.Key).ToDictionary(
        tier => tier.Key.Code(),
        tier => tier.OrderBy(cell => cell.Key.Key, StringComparer.Ordinal).ToDictionary(cell => cell.Key.Key, cell => cell.Value)));

    /// <summary>Reads what <see cref="ToJson"/> wrote. Settings that have since been removed are passed over.</summary>
    public static TierSheet FromJson(string json)
    {
        var sheet = Empty;
        foreach (var (code, row) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)!)
            foreach (var (key, text) in row)
                if (TierForm.Find(key) is { } setting)
                    sheet = sheet.With(Codes<TierCode>.Parse(code), setting, text);
        return sheet;
    }
}
