using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.PressPass;

/// <summary>A member's pass as screens show it.</summary>
/// <param name="Standing">Where the member stands with it.</param>
/// <param name="Refusal">Why it cannot be activated although it is offered or rests; null if it can.</param>
/// <param name="LengthDays">How many days it lasts.</param>
/// <param name="Day">Which UTC day of it an instant is in, from 1; 0 before the first activation.</param>
/// <param name="WipeAt">The next midnight that wipes; null off the pass and on its last day.</param>
public sealed record PassFacts(PassStanding Standing, Problem? Refusal, int LengthDays, int Day, DateTimeOffset? WipeAt)
{
    /// <summary>When it ends, exclusive; null before the first activation.</summary>
    public DateTimeOffset? EndsAt => Standing.Pass?.EndsAt;
}

/// <summary>Reads of passes.</summary>
public sealed class PassQuestions(TierCatalog tiers)
{
    /// <summary>A member's pass at an instant.</summary>
    internal async Task<PassFacts> Of(HydraXDb db, UserProfile profile, DateTimeOffset now, CancellationToken stop)
    {
        var passes = await db.Passes.Where(p => p.UserId == profile.UserId).ToListAsync(stop);
        var subscriptions = await db.Subscriptions.Where(s => s.UserId == profile.UserId).Select(s => new { s.Status, s.CurrentPeriodEnd }).ToListAsync(stop);
        var isPaying = subscriptions.Exists(s => SubscriptionRules.IsEntitled(s.Status, s.CurrentPeriodEnd, now));
        var standing = PassStanding.At(profile, passes, now);
        var settings = tiers.Current[TierCode.PressPass];
        return new(standing, Refusal(standing.Phase, isPaying, settings),
            standing.Pass?.LengthDays ?? settings.TrialDays ?? PressPassRules.DefaultDays,
            standing.Pass?.ActivatedAt is { } from ? PressPassRules.DayNumber(from, now) : 0,
            MidnightRules.Next(profile, now));
    }

    // As PassChanges.Activate would refuse; that it is used up is the phase.
    private static Problem? Refusal(PassPhase phase, bool isPaying, TierSettings settings) =>
        phase is not (PassPhase.Offered or PassPhase.Resting) ? null
        : settings.Features[Feature.PressPassTrial] == FeatureGrant.No ? PressPassProblems.Closed
        : isPaying ? PressPassProblems.Paid
        : null;
}
