using HydraX.Core.Messaging;

namespace HydraX.Core.Progress;

/// <summary>XP was earned by something the member did elsewhere, such as a closed trade.</summary>
/// <param name="Source">The source's code.</param>
/// <param name="Amount">XP.</param>
/// <param name="Balance">Balance with it.</param>
/// <param name="Description">In words.</param>
/// <param name="Event">The name of the event that multiplied it; null without one.</param>
public sealed record XpEarned(string Source, long Amount, long Balance, string? Description, string? Event = null) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "xp_earned";
}

/// <summary>XP was given or taken by an admin.</summary>
/// <param name="Amount">Change of the balance.</param>
/// <param name="Balance">Balance with it.</param>
/// <param name="Reason">The admin's words.</param>
public sealed record XpAdjusted(long Amount, long Balance, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "xp_adjusted";
}

/// <summary>A higher rank was reached.</summary>
/// <param name="From">The rank before, its code.</param>
/// <param name="To">The rank now, its code.</param>
/// <param name="TotalXp">The total that reached it.</param>
public sealed record Promoted(string From, string To, long TotalXp) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "promoted";
}

/// <summary>An achievement was earned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it took.</param>
/// <param name="Tier">The tier of its badge, its code.</param>
/// <param name="Xp">XP that it gave.</param>
/// <param name="Balance">Balance with it.</param>
public sealed record AchievementUnlocked(string Name, string Description, string Tier, long Xp, long Balance) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "achievement_unlocked";
}

/// <summary>An achievement was taken back, because what had earned it was reversed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Xp">XP that went with it; 0 when a wipe had taken it before.</param>
/// <param name="Balance">Balance without it.</param>
public sealed record AchievementTakenBack(string Name, long Xp, long Balance) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "achievement_taken_back";
}

/// <summary>A personal goal of the week was met.</summary>
/// <param name="Goal">What it asked.</param>
/// <param name="Xp">XP that it gave.</param>
/// <param name="Balance">Balance with it.</param>
public sealed record WeeklyGoalMet(string Goal, long Xp, long Balance) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "weekly_goal_met";
}

/// <summary>Total XP was traded for a star.</summary>
/// <param name="Star">Which, from 1.</param>
/// <param name="SetAside">Total XP that was set aside for it.</param>
/// <param name="Factor">What earned XP is multiplied with from now on.</param>
public sealed record Prestiged(int Star, long SetAside, decimal Factor) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "prestiged";
}

/// <summary>A season began, and total XP began again at a share of what it was.</summary>
/// <param name="Before">Total XP before.</param>
/// <param name="After">Total XP now.</param>
/// <param name="Rank">The rank now, its code.</param>
/// <param name="Reason">The admin's words.</param>
public sealed record SeasonBegan(long Before, long After, string Rank, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "season_began";
}

/// <summary>The beginning of a season was undone, and what it had set aside counts again.</summary>
/// <param name="Given">Total XP that came back.</param>
/// <param name="TotalXp">Total XP now.</param>
/// <param name="Rank">The rank now, its code.</param>
/// <param name="Reason">The admin's words.</param>
public sealed record SeasonUndone(long Given, long TotalXp, string Rank, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "season_undone";
}

/// <summary>A purchase was refunded by an admin.</summary>
/// <param name="Item">The item's name.</param>
/// <param name="Price">XP that it had cost.</param>
/// <param name="Given">XP given back; 0 when a wipe has taken that day's XP since.</param>
/// <param name="Balance">Balance with it.</param>
/// <param name="Reason">The admin's words.</param>
public sealed record PurchaseRefunded(string Item, long Price, long Given, long Balance, string Reason) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "purchase_refunded";
}
