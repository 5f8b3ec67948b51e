using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Abuse;

/// <summary>
/// Looks at yesterday's earned XP before multipliers, so that an event or a weekend makes nobody suspicious: who earned far more than on their own earlier days, and whose awards came as evenly as a clock's; and at
/// whose XP was reversed again and again lately. One question picks the few that are worth a second one. It may be run twice or killed: a finding of a member's day counts once.
/// </summary>
public sealed class AwardPatterns(HydraXData data, ReviewBook book, IOptions<AbuseOptions> options, Clock clock)
{
    private const int Block = 500;
    private const int MostAwards = 1_000;

    private static readonly string[] Earned = FoundLines.Earned;

    // A perfect day goes by itself when one of its trades is reversed.
    private static readonly string[] Reversed = [.. Earned.Except([XpSource.PerfectDay.Code()])];

    private sealed record Candidate(long UserId, long Xp, int Awards);

    /// <summary>Looks at the UTC day before this one. Returns how many findings there were.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var (day, thresholds, found, after) = (UtcDay.Of(clock.GetUtcNow()).Previous, options.Value, 0, 0L);
        while (true)
        {
            var candidates = await Candidates(day, thresholds, after, stop);
            if (candidates.Count == 0) return found + await LookAtReversals(day, thresholds, stop);
            var earlier = await Earlier(day, [.. candidates.Select(c => c.UserId)], stop);
            foreach (var candidate in candidates)
                foreach (var finding in await Look(candidate, earlier.GetValueOrDefault(candidate.UserId), day, thresholds, stop))
                {
                    await data.Run(work => book.Note(work, finding), stop);
                    found++;
                }
            after = candidates[^1].UserId;
        }
    }

    // What was reversed in one go counts once: by one act of staff, or with one trade.
    private async Task<int> LookAtReversals(UtcDay day, AbuseOptions thresholds, CancellationToken stop)
    {
        var (since, until, correction) = (day.Date.AddDays(1 - AbuseRules.ReversalDays), day.Date, XpSource.Correction.Code());
        var members = await data.Read(db => (
            from taken in db.XpTransactions
            where taken.SourceType == correction && taken.UtcDay >= since && taken.UtcDay <= until
            join line in db.XpTransactions on taken.CorrectsId equals line.TransactionId
            where Reversed.Contains(line.SourceType)
            group new { taken.TransactionId, taken.CreatedAt, line.Amount } by taken.UserId into own
            where own.Select(t => t.CreatedAt).Distinct().Count() >= thresholds.Reversals
            orderby own.Key
            select new { UserId = own.Key, Times = own.Select(t => t.CreatedAt).Distinct().Count(), Xp = own.Sum(t => t.Amount), Last = own.Max(t => t.TransactionId) }).ToListAsync(stop), stop);
        foreach (var member in members)
        {
            // Named by the latest reversal: without another one it is no new finding.
            var evidence = new Evidence { Times = member.Times, Xp = member.Xp, Day = day.ToString(), Minutes = (int)TimeSpan.FromDays(AbuseRules.ReversalDays).TotalMinutes };
            await data.Run(work => book.Note(work, new(ReviewRule.RepeatedReversals, Finding.Member(member.UserId), member.UserId, evidence, $"line:{member.Last}")), stop);
        }
        return members.Count;
    }

    private async Task<List<Finding>> Look(Candidate candidate, (long Xp, int Days) earlier, UtcDay day, AbuseOptions thresholds, CancellationToken stop)
    {
        var findings = new List<Finding>();
        var award = new AwardDay(candidate.Xp, earlier.Xp, earlier.Days);
        var evidence = new Evidence { Day = day.ToString(), Xp = award.Xp, UsualXp = award.Usual };
        if (AbuseRules.IsSudden(award, thresholds)) findings.Add(new(ReviewRule.SuddenXp, Finding.Member(candidate.UserId), candidate.UserId, evidence, day.ToString()));
        if (candidate.Awards < thresholds.AwardsEvenly) return findings;
        var run = AbuseRules.LongestEvenRun(await Times(candidate.UserId, day, stop));
        if (run >= thresholds.AwardsEvenly) findings.Add(new(ReviewRule.EvenAwards, Finding.Member(candidate.UserId), candidate.UserId, evidence with { UsualXp = null, Times = run }, day.ToString()));
        return findings;
    }

    private Task<List<Candidate>> Candidates(UtcDay day, AbuseOptions thresholds, long after, CancellationToken stop) => data.Read(db => db.XpTransactions
        .Where(t => t.UtcDay == day.Date && t.UserId > after && Earned.Contains(t.SourceType))
        .GroupBy(t => t.UserId)
        .Where(g => g.Sum(t => t.BaseAmount ?? t.Amount) >= thresholds.AwardLeast || g.Count() >= thresholds.AwardsEvenly)
        .OrderBy(g => g.Key).Take(Block)
        .Select(g => new Candidate(g.Key, g.Sum(t => t.BaseAmount ?? t.Amount), g.Count())).ToListAsync(stop), stop);

    private async Task<Dictionary<long, (long Xp, int Days)>> Earlier(UtcDay day, List<long> members, CancellationToken stop)
    {
        var from = day.Date.AddDays(-AbuseRules.EarlierDays);
        var rows = await data.Read(db => db.XpTransactions
            .Where(t => members.Contains(t.UserId) && t.UtcDay >= from && t.UtcDay < day.Date && Earned.Contains(t.SourceType))
            .GroupBy(t => t.UserId).Select(g => new { UserId = g.Key, Xp = g.Sum(t => t.BaseAmount ?? t.Amount), Days = g.Select(t => t.UtcDay).Distinct().Count() }).ToListAsync(stop), stop);
        return rows.ToDictionary(row => row.UserId, row => (row.Xp, row.Days));
    }

    private Task<List<DateTimeOffset>> Times(long userId, UtcDay day, CancellationToken stop) => data.Read(db => db.XpTransactions
        .Where(t => t.UserId == userId && t.UtcDay == day.Date && Earned.Contains(t.SourceType))
        .OrderBy(t => t.TransactionId).Take(MostAwards).Select(t => t.CreatedAt).ToListAsync(stop), stop);
}
