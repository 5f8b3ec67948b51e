namespace HydraX.Core.Data.Holdings;

/// <summary>Something that is kept for a time of its own, whatever becomes of the account. Its days are a setting, <c>Retention:NAMEDays</c>.</summary>
public enum Retention
{
    /// <summary>What the bot received, from when it was worked on.</summary>
    Received,

    /// <summary>What the bot sent, from when it was sent or dropped.</summary>
    Sent,

    /// <summary>Sessions, from when they ended or would have.</summary>
    Sessions,

    /// <summary>Changes of how somebody signs in, from when they were made or stopped.</summary>
    AccountChanges,

    /// <summary>One-time links, from when they expired.</summary>
    Links,

    /// <summary>Network addresses and networks: in the audit log and in consents from the instant of the entry, of API keys from their last use there.</summary>
    NetworkAddresses,

    /// <summary>What a look by staff rested on and why it was decided as it was, from the decision.</summary>
    ReviewEvidence,

    /// <summary>Copies that members asked for, from when their link expired.</summary>
    Exports,

    /// <summary>Keyed hashes that outlive erasure, from the erasure.</summary>
    Tombstones,
}
