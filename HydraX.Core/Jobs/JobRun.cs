using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Jobs;

/// <summary>Why a job ran.</summary>
[LowerCodes]
public enum JobCause
{
    /// <summary>Its hour had come.</summary>
    Schedule,

    /// <summary>The process started and made up for what it may have missed.</summary>
    Start,

    /// <summary>An admin pressed "run now".</summary>
    Hand,

    /// <summary>An admin moved the rehearsal clock past its hour.</summary>
    Rehearsal,
}

/// <summary>How a run ended.</summary>
[LowerCodes]
public enum JobResult
{
    /// <summary>It has not: it runs, or its process was killed.</summary>
    Running,

    /// <summary>Well.</summary>
    Done,

    /// <summary>With an error.</summary>
    Failed,
}

/// <summary>One run of a job: the row of <c>job_runs</c>.</summary>
public sealed class JobRun
{
    /// <summary>Row id.</summary>
    public long RunId { get; set; }

    /// <summary>Which job.</summary>
    public string Job { get; set; } = "";

    /// <summary>Why.</summary>
    public JobCause Cause { get; set; }

    /// <summary>On which node.</summary>
    public string Node { get; set; } = "";

    /// <summary>When it was due, by the domain's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it began, by the machine's clock.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended, by the machine's clock.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How.</summary>
    public JobResult Result { get; set; }

    /// <summary>What it did or what went wrong, in words.</summary>
    public string? Report { get; set; }
}

/// <summary>Where a rehearsal's clock stands: one row, so that it survives a restart.</summary>
public sealed class ClockState
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    /// <summary>How far the domain runs ahead of the machine, in ticks of 100 ns.</summary>
    public long OffsetTicks { get; set; }

    /// <summary>Up to when jobs have been stepped through, by the domain's clock.</summary>
    public DateTimeOffset SteppedTo { get; set; }
}

internal sealed class JobTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect)
    {
        builder.Entity<JobRun>(e =>
        {
            e.ToTable("job_runs");
            e.HasKey(r => r.RunId);
            e.Property(r => r.Job).HasMaxLength(100);
            e.Property(r => r.Node).HasMaxLength(100);
            e.Property(r => r.Report).HasMaxLength(2000);
            e.HasIndex(r => new { r.Job, r.RunId });
            e.HasIndex(r => r.StartedAt);
        });
        builder.Entity<ClockState>(e => { e.ToTable("clock_state"); e.Property(c => c.Id).ValueGeneratedNever(); });
    }
}
