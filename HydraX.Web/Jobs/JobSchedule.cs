using HydraX.Core.Abuse;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Admin.Bulk;
using HydraX.Core.Audit;
using HydraX.Core.Jobs;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy;
using HydraX.Core.Progress;
using HydraX.Core.Protection;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Keys;
using HydraX.Core.Xp;
using HydraX.Web.Privacy;
using Quartz;

namespace HydraX.Web.Jobs;

/// <summary>A job: what it is called, when it runs, and the one call it makes. The work may be run twice, killed or late.</summary>
/// <param name="Name">Stable name, as in <c>job_runs</c>.</param>
/// <param name="Cron">Quartz cron, UTC: seconds, minutes, hours, day of month, month, day of week.</param>
/// <param name="When">The same in words.</param>
/// <param name="What">What it does, for admins.</param>
/// <param name="RunsAtStart">Whether a start makes up for what the process may have missed while it was down.</param>
/// <param name="Run">The call; it returns what was done, in words.</param>
public sealed record ScheduledJob(string Name, string Cron, string When, string What, bool RunsAtStart, Func<IServiceProvider, CancellationToken, Task<string>> Run)
{
    private readonly CronExpression times = new(Cron, TimeZoneInfo.Utc);

    /// <summary>When it runs next after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => times.GetNextValidTimeAfter(instant) ?? DateTimeOffset.MaxValue;
}

