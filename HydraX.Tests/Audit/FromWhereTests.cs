using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;

namespace HydraX.Tests.Audit;

public sealed class FromWhereTests
{
    private const string From = "203.0.113.44";

    [Fact]
    public async Task What_is_done_by_a_link_or_a_code_says_from_where_it_came()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = (await core.Get<Arrivals>().FromWeb(new("kestrel", "kestrel@example.org", "hash", IsConfirmed: true))).Value.UserId;
        var (changes, factors, erasures, by) = (core.Get<AccountChanges>(), core.Get<SecondFactors>(), core.Get<Erasures>(), new Actor(user, "kestrel", Origin.Web, From));

        var email = (await changes.AskEmail(user, "new@example.org")).Value;
        Assert.True((await changes.ConfirmEmail(email.Token, From)).Succeeded);
        var offered = (await factors.Offer(user)).Value;
        var paper = (await factors.Confirm(by, FactorRules.CodeAt(offered.Secret, core.Time.GetUtcNow()))).Value;
        Assert.True((await factors.Verify(user, paper.Codes[0], From)).Succeeded);
        var stamp = (await core.User(user)).SecurityStamp;
        var lost = (await changes.AskFactorReset(user, stamp, From)).Value;
        Assert.True((await changes.StopByLink(lost.Token, From)).Succeeded);
        lost = (await changes.AskFactorReset(user, stamp, From)).Value;
        Assert.True((await changes.Stop(lost.ChangeId, by)).Succeeded);
        Assert.True((await erasures.StopByLink((await erasures.Ask(by)).Value.Token, From)).Succeeded);
        await erasures.Ask(by);
        Assert.True((await erasures.Stop(by)).Succeeded);

        var lines = (await core.Get<AuditQuestions>().Page(new(Person: "kestrel"), null, 50)).Lines;
        foreach (var (action, times) in new[] { ("users.email-changed", 1), ("factors.recovery-code-used", 1), ("users.factor-reset-asked", 2), ("users.factor-reset-stopped", 2), ("privacy.erasure-stopped", 2) })
            Assert.Equal((action, times), (action, lines.Count(line => line.Action == action && line.Address == From)));
    }
}
