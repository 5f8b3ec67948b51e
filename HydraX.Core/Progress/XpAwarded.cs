using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>Somebody did something that XP is given for.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Source">What; one of the earned sources.</param>
/// <param name="SourceId">Which one, such as the trade's id; with it a repeat is known.</param>
/// <param name="Description">In words, for the member.</param>
/// <param name="RewardKey">Where the source's id does not say it; null makes the key of source and id.</param>
public sealed record XpAward(long UserId, XpSource Source, long? SourceId = null, string? Description = null, string? RewardKey = null);

/// <summary>An achievement that was earned.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tier">The tier of its badge.</param>
/// <param name="Xp">XP that it gave.</param>
public sealed record Unlocked(string Code, string Name, BadgeTier Tier, long Xp);

/// <summary>A weekly goal that was met.</summary>
/// <param name="Words">What it asked.</param>
/// <param name="Xp">XP that it gave.</param>
public sealed record GoalMet(string Words, long Xp);

/// <summary>Everything that an award brought about, so that bot and page say the same.</summary>
/// <param name="Entry">The ledger line.</param>
/// <param name="Promotion">A higher rank, if one was reached.</param>
/// <param name="Wiped">XP of a past midnight that was settled first.</param>
/// <param name="Achievements">What was earned by it, in order.</param>
/// <param name="Goals">Weekly goals that were met by it.</param>
public sealed record XpAwarded(XpPosted Entry, RankCode? Promotion, long Wiped, IReadOnlyList<Unlocked> Achievements, IReadOnlyList<GoalMet> Goals);

/// <summary>Something that wants to know of ledger lines once they stand: boards, open pages. Called after the commit, so it must not fail.</summary>
public interface IProgressFeed
{
    /// <summary>Lines that one transaction added, in order.</summary>
    void Posted(IReadOnlyList<XpPosted> lines);
}
