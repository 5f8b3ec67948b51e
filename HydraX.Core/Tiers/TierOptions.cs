namespace HydraX.Core.Tiers;

/// <summary>Where the starting content of the tiers lies.</summary>
public sealed class TierOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Tiers";

    /// <summary>The file, absolute or beside the program.</summary>
    public string File { get; set; } = Path.Combine("config", "tier_settings.yml");

    /// <summary>The file's full path.</summary>
    public string FullPath => Path.GetFullPath(File, AppContext.BaseDirectory);
}

/// <summary>The file with the starting content is broken or absent, so the process must not start.</summary>
public sealed class TierFileException : Exception
{
    /// <summary>Names the file and lists every fault with its line.</summary>
    public TierFileException(string path, IReadOnlyList<TierFileFault> faults)
        : base($"{path} cannot be used:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  line {fault.Line}: {fault.Reason}"))}") => Faults = faults;

    /// <summary>The file is not there.</summary>
    public TierFileException(string path)
        : base($"{path} is not there, and the database holds no tiers yet. Restore the file, or name another with Tiers:File.") => Faults = [];

    /// <summary>Every fault, in the file's order.</summary>
    public IReadOnlyList<TierFileFault> Faults { get; }
}
