using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Mentoring;

/// <summary>A mentor and a student: the row of <c>mentorships</c>.</summary>
public sealed class Mentorship
{
    /// <summary>Row id.</summary>
    public long MentorshipId { get; set; }

    /// <summary>Who guides.</summary>
    public long MentorId { get; set; }

    /// <summary>Who learns.</summary>
    public long StudentId { get; set; }

    /// <summary>active, graduated or ended.</summary>
    public string Status { get; set; } = "active";

    /// <summary>Since when.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Until when; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class MentorshipTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<Mentorship>(e =>
    {
        e.ToTable("mentorships");
        e.HasKey(m => m.MentorshipId);
        e.Property(m => m.Status).HasMaxLength(50).Default("active");
        e.Property(m => m.StartedAt).DefaultNow(dialect);
        e.HasIndex(m => new { m.MentorId, m.StudentId }).IsUnique();
        e.HasOne<User>().WithMany().HasForeignKey(m => m.MentorId).OnDelete(DeleteBehavior.Restrict);
        e.HasOne<User>().WithMany().HasForeignKey(m => m.StudentId).OnDelete(DeleteBehavior.Restrict);
    });
}
