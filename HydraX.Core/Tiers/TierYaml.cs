using HydraX.Core.Kernel;
using YamlDotNet.Core;

namespace HydraX.Core.Tiers;

/// <summary>What is wrong with the file, and in which line (1 is the first).</summary>
public sealed record TierFileFault(int Line, string Reason);

/// <summary>A read file: the line-up, or every fault with its line, in the file's order.</summary>
public sealed record TierFile(TierLineup? Lineup, IReadOnlyList<TierFileFault> Faults);

/// <summary>
/// Reads <c>config/tier_settings.yml</c> in the specification's form, strictly: an unknown or repeated key, a missing tier, a value
/// of another type or out of bounds is a fault with its line. Settings that the specification's example leaves out have careful
/// defaults (<see cref="TierForm"/>), and <c>min_tcs: 60</c> stands for every mode that the tier has.
/// </summary>
public sealed class TierYaml
{
    private const string Root = "tiers", MinTcs = "fire_settings.min_tcs";

    private readonly List<TierFileFault> faults = [];
    private readonly Dictionary<(TierCode Tier, string Path), int> lines = [];
    private readonly HashSet<(TierCode Tier, string Key)> reported = [];
    private readonly Dictionary<TierCode, string> singleTcs = [];
    private TierSheet sheet = TierSheet.Empty;

    private TierYaml()
    {
    }

    /// <summary>Reads the text of a file.</summary>
    public static TierFile Read(string yaml)
    {
        var reader = new TierYaml();
        TierLineup? lineup = null;
        try
        {
            lineup = reader.ReadFile(YamlTree.Parse(yaml));
        }
        catch (YamlException broken)
        {
            reader.faults.Add(Unreadable(yaml, broken));
        }
        return new(reader.faults.Count == 0 ? lineup : null, [.. reader.faults.OrderBy(fault => fault.Line)]);
    }

    // The library names the line where the broken part begins; for the commonest slip, a tab, the line itself can be named.
    private static TierFileFault Unreadable(string yaml, YamlException broken)
    {
        var tab = Array.FindIndex(yaml.Split('\n'), line => line.Length > line.TrimStart().Length && line[..^line.TrimStart().Length].Contains('\t'));
        return tab >= 0
            ? new(tab + 1, "This is not yml: the line is indented with a tab; use spaces.")
            : new((int)Math.Max(broken.Start.Line, broken.End.Line), $"This is not yml: {broken.Message}");
    }

    private TierLineup? ReadFile(YamlTree? file)
    {
        var top = file is null ? null : Entries(file, "The file", [Root]);
        if (top is null || !top.TryGetValue(Root, out var tiers))
        {
            faults.Add(new(file?.Line ?? 1, $"The file has no \"{Root}\" with the five tiers under it."));
            return null;
        }
        var codes = Enum.GetValues<TierCode>().ToDictionary(tier => tier.Code(), tier => tier);
        var sections = Entries(tiers, Root, codes.Keys) ?? [];
        foreach (var (code, tier) in codes)
        {
            if (sections.TryGetValue(code, out var section)) ReadTier(tier, section);
            else faults.Add(new(tiers.Line, $"The tier {code} is missing."));
        }

        var reading = TierRules.Read(sheet);
        faults.AddRange(reading.Faults
            .Where(fault => sections.ContainsKey(fault.Tier.Code()) && !reported.Contains((fault.Tier, fault.Setting.Key)))
            .Select(fault => new TierFileFault(LineOf(fault.Tier, fault.Setting.Key), fault.Reason)));
        return reading.Lineup;
    }

    private void ReadTier(TierCode tier, YamlTree section)
    {
        ReadPart(tier, "", section);
        if (!singleTcs.TryGetValue(tier, out var single)) return;
        foreach (var setting in ModesOf(tier)) sheet = sheet.With(tier, setting, single);
    }