/// <summary>The one table of all jobs. At the same instant they run in this order: a wipe comes before the end of a pass.</summary>
public static class JobSchedule
{
    /// <summary>All jobs.</summary>
    public static readonly IReadOnlyList<ScheduledJob> All =
    [
        new("press-pass-warning", "0 0,45 23 * * ?", "23:00 and 23:45 UTC", "Warns members on a Press Pass who have XP to lose.", RunsAtStart: true,
            async (s, stop) => await s.GetRequiredService<NightlyReset>().Warn(stop) is var r ? $"{Spoken.Number(r.Members, "member")} looked at, {r.Xp} XP at stake" : ""),
        new("press-pass-reset", "0 0 0 * * ?", "00:00 UTC", "Wipes the XP of members on a Press Pass.", RunsAtStart: true,
            async (s, stop) => await s.GetRequiredService<NightlyReset>().Wipe(stop) is var r ? $"{Spoken.Number(r.Members, "member")} wiped of {r.Xp} XP, longest block {r.LongestBlock.TotalMilliseconds:0} ms" : ""),
        new("metrics", "0 55 3 * * ?", "03:55 UTC", "Counts what a new version brings for achievements from the ledger of everybody.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<MetricBackfill>().Run(stop), "member") + " gone through"),
        new("perfect-runs", "0 2 0 * * ?", "00:02 UTC", "Awards perfect days and notes perfect weeks, once they are over.", RunsAtStart: true,
            async (s, stop) => await s.GetRequiredService<Progression>().AwardPerfect(stop) is var r ? $"{Spoken.Number(r.Days, "perfect day")}, {Spoken.Number(r.Weeks, "perfect week")}" : ""),
        new("press-pass-expiry", "0 0/5 * * * ?", "every 5 minutes", "Ends passes whose time is over.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<PassChanges>().ExpireDue(stop), "pass", "passes") + " ended"),
        new("press-pass-notice", "0 0/15 * * * ?", "every 15 minutes", "Tells members 3, 1 and 0 days before their pass ends.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<PassChanges>().AnnounceEnds(stop), "member") + " told"),
        new("boards-freeze", "0 4 0 * * ?", "00:04 UTC", "Writes down the first places of boards whose day, week, month or season is over.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<BoardFreeze>().Freeze(stop), "board") + " frozen"),
        new("leagues", "0 5/10 * * * ?", "every 10 minutes", "Closes the leagues of a week that is over, draws this week's groups, and places whoever came later.", RunsAtStart: true,
            async (s, stop) => await s.GetRequiredService<LeagueRounds>().Run(stop) is var r ? $"{Spoken.Number(r.Closed, "group")} closed, {r.Drawn} drawn, {Spoken.Number(r.Arrived, "member")} joined" : ""),
        new("weekly-summary", "0 8/30 * ? * MON-WED", "Monday to Wednesday, every half hour", "Tells members what the week before was like, once its leagues are closed.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<WeeklySummaries>().Tell(stop), "member") + " told"),
        new("league-history", "0 35 3 * * ?", "03:35 UTC", "Forgets places in leagues of weeks that ended more than 13 weeks ago.", RunsAtStart: false,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<LeagueRounds>().Prune(stop), "place") + " forgotten"),
        new(XpVerification.Job, "0 30 2 * * ?", "02:30 UTC", "Checks that every member's ledger adds up, and fails if one does not.", RunsAtStart: false,
            (s, stop) => s.GetRequiredService<XpVerification>().Demand(stop)),
        new(AuditVerification.Job, "0 45 2 * * ?", "02:45 UTC", "Checks that nobody has altered the audit log, and fails if somebody has.", RunsAtStart: false,
            (s, stop) => s.GetRequiredService<AuditVerification>().Demand(stop)),
        new("award-patterns", "0 15 2 * * ?", "02:15 UTC", "Looks for XP of the day before that is far above a member's usual, or as even as a clock's, and asks staff to look.", RunsAtStart: false,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<AwardPatterns>().Run(stop), "finding")),
        new("idempotency-keys", "0 20 * * * ?", "20 minutes past every hour", "Forgets answers to API requests older than 24 hours.", RunsAtStart: false,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<IdempotentRequests>().Prune(stop), "answer") + " forgotten"),
        new("account-changes", "0 5/5 * * * ?", "every 5 minutes", "Makes changes of Telegram account and lost factors whose waiting time is over.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<AccountChanges>().CarryOut(stop), "change") + " made"),
        new("erasures", "0 2/5 * * * ?", "every 5 minutes", "Erases members who asked for it seven days ago, and keeps the list of erasures outside the database.", RunsAtStart: true,
            (s, stop) => s.GetRequiredService<PrivacyRounds>().Erase(stop)),
        new("forgiven-days", "0 3/5 * * * ?", "every 5 minutes", "Gives back the streaks that a forgiven day had ended.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<Outages>().Restore(stop), "streak") + " given back"),
        new("achievement-grants", "0 1 * * * ?", "1 minute past every hour", "Goes on granting achievements to everybody who met their conditions before.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<BackwardGrants>().Run(stop), "member") + " got something"),
        new("bulk-operations", "30 1/5 * * * ?", "every 5 minutes", "Goes on giving or resetting XP for many members, and undoing it.", RunsAtStart: true,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<BulkRuns>().Run(stop), "member") + " gone through"),
        new("retention", "0 40 3 * * ?", "03:40 UTC", "Removes what has been kept for as long as the settings say.", RunsAtStart: false,
            (s, stop) => s.GetRequiredService<RetentionSweep>().Run(stop)),
        new("address-sightings", "0 50 * * * ?", "50 minutes past every hour", "Forgets which members came from one address more than two days ago.", RunsAtStart: false,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<AbuseWatch>().Prune(stop), "sighting") + " forgotten"),
        new("protection-keys", "0 10/15 * * * ?", "every 15 minutes", "Protects anew what older keys have protected, once an admin has added a key.", RunsAtStart: true,
            (s, stop) => s.GetRequiredService<KeyRotation>().Demand(stop)),
        new("job-history", "0 30 3 * * ?", "03:30 UTC", "Forgets runs of jobs older than 30 days.", RunsAtStart: false,
            async (s, stop) => Spoken.Number(await s.GetRequiredService<JobLog>().Prune(stop), "run") + " forgotten"),
    ];

    /// <summary>The job of a name, or null.</summary>
    public static ScheduledJob? Find(string name) => All.FirstOrDefault(j => j.Name == name);
}
