using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;

namespace HydraX.Tests.Users.Duties;

public sealed class DutyRulesTests
{
    [Fact]
    public void Every_duty_stands_once_in_the_table_with_a_sentence_and_admins_have_it()
    {
        Assert.Equal(Enum.GetValues<Duty>().Order(), DutyRules.All.Select(line => line.Duty).Order());
        Assert.All(DutyRules.All, line =>
        {
            Assert.EndsWith(".", line.Lets, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(line.Name));
            Assert.Equal(Roles.Staff.Where(line.Roles.Contains), line.Roles);
            Assert.Contains(Roles.Admin, line.Roles);
        });
    }

    // Written out by hand, so that a duty that is given to a role by mistake is seen.
    [Theory]
    [InlineData(Roles.Member, "")]
    [InlineData(Roles.Moderator, "look_up_members, suspend_members, end_sessions, moderate_words, work_reviews")]
    [InlineData(Roles.Support, "look_up_members, end_sessions, help_members, look_as_member")]
    [InlineData(Roles.Finance, "look_up_members, money, read_audit")]
    public void A_role_has_what_its_work_needs_and_nothing_else(string role, string duties) =>
        Assert.Equal(duties, string.Join(", ", DutyRules.All.Where(line => DutyRules.Has([role], line.Duty)).Select(line => line.Duty.Code())));

    [Fact]
    public void Duties_of_several_roles_unite()
    {
        string[] both = [Roles.Support, Roles.Finance];

        Assert.All(DutyRules.All, line => Assert.Equal(DutyRules.Has([Roles.Support], line.Duty) || DutyRules.Has([Roles.Finance], line.Duty), DutyRules.Has(both, line.Duty)));
        Assert.False(DutyRules.Has([], Duty.LookUpMembers));
    }

    [Fact]
    public void A_refusal_names_the_duty_and_who_has_it()
    {
        Assert.Equal(("access.duty", "Only the roles Moderator, Support, Finance and Admin may look members up."), (DutyRules.Refusal(Duty.LookUpMembers).Code, DutyRules.Refusal(Duty.LookUpMembers).Sentence));
        Assert.Equal("Only the role Admin may give and take roles.", DutyRules.Refusal(Duty.GiveRoles).Sentence);
    }
}
