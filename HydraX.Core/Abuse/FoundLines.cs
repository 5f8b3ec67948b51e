using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Abuse;

/// <summary>A line of the ledger that a finding is about.</summary>
/// <param name="TransactionId">The line.</param>
/// <param name="At">When it counts.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Description">In words.</param>
/// <param name="BaseAmount">XP before multipliers.</param>
/// <param name="Amount">XP that it gave.</param>
/// <param name="IsWiped">Whether a wipe has taken it: reversing it takes nothing more.</param>
public sealed record FoundLine(long TransactionId, DateTimeOffset At, XpSource Source, string? Description, long? BaseAmount, long Amount, bool IsWiped);

/// <summary>Lines that a finding about XP is about: what was earned on its days and stands.</summary>
public static class FoundLines
{
    /// <summary>Most lines that are shown, and reversed, in one go.</summary>
    public const int Most = 100;

    /// <summary>Sources of earned XP.</summary>
    internal static readonly string[] Earned = [.. Enum.GetValues<XpSource>().Where(XpRules.IsEarned).Select(source => source.Code())];

    /// <summary>The days of a finding, both included; null for a rule that is about no XP, and where the evidence was forgotten.</summary>
    public static (DateOnly From, DateOnly Until)? Days(ReviewRule rule, Evidence evidence)
    {
        if (!DateOnly.TryParseExact(evidence.Day, "yyyy-MM-dd", out var day)) return null;
        return rule switch
        {
            ReviewRule.SuddenXp or ReviewRule.EvenAwards => (day, day),
            ReviewRule.RepeatedReversals => (day.AddDays(1 - AbuseRules.ReversalDays), day),
            _ => null,
        };
    }

    /// <summary>The lines, the earliest first.</summary>
    public static IQueryable<XpTransaction> Of(HydraXDb db, long userId, (DateOnly From, DateOnly Until) days)
    {
        var (from, until, correction) = (days.From, days.Until, XpSource.Correction.Code());
        return db.XpTransactions.AsNoTracking().Where(t => t.UserId == userId && t.UtcDay >= from && t.UtcDay <= until && Earned.Contains(t.SourceType)
            && !db.XpTransactions.Any(c => c.CorrectsId == t.TransactionId && c.SourceType == correction)).OrderBy(t => t.TransactionId);
    }
}
