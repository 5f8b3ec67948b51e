using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>
/// A name that somebody asked for with an address that has an account: the row of <c>held_names</c>. It is taken from then on, as if the registration had made an
/// account. Else whoever asks for it again would learn from the answer that there is one. The member of the address may still have it.
/// </summary>
public sealed class HeldName
{
    /// <summary>As names are compared.</summary>
    public string NormalizedName { get; set; } = "";

    /// <summary>The member whose address it was asked with.</summary>
    public long UserId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset HeldAt { get; set; }
}

/// <summary>Which names are taken.</summary>
internal static class TakenNames
{
    /// <summary>Whether somebody has a name, or it is held for somebody else.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="normalized">As names are compared.</param>
    /// <param name="forUser">Who wants it; null for somebody new.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<bool> IsTaken(this HydraXDb db, string normalized, long? forUser, CancellationToken stop) =>
        await db.Users.AnyAsync(u => u.NormalizedUserName == normalized && u.Id != forUser, stop) || await db.Set<HeldName>().AnyAsync(h => h.NormalizedName == normalized && h.UserId != forUser, stop);
}
