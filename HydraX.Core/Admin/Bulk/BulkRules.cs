using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Xp;

namespace HydraX.Core.Admin.Bulk;

/// <summary>What staff would like to do for many members.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">XP each, for an award.</param>
/// <param name="KeepsPercent">Percent of total XP that stay, for a season reset.</param>
/// <param name="Tier">Only of this tier.</param>
/// <param name="Rank">Only of this rank and above.</param>
/// <param name="ActiveSince">Only who was there on this day or later.</param>
/// <param name="Names">Only these, as they were pasted: with blanks, commas or line ends between two.</param>
public sealed record BulkDraft(BulkKind Kind, long Amount = 0, int KeepsPercent = 0, TierCode? Tier = null, RankCode? Rank = null, DateOnly? ActiveSince = null, string? Names = null);

/// <summary>What it comes to for one member.</summary>
/// <param name="Before">Total XP before.</param>
/// <param name="After">Total XP after.</param>
public readonly record struct BulkChange(long Before, long After)
{
    /// <summary>Whether the rank becomes another.</summary>
    public bool ChangesRank => RankRules.Of(Before) != RankRules.Of(After);
}

/// <summary>What bulk operations may ask and what they come to. Pure.</summary>
public static class BulkRules
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = AuditTrail.LongestWhy;

    /// <summary>Most names that may be pasted.</summary>
    public const int MostNames = 1_000;

    /// <summary>The largest share that a season reset may leave, in percent: with more it would be none.</summary>
    public const int MostKept = 90;

    /// <summary>What is wrong with a draft, whoever its members are: <c>bulk.amount</c>, <c>bulk.keeps</c>, <c>bulk.whom</c>, <c>bulk.names</c>; null if nothing is.</summary>
    public static Problem? Check(BulkDraft draft)
    {
        if (draft.Kind == BulkKind.Award && draft.Amount is < 1 or > Progression.LargestGrant)
            return Problem.Of("bulk.amount", $"Each member gets 1 to {Progression.LargestGrant:N0} XP, not {draft.Amount:N0}.");
        if (draft.Kind == BulkKind.SeasonReset && draft.KeepsPercent is < 0 or > MostKept)
            return Problem.Of("bulk.keeps", $"A reset leaves 0 to {MostKept} % of total XP, not {draft.KeepsPercent} %.");
        var names = NamesIn(draft.Names);
        if (names.Count > 0 && (draft.Tier is not null || draft.Rank is not null || draft.ActiveSince is not null))
            return Problem.Of("bulk.whom", "Names are a choice of their own. Take the names out, or tier, rank and day.");
        return names.Count > MostNames ? Problem.Of("bulk.names", $"These are {names.Count:N0} names; at most {MostNames:N0} fit into one go.") : null;
    }

    /// <summary>The names in what was pasted, each once.</summary>
    public static IReadOnlyList<string> NamesIn(string? pasted) =>
        [.. (pasted ?? "").Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.TrimStart('@')).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What it comes to for a member with a total; null where nothing changes.</summary>
    public static BulkChange? Change(BulkDraft draft, long total) => draft.Kind switch
    {
        BulkKind.Award => new(total, total + draft.Amount),
        _ => XpRules.SeasonTotal(total, draft.KeepsPercent) is var kept && kept < total ? new(total, kept) : null,
    };

    /// <summary>The request that a batch's grants are made under; the line's key is made of it.</summary>
    public static string GrantRequest(long bulkOperationId) => $"bulk:{bulkOperationId}";

    /// <summary>The key of a batch's line on each ledger.</summary>
    public static string LineKey(BulkOperation bulk) =>
        bulk.Kind == BulkKind.Award ? RewardKey.AdminGrant(GrantRequest(bulk.BulkOperationId)) : RewardKey.SeasonReset(bulk.BulkOperationId);
}
