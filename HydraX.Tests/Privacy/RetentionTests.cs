using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Privacy;

public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task What_is_over_for_long_goes_and_the_rest_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var ended = await core.SignIn(user);
        await core.Get<SessionBook>().SignOut(user, ended);
        await Message(core, 1, MessageState.Done, core.Time.Now);
        await Message(core, 2, MessageState.Pending, null);
        core.Time.Advance(TimeSpan.FromDays(6));
        await Message(core, 3, MessageState.Done, core.Time.Now);
        Assert.Equal("nothing was over", await core.Get<RetentionSweep>().Run(Stop));

        core.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("removed 1 row of InboxMessage", await core.Get<RetentionSweep>().Run(Stop));
        core.Time.Advance(TimeSpan.FromDays(23));
        var fresh = await core.SignIn(user);
        Assert.Contains("1 row of Session", await core.Get<RetentionSweep>().Run(Stop), StringComparison.Ordinal);

        Assert.True(await core.LetsIn(user, fresh));
        Assert.Equal(["2"], await core.Data.Read(db => db.Inbox.Select(m => m.ExternalId).ToListAsync(Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task Network_addresses_leave_the_audit_log_and_its_chain_still_holds(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Suspensions>().Suspend(user, "for the test", (await core.Staff(Roles.Admin)) with { Address = "203.0.113.77" }, Stop);
        core.Time.Advance(TimeSpan.FromDays(181));

        Assert.Contains("1 network address", await core.Get<RetentionSweep>().Run(Stop), StringComparison.Ordinal);

        Assert.Equal(0, await core.Data.Read(db => db.Set<AuditPerson>().CountAsync(p => p.Address != null, Stop), Stop));
        Assert.True((await core.Get<AuditVerification>().All(null, Stop)).IsRight);
    }

    [Fact]
    public void A_time_that_cannot_be_kept_is_named_with_what_would_be_right()
    {
        var faults = new RetentionOptions { SentDays = 0, TombstonesDays = 9_999 }.Faults().ToList();

        Assert.Equal(["Retention:SentDays must be 1 to 3650 days, not 0.", "Retention:TombstonesDays must be 1 to 3650 days, not 9999."], faults);
    }

    private static Task Message(TestCore core, int id, MessageState state, DateTimeOffset? doneAt) => core.Data.Run(work =>
    {
        work.Db.Add(new InboxMessage { Source = "test", ExternalId = $"{id}", OrderKey = 1, ReceivedAt = work.At, DueAt = work.At, State = state, DoneAt = doneAt });
        return Task.CompletedTask;
    }, Stop);
}