    // A path is either a setting, which has a value, or the beginning of settings' paths, which has a map.
    private void ReadPart(TierCode tier, string path, YamlTree node)
    {
        lines[(tier, path)] = node.Line;
        var name = path.Length == 0 ? tier.Code() : $"{tier.Code()} {path}";
        if (TierForm.Find(path) is { } setting) ReadValue(tier, setting, name, node);
        else if (path == MinTcs && node is YamlTree.Scalar) ReadSingleTcs(tier, name, node);
        else if (Entries(node, name, KeysUnder(tier, path)) is { } entries)
            foreach (var (key, value) in entries)
                ReadPart(tier, path.Length == 0 ? key : $"{path}.{key}", value);
    }

    private void ReadValue(TierCode tier, TierSetting setting, string name, YamlTree node)
    {
        var text = node switch
        {
            YamlTree.Scalar { IsQuoted: true } when !setting.Kind.IsWord => null,
            YamlTree.Scalar scalar => scalar.Text,
            YamlTree.List list when setting.Kind.TakesList && list.Items.All(item => item is YamlTree.Scalar) =>
                string.Join(", ", list.Items.Cast<YamlTree.Scalar>().Select(item => item.Text)),
            _ => null,
        };
        if (text is null) Report(tier, setting.Key, node.Line, $"{name} is {node.Kind}; it must be {setting.Kind.Expected}.");
        else sheet = sheet.With(tier, setting, text);
    }

    private void ReadSingleTcs(TierCode tier, string name, YamlTree node)
    {
        var kind = TierForm.MinTcsArcade.Kind;
        if (node is YamlTree.Scalar { IsQuoted: false, Text.Length: > 0 } scalar && kind.Read(scalar.Text) is { } text) singleTcs[tier] = text;
        else
        {
            Report(tier, TierForm.MinTcsArcade.Key, node.Line, $"{name} is {node.Kind}; it must be {kind.Expected}, or such a number for each mode.");
            foreach (var setting in TierForm.All.Where(setting => setting.Key.StartsWith(MinTcs, StringComparison.Ordinal))) reported.Add((tier, setting.Key));
        }
    }

    // The modes for which a single min_tcs stands. Chaingun and the bot's triggers are taken from the tier's own grants, as limits are.
    private IEnumerable<TierSetting> ModesOf(TierCode tier)
    {
        bool Own(Feature feature) => sheet[tier, TierForm.Of(feature)] is "true" or "paid";
        var execution = sheet[tier, TierForm.Execution] ?? "";

        yield return TierForm.MinTcsArcade;
        if (Own(Feature.SniperAccess) || Own(Feature.HasApexAccess)) yield return TierForm.MinTcsSniper;
        if (Own(Feature.ChaingunMode)) yield return TierForm.MinTcsChaingun;
        if (execution.Contains("semi", StringComparison.Ordinal)) yield return TierForm.MinTcsSemi;
        if (execution.Contains("auto", StringComparison.Ordinal)) yield return TierForm.MinTcsAuto;
    }

    private Dictionary<string, YamlTree>? Entries(YamlTree node, string name, IReadOnlyCollection<string> known)
    {
        if (node is not YamlTree.Map map)
        {
            faults.Add(new(node.Line, $"{name} is {node.Kind}; it must have these keys under it: {string.Join(", ", known)}."));
            return null;
        }
        var entries = new Dictionary<string, YamlTree>();
        foreach (var (key, line, value) in map.Entries)
        {
            if (!known.Contains(key)) faults.Add(new(line, $"{name} has an unknown key \"{key}\"; known here: {string.Join(", ", known)}."));
            else if (!entries.TryAdd(key, value)) faults.Add(new(line, $"{name} has the key \"{key}\" twice."));
        }
        return entries;
    }

    private static string[] KeysUnder(TierCode tier, string path)
    {
        var prefix = path.Length == 0 ? "" : $"{path}.";
        return [.. TierForm.All
            .Where(setting => setting.AppliesTo(tier) && setting.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(setting => setting.Key[prefix.Length..].Split('.')[0])
            .Distinct()];
    }

    private void Report(TierCode tier, string key, int line, string reason)
    {
        reported.Add((tier, key));
        faults.Add(new(line, reason));
    }

    private int LineOf(TierCode tier, string key)
    {
        for (var path = key; path.Length > 0; path = path.Contains('.') ? path[..path.LastIndexOf('.')] : "")
            if (lines.TryGetValue((tier, path), out var line)) return line;
        return lines[(tier, "")];
    }
}
