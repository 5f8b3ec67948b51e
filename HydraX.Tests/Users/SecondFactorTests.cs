using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;

namespace HydraX.Tests.Users;

public sealed class SecondFactorTests
{
    // RFC 6238, appendix B, SHA-1, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        const string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, FactorRules.CodeAt(secret, at));
        Assert.Equal(seconds / 30, FactorRules.StepOf(secret, $"{code[..3]} {code[3..]}", at));
        Assert.Equal(seconds / 30, FactorRules.StepOf(secret, code, at.AddSeconds(30)));
        Assert.Null(FactorRules.StepOf(secret, code, at.AddMinutes(5))); // a clock that is five minutes off
        foreach (var wrong in new[] { null, "", "12345", "1234567", "abcdef", "٠٠٥٩٢٤" }) Assert.Null(FactorRules.StepOf(secret, wrong, at));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    [InlineData(9, null)]
    [InlineData(10, 15)]
    [InlineData(15, 60)]
    [InlineData(100, 60)]
    public void Wrong_codes_rest_longer_and_longer(int failures, int? minutes) => Assert.Equal(minutes is { } m ? TimeSpan.FromMinutes(m) : null, FactorRules.Rest(failures));

    [Theory, EachProvider]
    public async Task An_app_counts_once_it_has_shown_a_code_and_ends_all_sessions(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var session = await desk.Core.SignIn(desk.User);

        var offered = (await desk.Factors.Offer(desk.User)).Value;
        Assert.Matches("^otpauth://totp/HydraX%3Akestrel\\?secret=[A-Z2-7]{32}&issuer=HydraX&", offered.Address);
        Assert.False((await desk.Factors.Of(desk.User)).Any);
        Assert.Equal("factors.none", (await desk.Factors.Verify(desk.User, desk.Code(offered))).Problem!.Code); // only offered
        Assert.Equal("factors.wrong", (await desk.Factors.Confirm(desk.By, "000000")).Problem!.Code);
        Assert.True(await desk.Core.LetsIn(desk.User, session));

        var paper = (await desk.Factors.Confirm(desk.By, desk.Code(offered))).Value;

        Assert.Equal(10, paper.Codes.Distinct().Count());
        Assert.All(paper.Codes, code => Assert.Matches("^([A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}$", code));
        Assert.False(await desk.Core.LetsIn(desk.User, session));
        var shown = await desk.Factors.Of(desk.User);
        Assert.Equal((true, 10, 0), (shown.Any, shown.CodesLeft, shown.Passkeys));
        Assert.Equal("factors.has-one", (await desk.Factors.Offer(desk.User)).Problem!.Code);
        Assert.Contains("authenticator_added", Assert.Single(await desk.Core.Told(desk.User, "security_changed")).Data, StringComparison.Ordinal);
        Assert.Equal("kestrel", Assert.Single((await desk.Core.Get<AuditQuestions>().Page(new("factors.authenticator-added"), null, 5)).Lines).Actor);
    }

