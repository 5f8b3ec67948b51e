using HydraX.Core.Data;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users.Keys;

public sealed class IdempotentRequestTests
{
    private const string Route = "POST /api/v1/xp/awards";

    [Theory, EachProvider]
    public async Task One_of_many_racing_claims_is_the_first_on_any_node(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var key = await Key(core);

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? core : other).Get<IdempotentRequests>().Claim(key, Route, "k-1", "{}")));

        Assert.Single(claims.OfType<IdempotentClaim.First>());
        Assert.Equal(11, claims.OfType<IdempotentClaim.Running>().Count());
    }

    [Theory, EachProvider]
    public async Task A_repeat_gets_the_answer_and_other_words_under_the_same_key_are_seen(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var requests = core.Get<IdempotentRequests>();
        var key = await Key(core);
        var first = Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "k-1", "{\"a\":1}"));
        await requests.Keep(first.RequestId, 200, "application/json", "{\"b\":2}");

        Assert.Equal(new IdempotentClaim.Answered(200, "application/json", "{\"b\":2}"), await requests.Claim(key, Route, "k-1", "{\"a\":1}"));
        Assert.IsType<IdempotentClaim.Different>(await requests.Claim(key, Route, "k-1", "{\"a\":2}"));
        Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, "POST /api/v1/other", "k-1", "{\"a\":2}"));
        Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "K-1", "{\"a\":2}"));
    }

    [Theory, EachProvider]
    public async Task What_failed_is_forgotten_what_died_is_free_after_its_lease_and_all_of_it_after_a_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var requests = core.Get<IdempotentRequests>();
        var key = await Key(core);
        var failed = Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "failed", ""));
        await requests.Forget(failed.RequestId);
        Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "failed", ""));

        core.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.IsType<IdempotentClaim.Running>(await requests.Claim(key, Route, "failed", ""));
        core.Time.Advance(TimeSpan.FromSeconds(1));
        var taken = Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "failed", ""));
        await requests.Keep(taken.RequestId, 200, null, "done");

        core.Time.Advance(TimeSpan.FromHours(24));
        Assert.IsType<IdempotentClaim.First>(await requests.Claim(key, Route, "failed", ""));
        core.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await requests.Prune());
        Assert.Equal(0, await core.Data.Read(db => db.IdempotentRequests.CountAsync()));
    }

    private static async Task<long> Key(TestCore core)
    {
        var user = await core.Member();
        return (await core.Get<ApiKeys>().Make(new(user, "a key", ["read"]), ApiKeyTests.By(user))).Value.ApiKeyId;
    }
}
