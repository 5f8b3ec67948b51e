namespace HydraX.Core.Abuse;

/// <summary>Section <c>Abuse</c>: from when on the rules ask staff to look, and which words nobody may carry. What each figure means stands in <see cref="AbuseRules"/>.</summary>
public sealed class AbuseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Abuse";

    /// <summary>Different members from one address within a day.</summary>
    public int AccountsFromAddress { get; set; } = 5;

    /// <summary>Changes of network and device together, of one member within an hour.</summary>
    public int SwitchesPerHour { get; set; } = 6;

    /// <summary>The header in which the proxy says the country, such as <c>CF-IPCountry</c>. Believed of a trusted proxy alone; empty is none.</summary>
    public string? PlaceHeader { get; set; }

    /// <summary>Hours within which nobody is in two countries.</summary>
    public int PlaceHours { get; set; } = 2;

    /// <summary>Failed sign-ins and codes from one address within ten minutes.</summary>
    public int FailuresFromAddress { get; set; } = 30;

    /// <summary>Failed sign-ins and codes on one account within an hour, from anywhere.</summary>
    public int FailuresOnAccount { get; set; } = 15;

    /// <summary>Days after which an API key has its usual networks.</summary>
    public int KeySettledDays { get; set; } = 7;

    /// <summary>Uses, at most one in ten minutes counted, after which it has them too.</summary>
    public int KeySettledUses { get; set; } = 50;

    /// <summary>How many times a member's usual day of XP is a sudden one.</summary>
    public int AwardFactor { get; set; } = 5;

    /// <summary>Earned XP of a day below which no day is sudden.</summary>
    public int AwardLeast { get; set; } = 2_000;

    /// <summary>Awards in a row with the same time between two.</summary>
    public int AwardsEvenly { get; set; } = 15;

    /// <summary>Occasions within thirty days on which earned XP of a member was reversed.</summary>
    public int Reversals { get; set; } = 5;

    /// <summary>Words that names and bios may not hold, with a comma between two; look-alikes of their letters count as they do.</summary>
    public string? BlockedWords { get; set; }

    /// <summary>What cannot work.</summary>
    /// <param name="hasProxy">Whether a proxy is trusted.</param>
    public IEnumerable<string> Faults(bool hasProxy)
    {
        foreach (var (name, value, least) in new[]
        {
            (nameof(AccountsFromAddress), AccountsFromAddress, 2), (nameof(SwitchesPerHour), SwitchesPerHour, 2), (nameof(PlaceHours), PlaceHours, 1),
            (nameof(FailuresFromAddress), FailuresFromAddress, 2), (nameof(FailuresOnAccount), FailuresOnAccount, 2), (nameof(KeySettledDays), KeySettledDays, 1),
            (nameof(KeySettledUses), KeySettledUses, 1), (nameof(AwardFactor), AwardFactor, 2), (nameof(AwardLeast), AwardLeast, 1), (nameof(AwardsEvenly), AwardsEvenly, 3), (nameof(Reversals), Reversals, 2),
        })
            if (value < least) yield return $"{Section}:{name} must be at least {least}.";
        if (!string.IsNullOrWhiteSpace(PlaceHeader) && !hasProxy) yield return "Abuse:PlaceHeader names a header that only a trusted proxy may set; set Proxy:Trusted too, or take it out.";
        foreach (var word in (BlockedWords ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(word => Kernel.Lettering.Skeleton(word).Length < 3))
            yield return $"Abuse:BlockedWords holds \"{word}\"; words of fewer than 3 letters would refuse too much.";
    }
}
