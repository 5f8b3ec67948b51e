using HydraX.Core.Kernel;

namespace HydraX.Web.Hosting.Settings;

/// <summary>Looks over all settings before anything is built from them, so that whoever starts the process hears of every fault at once.</summary>
public static class SettingsCheck
{
    // One slip of the hand, or two letters exchanged.
    private const int NearMiss = 2;

    /// <summary>Stops the start with every fault listed, if there is one.</summary>
    public static void Run(IConfiguration configuration, IHostEnvironment environment)
    {
        var faults = Faults(KnownSettings.All, new(configuration, environment.IsProduction()));
        if (faults.Count > 0) throw new StartException($"The settings cannot be used:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  - {fault}"))}");
    }

    /// <summary>Every fault of these sections, and every section that was probably meant to be one of them.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<SettingsSection> sections, SettingsContext context)
    {
        var names = sections.Where(section => section.Name.Length > 0).Select(section => section.Name).ToList();
        var alone = sections.Where(section => section.Name.Length == 0).SelectMany(section => section.Keys).ToList();
        var misspelt = context.Configuration.GetChildren()
            .Where(child => child.Key.Length > 2 * NearMiss && !names.Concat(alone).Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Where(child => child.Value is null || alone.Exists(name => IsNear(name, child.Key)))
            .Select(child => (child.Key, Meant: names.Concat(alone).FirstOrDefault(name => IsNear(name, child.Key))))
            .Where(pair => pair.Meant is not null)
            .Select(pair => $"{pair.Key} is not known; {pair.Meant} is.");
        return [.. sections.SelectMany(section => section.Faults(context)), .. misspelt];
    }

    private static bool IsNear(string name, string typed) => Math.Abs(name.Length - typed.Length) <= NearMiss && Distance(name.ToUpperInvariant(), typed.ToUpperInvariant()) <= NearMiss;

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
