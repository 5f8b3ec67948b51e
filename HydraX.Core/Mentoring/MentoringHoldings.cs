using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Mentoring;

/// <summary>What this slice holds about people.</summary>
internal static class MentoringHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<Mentorship>("Your mentorships", who => m => m.MentorId == who.UserId || m.StudentId == who.UserId)
            .Shows(m => new { m.Status, m.StartedAt, m.EndedAt })
            .Withholds("It may be somebody else's number.", m => new { m.MentorshipId, m.MentorId, m.StudentId })
            .Kept("It is the other side's history as well; it holds numbers, not names."),
    ];
}