    [Theory, EachProvider]
    public async Task A_code_is_used_once_however_many_come_with_it_at_the_same_instant(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var (offered, _) = await desk.SetUp();
        Assert.Equal("factors.wrong", (await desk.Factors.Verify(desk.User, desk.Code(offered))).Problem!.Code); // the one that confirmed it

        desk.Core.Time.Advance(TimeSpan.FromSeconds(30));
        var code = desk.Code(offered);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Factors.Verify(desk.User, code)));

        Assert.Single(answers, answer => answer.Succeeded);
        desk.Core.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("factors.wrong", (await desk.Factors.Verify(desk.User, code)).Problem!.Code); // still within the window, and used
        Assert.True((await desk.Factors.Verify(desk.User, desk.Code(offered))).Succeeded);
    }

    [Theory, EachProvider]
    public async Task A_code_on_paper_is_used_once_however_it_is_raced_and_void_once_there_are_new_ones(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var (_, paper) = await desk.SetUp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => desk.Factors.Verify(desk.User, i % 2 == 0 ? paper.Codes[0] : paper.Codes[0].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant())));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Equal(9, (await desk.Factors.Of(desk.User)).CodesLeft);
        Assert.Contains("\"codesLeft\":9", (await desk.Core.Told(desk.User, "security_changed"))[^1].Data, StringComparison.Ordinal);

        var next = (await desk.Factors.NewCodes(desk.By)).Value;
        Assert.Equal("factors.wrong", (await desk.Factors.Verify(desk.User, paper.Codes[1])).Problem!.Code);
        Assert.Equal("factors.wrong", (await desk.Factors.Verify(await desk.Core.Member("heron"), next.Codes[0])).Problem!.Code); // somebody else's
        Assert.True((await desk.Factors.Verify(desk.User, next.Codes[0])).Succeeded);
    }

    [Theory, EachProvider]
    public async Task Guessing_codes_is_stopped_and_told_while_a_code_on_paper_still_helps(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var (offered, paper) = await desk.SetUp();
        desk.Core.Time.Advance(TimeSpan.FromMinutes(1));

        for (var i = 0; i < 4; i++) Assert.Equal("factors.wrong", (await desk.Factors.Verify(desk.User, desk.WrongCode(offered))).Problem!.Code);
        Assert.Equal("factors.rest", (await desk.Factors.Verify(desk.User, desk.WrongCode(offered))).Problem!.Code);
        Assert.Equal("factors.rest", (await desk.Factors.Verify(desk.User, desk.Code(offered))).Problem!.Code); // even the right one
        Assert.Contains("codes_rest", (await desk.Core.Told(desk.User, "security_changed"))[^1].Data, StringComparison.Ordinal);
        Assert.True((await desk.Factors.Verify(desk.User, paper.Codes[0])).Succeeded);

        desk.Core.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await desk.Factors.Verify(desk.User, desk.Code(offered))).Succeeded);
    }

    [Theory, EachProvider]
    public async Task Taking_the_app_out_takes_the_codes_on_paper_along(DatabaseProvider provider)
    {
        await using var desk = await Desk.Open(provider);
        var (_, paper) = await desk.SetUp();

        Assert.True((await desk.Factors.Remove(desk.By)).Succeeded);

        Assert.Equal(new FactorsShown(null, 0, 0), await desk.Factors.Of(desk.User));
        Assert.False((await desk.Factors.Verify(desk.User, paper.Codes[0])).Succeeded);
        Assert.Equal("factors.none", (await desk.Factors.Remove(desk.By)).Problem!.Code);
        Assert.Equal("factors.none", (await desk.Factors.NewCodes(desk.By)).Problem!.Code);
        Assert.True((await desk.Factors.Offer(desk.User)).Succeeded);
    }

    private sealed class Desk(TestCore core, long user) : IAsyncDisposable
    {
        public TestCore Core => core;
        public long User => user;
        public SecondFactors Factors => core.Get<SecondFactors>();
        public Actor By => new(user, "kestrel", Origin.Web);

        public static async Task<Desk> Open(DatabaseProvider provider)
        {
            var core = await TestCore.Create(provider);
            return new(core, await core.Member("kestrel"));
        }

        public string Code(OfferedAuthenticator offered) => FactorRules.CodeAt(offered.Secret, core.Time.GetUtcNow());

        public string WrongCode(OfferedAuthenticator offered) => Code(offered) is var right && right[0] == '0' ? "1" + right[1..] : "0" + right[1..];

        public async Task<(OfferedAuthenticator, RecoveryPaper)> SetUp()
        {
            var offered = (await Factors.Offer(user)).Value;
            return (offered, (await Factors.Confirm(By, Code(offered))).Value);
        }

        public ValueTask DisposeAsync() => core.DisposeAsync();
    }
}
