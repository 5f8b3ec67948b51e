namespace HydraX.Core.Xp;

/// <summary>What lines of a ledger have in common, as their sum is explained by it.</summary>
public enum LedgerPartKind
{
    /// <summary>Awards, grants, achievements and all else that gives.</summary>
    Earned,

    /// <summary>Spent in the shop.</summary>
    Spent,

    /// <summary>Taken by wipes, less what was given back.</summary>
    Wiped,

    /// <summary>Corrections and refunds.</summary>
    Corrected,

    /// <summary>Brought or moved by a merge of accounts.</summary>
    Moved,

    /// <summary>Set aside by prestiges and seasons: total XP alone.</summary>
    SetAside,
}

/// <summary>A part of a sum.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Xp">What it changed the balance by.</param>
/// <param name="TotalXp">What it changed total XP by.</param>
public readonly record struct LedgerPart(LedgerPartKind Kind, long Xp, long TotalXp);

/// <summary>What lines come to.</summary>
/// <param name="Lines">How many.</param>
/// <param name="Parts">Part by part, in the order of the kinds.</param>
public sealed record LedgerSum(long Lines, IReadOnlyList<LedgerPart> Parts)
{
    /// <summary>What they changed the balance by: of all lines it is the balance.</summary>
    public long Xp => Parts.Sum(part => part.Xp);

    /// <summary>What they changed total XP by: of all lines it is total XP.</summary>
    public long TotalXp => Parts.Sum(part => part.TotalXp);

    /// <summary>To which part a source belongs.</summary>
    public static LedgerPartKind KindOf(XpSource source) => source switch
    {
        XpSource.ShopPurchase => LedgerPartKind.Spent,
        XpSource.PressPassReset or XpSource.PressPassRestore => LedgerPartKind.Wiped,
        XpSource.Correction => LedgerPartKind.Corrected,
        XpSource.AccountMerge => LedgerPartKind.Moved,
        _ => XpRules.IsSetAside(source) ? LedgerPartKind.SetAside : LedgerPartKind.Earned,
    };
}

/// <summary>How a balance and a total came about.</summary>
/// <param name="Ever">By all lines.</param>
/// <param name="Asked">By those that fit the filter.</param>
public sealed record LedgerSums(LedgerSum Ever, LedgerSum Asked);
