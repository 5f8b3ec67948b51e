using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users.Duties;

/// <summary>
/// Asks of whoever acts whether it is their duty, by the roles that they hold in the database at that moment: a page that was opened before a role was taken
/// opens nothing. That a second factor was shown is a matter of the session, and asked at the door.
/// </summary>
public static class Dutiful
{
    /// <summary>
    /// Null if the actor has the duty, else the refusal: <c>access.duty</c>, <c>users.suspended</c>, <c>access.staff-account</c>. What the machine does by
    /// itself, at its start or as a job, is nobody's duty and passes.
    /// </summary>
    /// <param name="work">The transaction of the act.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="duty">What it takes.</param>
    /// <param name="onto">The member upon whom they act, if upon one. Whoever is staff acts upon no account of staff, their own included, unless they give roles.</param>
    public static async Task<Problem?> Demand(this Work work, Actor by, Duty duty, long? onto = null)
    {
        if (by is { UserId: null, Origin: Origin.Start or Origin.Job }) return null;
        if (await work.Db.Users.AnyAsync(u => u.Id == by.UserId && !u.IsActive, work.Stop)) return Members.Suspended;
        var roles = await work.RolesOf(by.UserId);
        if (!DutyRules.Has(roles, duty)) return DutyRules.Refusal(duty);
        var isOnStaff = onto is { } other && DutyRules.IsStaff(await work.RolesOf(other));
        return isOnStaff && !DutyRules.Has(roles, Duty.GiveRoles) ? DutyRules.StaffAccount : null;
    }

    /// <summary>Whether the actor has a duty now, where without it something else holds.</summary>
    public static async Task<bool> Has(this Work work, Actor by, Duty duty) => await work.Demand(by, duty) is null;

    /// <summary>Whether a member is staff: has a role beyond that of a member.</summary>
    public static Task<bool> IsStaff(this Work work, long userId) => work.Db.UserRoles.AnyAsync(r => r.UserId == userId && r.RoleId != Roles.IdOf(Roles.Member), work.Stop);

    private static Task<List<string>> RolesOf(this Work work, long? userId) =>
        work.Db.UserRoles.Where(r => r.UserId == userId).Join(work.Db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToListAsync(work.Stop);
}
