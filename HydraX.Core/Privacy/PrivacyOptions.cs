using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Privacy;

/// <summary>Section <c>Privacy</c>.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Privacy";

    /// <summary>
    /// The file of erasures, beside the database and not in its backups: after an older backup was restored, whoever had been erased since is erased again from it.
    /// </summary>
    public string ErasureList { get; set; } = "hydrax.erasures";

    /// <summary>Hours for which the link to a copy of one's data holds.</summary>
    public int ExportHours { get; set; } = 24;

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ErasureList)) yield return "Privacy:ErasureList must name a file outside the database's backups, for example hydrax.erasures.";
        if (ExportHours is < 1 or > 168) yield return $"Privacy:ExportHours must be 1 to 168 hours, not {ExportHours}.";
    }
}

/// <summary>Section <c>Retention</c>: days for which things are kept that have a time of their own.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retention";

    /// <summary>What the bot received. Telegram repeats an update for up to a day, so a week is on the safe side.</summary>
    public int ReceivedDays { get; set; } = 7;

    /// <summary>What the bot sent; until then the buttons under a message work.</summary>
    public int SentDays { get; set; } = 30;

    /// <summary>Sessions that are over.</summary>
    public int SessionsDays { get; set; } = 30;

    /// <summary>Changes of how somebody signs in.</summary>
    public int AccountChangesDays { get; set; } = 180;

    /// <summary>One-time links that are over.</summary>
    public int LinksDays { get; set; } = 1;

    /// <summary>Network addresses in the audit log, networks in consents and of API keys.</summary>
    public int NetworkAddressesDays { get; set; } = 180;

    /// <summary>Evidence of looks that are decided, with the reason.</summary>
    public int ReviewEvidenceDays { get; set; } = 180;

    /// <summary>Copies whose link is over.</summary>
    public int ExportsDays { get; set; } = 1;

    /// <summary>Keyed hashes of erased accounts: 24 months.</summary>
    public int TombstonesDays { get; set; } = 730;

    /// <summary>Days of one of them.</summary>
    public int Of(Retention what) => what switch
    {
        Retention.Received => ReceivedDays,
        Retention.Sent => SentDays,
        Retention.Sessions => SessionsDays,
        Retention.AccountChanges => AccountChangesDays,
        Retention.Links => LinksDays,
        Retention.NetworkAddresses => NetworkAddressesDays,
        Retention.ReviewEvidence => ReviewEvidenceDays,
        Retention.Exports => ExportsDays,
        _ => TombstonesDays,
    };

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults() => Enum.GetValues<Retention>().Where(what => Of(what) is < 1 or > 3650)
        .Select(what => $"Retention:{what}Days must be 1 to 3650 days, not {Of(what)}.");
}
