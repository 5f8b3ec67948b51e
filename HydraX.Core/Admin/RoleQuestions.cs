using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin;

/// <summary>Who holds a role of staff.</summary>
/// <param name="Role">Which.</param>
/// <param name="Holders">Who, in the order of their names.</param>
public sealed record RoleHolders(string Role, IReadOnlyList<RoleHolder> Holders);

/// <summary>Somebody of the staff.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">By name.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="HasFactor">Whether they have a second factor; without one they may not act.</param>
public sealed record RoleHolder(long UserId, string Username, bool IsActive, bool HasFactor);

/// <summary>Reads for the page of roles.</summary>
public sealed class RoleQuestions(HydraXData data)
{
    /// <summary>Who holds each role of staff now, in the order of <see cref="Roles.Staff"/>.</summary>
    public async Task<IReadOnlyList<RoleHolders>> Holders(CancellationToken stop = default)
    {
        var rows = await data.Read(db => db.UserRoles.Where(r => r.RoleId != Roles.IdOf(Roles.Member)).Join(db.Users, r => r.UserId, u => u.Id, (r, u) => new
        {
            r.RoleId,
            Holder = new RoleHolder(u.Id, u.UserName!, u.IsActive, db.Authenticators.Any(a => a.UserId == u.Id && a.ConfirmedAt != null) || db.UserPasskeys.Any(p => p.UserId == u.Id)),
        }).ToListAsync(stop), stop);
        return [.. Roles.Staff.Select(role => new RoleHolders(role, [.. rows.Where(r => r.RoleId == Roles.IdOf(role)).Select(r => r.Holder).OrderBy(h => h.Username, StringComparer.OrdinalIgnoreCase)]))];
    }
}
