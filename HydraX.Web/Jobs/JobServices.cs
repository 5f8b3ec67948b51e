using HydraX.Core;
using HydraX.Core.Data;
using HydraX.Core.Jobs;
using Quartz;

namespace HydraX.Web.Jobs;

/// <summary>Wires the schedule: Quartz by the machine's clock, or the stepper in rehearsal.</summary>
public static class JobServices
{
    /// <summary>Adds the jobs of <see cref="JobSchedule"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDomainMeter().AddSingleton<JobLog>().AddSingleton<JobRunner>().AddSingleton<ClockCheck>().AddSingleton<JobDesk>().AddSingleton<Rehearsal>();
        if (ClockOptions.IsRehearsal(configuration)) return services.AddHostedService(s => s.GetRequiredService<Rehearsal>());
        services.AddSingleton<SchedulerTrouble>();
        services.AddQuartz(quartz => Schedule(quartz, configuration));
        services.AddQuartzHostedService(o => { o.WaitForJobsToComplete = true; o.AwaitApplicationStarted = true; });
        return services.AddHostedService<CatchUp>();
    }

    private static void Schedule(IQuartzBuilder quartz, IConfiguration configuration)
    {
        quartz.ConfigureScheduler(s => s.InstanceName = "HydraX");
        quartz.AddSchedulerListener(s => s.GetRequiredService<SchedulerTrouble>());
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("HydraX") ?? "";
        if (provider == DatabaseProvider.Sqlite) quartz.UseInMemoryStore();
        else
        {
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                if (provider == DatabaseProvider.PostgreSql) store.UsePostgres(Npgsql.NpgsqlFactory.Instance, connection);
                else store.UseSqlServer(Microsoft.Data.SqlClient.SqlClientFactory.Instance, connection);
                store.UseClustering();
            });
        }
        foreach (var job in JobSchedule.All)
        {
            // Missed while no node ran: once, as soon as one does.
            quartz.ScheduleJob<QuartzJob>(
                trigger => trigger.WithIdentity(job.Name).WithSchedule(CronScheduleBuilder.Create(job.Cron).InTimeZone(TimeZoneInfo.Utc)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                detail => detail.WithIdentity(job.Name).WithDescription(job.What));
        }
    }
}
