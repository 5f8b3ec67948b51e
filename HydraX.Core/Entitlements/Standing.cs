using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Core.Entitlements;

/// <summary>A yes or a no that explains itself, in the same words in bot, page and API.</summary>
/// <param name="IsAllowed">Whether the member may.</param>
/// <param name="Code">Stable, for programs: <c>access.allowed</c>, <c>access.tier</c>, …</param>
/// <param name="Sentence">What gives it, or what is missing and what would give it.</param>
/// <param name="GivenBy">The paid tiers that have it, lowest first; empty where a tier is not what is missing.</param>
public sealed record AccessAnswer(bool IsAllowed, string Code, string Sentence, IReadOnlyList<TierCode> GivenBy)
{
    /// <summary>The refusal as a problem, null if allowed.</summary>
    public Problem? Problem => IsAllowed ? null : Problem.Of(Code, Sentence);

    internal static AccessAnswer Yes(string sentence) => new(true, "access.allowed", sentence, []);

    internal static AccessAnswer No(string code, string sentence, params IReadOnlyList<TierCode> givenBy) => new(false, code, sentence, givenBy);
}

/// <summary>A limit that explains itself.</summary>
/// <param name="Value">The figure, in the limit's own unit; null is unlimited.</param>
/// <param name="Sentence">What it is made of, and until when.</param>
/// <param name="More">What would give more, null if nothing does.</param>
public sealed record LimitAnswer(decimal? Value, string Sentence, string? More)
{
    /// <summary>What it rises to for good signals alone, the least TCS first; empty where nothing is added for those.</summary>
    public IReadOnlyList<LimitStep> Steps { get; init; } = [];

    /// <summary>The figure for a signal of a TCS: whoever counts shots asks this, with the signal that is to be fired.</summary>
    public decimal? For(int tcs) => Steps.LastOrDefault(step => step.LeastTcs <= tcs)?.Value ?? Value;
}

/// <summary>A limit's figure for signals from a TCS on.</summary>
/// <param name="LeastTcs">From which TCS on.</param>
/// <param name="Value">The figure, all that is added for lower signals within.</param>
public sealed record LimitStep(int LeastTcs, decimal Value);

/// <summary>
/// Where a member stands at one instant, derived from subscription and pass dates, never from <c>users.tier</c>. Ask it as often as
/// needed: it looks nothing up. Its rules: <see cref="AccessRules"/>.
/// </summary>
/// <param name="Tier">The tier whose features and limits hold.</param>
/// <param name="IsPaid">Whether it is paid for; a NIBBLER by default is not.</param>
/// <param name="Until">When that ends, if a date is known.</param>
/// <param name="IsSuspended">Whether staff has suspended the account: then nothing is allowed.</param>
/// <param name="Locked">The subscription whose features are locked for want of payment, null if none.</param>
/// <param name="Lineup">The tiers in force.</param>
/// <param name="Adjustments">The member's limits changed for a time, those in force at the instant.</param>
public sealed record Standing(TierCode Tier, bool IsPaid, DateTimeOffset? Until, bool IsSuspended, LockedSubscription? Locked, TierLineup Lineup,
    IReadOnlyList<LimitAdjustment> Adjustments)
{
    /// <summary>What the member may do for a time whatever the tier, those in force at the instant.</summary>
    public IReadOnlyList<Permit> Permits { get; init; } = [];

    /// <summary>The settings of the tier.</summary>
    public TierSettings Settings => Lineup[Tier];

    /// <summary>May the member use this feature?</summary>
    public AccessAnswer May(Feature feature) => AccessRules.May(this, feature);

    /// <summary>Does the member have this tier or a higher one? A Press Pass with APEX access counts as APEX.</summary>
    public AccessAnswer HasTier(TierCode atLeast) => AccessRules.HasTier(this, atLeast);

    /// <summary>Does the member hold a permit, such as a squad radar from the shop?</summary>
    public AccessAnswer Holds(PermitKind kind) => AccessRules.Holds(this, kind);

    /// <summary>How far may the member go?</summary>
    public LimitAnswer Limit(Limits limit) => LimitRules.Of(this, limit);
}

/// <summary>A subscription whose features are locked: its renewal was not paid within the days of grace.</summary>
/// <param name="Tier">What comes back with payment.</param>
/// <param name="Since">Since when it is locked.</param>
public sealed record LockedSubscription(TierCode Tier, DateTimeOffset Since);
