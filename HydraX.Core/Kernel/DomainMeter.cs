using System.Diagnostics.Metrics;

namespace HydraX.Core.Kernel;

/// <summary>Figures about what the domain does, for whoever watches the process. Recording is an addition in memory.</summary>
public sealed class DomainMeter
{
    /// <summary>The name of the meter that all of our figures belong to.</summary>
    public const string Name = "HydraX";

    private readonly Counter<long> lines;
    private readonly Counter<long> xp;
    private readonly Counter<long> wipes;
    private readonly Counter<long> wiped;
    private readonly Counter<long> jobs;
    private readonly Histogram<double> jobTime;

    /// <summary>Makes the instruments.</summary>
    public DomainMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        lines = meter.CreateCounter<long>("hydrax.xp.lines", description: "Lines written on the XP ledger, by source.");
        xp = meter.CreateCounter<long>("hydrax.xp.awarded", description: "XP given, by source.");
        wipes = meter.CreateCounter<long>("hydrax.press_pass.wipes", description: "Members whose XP a Press Pass wipe took.");
        wiped = meter.CreateCounter<long>("hydrax.press_pass.wiped_xp", description: "XP that Press Pass wipes took.");
        jobs = meter.CreateCounter<long>("hydrax.jobs.runs", description: "Runs of jobs, by job and result.");
        jobTime = meter.CreateHistogram<double>("hydrax.jobs.duration", "s", "How long runs of jobs took.");
    }

    /// <summary>A line stands on the ledger.</summary>
    /// <param name="source">Its source's code.</param>
    /// <param name="amount">What it changed the balance by.</param>
    public void Posted(string source, long amount)
    {
        var tag = new KeyValuePair<string, object?>("source", source);
        lines.Add(1, tag);
        if (amount > 0) xp.Add(amount, tag);
    }

    /// <summary>A wipe took XP from so many members.</summary>
    public void Wiped(long members, long amount)
    {
        wipes.Add(members);
        wiped.Add(amount);
    }

    /// <summary>A job ended.</summary>
    public void JobRan(string job, string result, TimeSpan took)
    {
        jobs.Add(1, new("job", job), new("result", result));
        jobTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }
}
