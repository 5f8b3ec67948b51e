using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;

namespace HydraX.Core.Lifecycle;

/// <summary>Which of two accounts stays.</summary>
[LowerCodes]
public enum MergeKeeps
{
    /// <summary>The one that was made on the web.</summary>
    Web,

    /// <summary>The one that came by Telegram.</summary>
    Telegram,
}

/// <summary>One of two accounts that may become one.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Balance">Spendable XP; below zero is a debt.</param>
/// <param name="TotalXp">Total XP.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Purchases">Purchases in the shop that were not given back.</param>
public sealed record MergeSide(long UserId, string Username, RankCode Rank, long Balance, long TotalXp, TierCode Tier, int Purchases);

/// <summary>What making one account of two would do.</summary>
/// <param name="ChangeId">Names the offer.</param>
/// <param name="Web">The account that made the link code.</param>
/// <param name="Telegram">The account of the chat that sent it.</param>
/// <param name="ExpiresAt">Until when it can be taken up, by the machine's clock.</param>
public sealed record MergeOffer(long ChangeId, MergeSide Web, MergeSide Telegram, DateTimeOffset ExpiresAt)
{
    /// <summary>The account that stays.</summary>
    public MergeSide Stays(MergeKeeps keeps) => keeps == MergeKeeps.Web ? Web : Telegram;

    /// <summary>The account that is closed.</summary>
    public MergeSide Goes(MergeKeeps keeps) => keeps == MergeKeeps.Web ? Telegram : Web;
}

/// <summary>Two accounts are one.</summary>
/// <param name="UserId">The one that stays.</param>
/// <param name="Username">Its name.</param>
/// <param name="ClosedUserId">The one that was closed.</param>
/// <param name="Xp">Spendable XP that went over.</param>
/// <param name="Balance">What the one that stays has with it.</param>
/// <param name="Addresses">Confirmed addresses of both, to be told; kept nowhere.</param>
public sealed record Merged(long UserId, string Username, long ClosedUserId, long Xp, long Balance, IReadOnlyList<string> Addresses);

/// <summary>Two accounts have become one: its member is told.</summary>
/// <param name="Xp">Spendable XP that went over.</param>
/// <param name="Balance">What there is with it.</param>
public sealed record AccountsMerged(long Xp, long Balance) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "accounts_merged";
}

/// <summary>What a slice that knows of Lifecycle has against making one of two accounts.</summary>
public interface IMergeObstacle
{
    /// <summary>Why this account cannot be merged now, asked under its lock; null if nothing stands against it.</summary>
    Task<Problem?> Of(Work work, long userId, string username);
}
