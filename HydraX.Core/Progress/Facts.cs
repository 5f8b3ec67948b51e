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
