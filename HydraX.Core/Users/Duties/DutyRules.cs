using HydraX.Core.Kernel;

namespace HydraX.Core.Users.Duties;

/// <summary>One row of the table of duties.</summary>
/// <param name="Duty">Which.</param>
/// <param name="Name">What it is to do, as it follows "may": "look members up".</param>
/// <param name="Lets">What it lets somebody do, in a sentence.</param>
/// <param name="Roles">The roles that have it, in the order of <see cref="Users.Roles.Staff"/>.</param>
public sealed record DutyLine(Duty Duty, string Name, string Lets, IReadOnlyList<string> Roles);

/// <summary>
/// Which role has which duty: the one table. Roles are no ladder: each has what its work needs and nothing else, and whoever holds several has the duties of
/// all of them. Admins have every duty.
/// </summary>
public static class DutyRules
{
    /// <summary>Whoever acts upon the account of staff without <see cref="Duty.GiveRoles"/> could make themselves more than they are.</summary>
    public static readonly Problem StaffAccount = Problem.Of("access.staff-account", "This is the account of somebody of the staff: only an admin acts upon it.");

    /// <summary>All duties, in the order shown.</summary>
    public static readonly IReadOnlyList<DutyLine> All =
    [
        Line(Duty.LookUpMembers, "look members up", "Find members, and see name, tier, state, masked address, XP and passes.", Roles.Moderator, Roles.Support, Roles.Finance),
        Line(Duty.SuspendMembers, "suspend members", "Suspend members with a reason that they are shown, and let them in again.", Roles.Moderator),
        Line(Duty.EndSessions, "sign members out", "End every session of a member at once.", Roles.Moderator, Roles.Support),
        Line(Duty.ModerateWords, "moderate names and biographies", "Replace a name or a biography that offends or deceives.", Roles.Moderator),
        Line(Duty.WorkReviews, "work through the review queue", "Look at what stood out, and hold it, release it or suspend.", Roles.Moderator),
        Line(Duty.HelpMembers, "help members", "Take out second factors that were lost, and grant another Press Pass.", Roles.Support),
        Line(Duty.LookAsMember, "look at a member's pages", "See a member's own pages by a grant: with a reason, for at most an hour, and known to the member.", Roles.Support),
        Line(Duty.Money, "handle money", "Refund purchases.", Roles.Finance),
        Line(Duty.ReadAudit, "read the audit log", "Search and read who did what to whom.", Roles.Finance),
        Line(Duty.KeepAudit, "keep the audit log", "Export the audit log and check its chain."),
        Line(Duty.SeeAddresses, "see whole addresses", "See a member's e-mail address unmasked."),
        Line(Duty.SeeHidden, "see hidden profiles and ledgers", "See profiles that are hidden, and the XP ledger of anybody."),
        Line(Duty.XpByHand, "give and take XP by hand", "Grant XP, and correct lines of a ledger."),
        Line(Duty.ShapeProgress, "shape how members progress", "Forgive days on which members could not come, and plan events."),
        Line(Duty.EditTiers, "edit tiers and prices", "Change settings and prices of tiers, and return to earlier ones."),
        Line(Duty.Keys, "handle everybody's API keys", "Make keys with any scope, and replace and revoke those of everybody."),
        Line(Duty.ActForMembers, "act for members by API key", "Act for any member in the API, by a key of one's own."),
        Line(Duty.Protection, "replace the protection key", "Replace the key under which addresses and secrets stand in the database."),
        Line(Duty.Privacy, "see to privacy", "See who asked to be forgotten, ask for members who did so in writing, for the suspended for a copy too, and publish the texts that members agree to."),
        Line(Duty.Jobs, "run jobs", "See jobs and their runs, run one by hand, and check the ledger."),
        Line(Duty.Deliveries, "handle deliveries", "See what is sent and received, and replay dead letters."),
        Line(Duty.Demo, "remove the demo content", "Remove all demo members at once."),
        Line(Duty.MoveClock, "move the clock of a rehearsal", "Move the domain's clock forward where it runs in rehearsal."),
        Line(Duty.GiveRoles, "give and take roles", "Give and take roles, act upon the accounts of staff, and end anybody's look at a member's pages."),
    ];

    private static readonly Dictionary<Duty, DutyLine> ByDuty = All.ToDictionary(line => line.Duty);

    /// <summary>The row of a duty.</summary>
    public static DutyLine Of(Duty duty) => ByDuty[duty];

    /// <summary>Whether somebody with these roles has a duty.</summary>
    public static bool Has(IEnumerable<string> roles, Duty duty) => roles.Any(role => ByDuty[duty].Roles.Contains(role));

    /// <summary>Whether these roles hold a role of staff.</summary>
    public static bool IsStaff(IEnumerable<string> roles) => roles.Any(Roles.Staff.Contains);

    /// <summary>The refusal of somebody who has not got a duty, naming who has. Its code is <c>access.duty</c>.</summary>
    public static Problem Refusal(Duty duty)
    {
        var line = ByDuty[duty];
        return Problem.Of("access.duty", line.Roles.Count == 1
            ? $"Only the role {line.Roles[0]} may {line.Name}."
            : $"Only the roles {string.Join(", ", line.Roles.SkipLast(1))} and {line.Roles[^1]} may {line.Name}.");
    }

    private static DutyLine Line(Duty duty, string name, string lets, params string[] besideAdmin) => new(duty, name, lets, [.. besideAdmin, Roles.Admin]);
}
