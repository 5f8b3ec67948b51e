using HydraX.Core.Data;
using HydraX.Tests.Support;

namespace HydraX.Tests.PressPass;

public sealed class WrongClockTests
{
    [Theory, EachProvider]
    public async Task A_midnight_that_a_fast_clock_made_an_hour_early_comes_once_and_what_is_earned_meanwhile_is_kept(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 500);
        core.Time.At(23, 10);
        await using var fast = await core.SecondNode();
        fast.Time.Now = core.Time.Now.AddHours(1);
        Assert.Equal(1, (await fast.Night.Wipe(default)).Members);

        // The clock is right again: it is 23:10, and the night is done.
        await core.Give(user, 40);
        Assert.Equal(0, (await core.Night.Wipe(default)).Members);
        core.Time.Midnight();
        Assert.Equal(0, (await core.Night.Wipe(default)).Members);
        var kept = await core.Profile(user);
        Assert.Equal((40, 500, 1), (kept.XpBalance, kept.TotalXpWiped, kept.ResetCount));

        core.Time.Midnight();
        Assert.Equal(1, (await core.Night.Wipe(default)).Members);
        await core.AssertLedgerAddsUp(user);
        Assert.Equal((0, 540, 2), ((await core.Profile(user)).XpBalance, (await core.Profile(user)).TotalXpWiped, (await core.Profile(user)).ResetCount));
    }

    [Theory, EachProvider]
    public async Task A_midnight_that_a_slow_clock_made_an_hour_late_takes_the_balance_of_that_clocks_day_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass();
        await core.Give(user, 500);
        core.Time.Midnight();
        await using var slow = await core.SecondNode();
        slow.Time.Now = core.Time.Now.AddHours(-1).AddMinutes(5);

        Assert.Equal(0, (await slow.Night.Wipe(default)).Members);
        await slow.Give(user, 7);
        Assert.Equal(1, (await core.Night.Wipe(default)).Members);
        slow.Time.Now = core.Time.Now.AddMinutes(5);
        Assert.Equal(0, (await slow.Night.Wipe(default)).Members);
        Assert.Equal((0, 507, 1), ((await core.Profile(user)).XpBalance, (await core.Profile(user)).TotalXpWiped, (await core.Profile(user)).ResetCount));
        await core.AssertLedgerAddsUp(user);
    }
}
