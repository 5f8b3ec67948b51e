using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+436601234567", "+436601234567")]
    [InlineData("436601234567", "+436601234567")]
    [InlineData("+43 (660) 123-45.67", "+436601234567")]
    [InlineData("1234567", "+1234567")]
    [InlineData("123456789012345", "+123456789012345")]
    [InlineData("123456", null)]
    [InlineData("1234567890123456", null)]
    [InlineData("++436601234567", null)]
    [InlineData("٤٣٦٦٠١٢٣٤٥٦٧", null)]
    [InlineData("+43660x234567", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_plus_and_7_to_15_digits(string? text, string? number)
    {
        var read = PhoneRules.Read(text);
        Assert.Equal(number, read.Succeeded ? read.Value : null);
        if (number is null) Assert.Equal("users.phone-form", read.Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task A_number_is_verified_once_masked_everywhere_and_taken_out_again(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (phones, user) = (core.Get<PhoneNumbers>(), await core.Member("kestrel"));
        var self = new Actor(user, "kestrel", Origin.Bot);

        Assert.True((await phones.Prove(self, "436601234567")).Value);
        Assert.False((await phones.Prove(self, "+43 660 1234567")).Value);
        var row = await core.User(user);
        Assert.True(row.PhoneNumberConfirmed);
        Assert.Matches(@"^k\d+\.", row.ProtectedPhone!);
        Assert.Equal(("+43…67", "+43…67"), (await phones.Masked(user), (await core.Get<ProfileSettings>().Of(user))!.Phone));
        Assert.Equal("users.phone-form", (await phones.Prove(self, "none")).Problem!.Code);
        Assert.True((await phones.Prove(self, "+436607654321")).Value);

        Assert.True((await phones.Remove(self with { Origin = Origin.Web })).Succeeded);
        Assert.Equal("users.phone-none", (await phones.Remove(self)).Problem!.Code);
        row = await core.User(user);
        Assert.Equal((null, false, null), (row.ProtectedPhone, row.PhoneNumberConfirmed, await phones.Masked(user)));
        Assert.Contains("phone_removed", Assert.Single(await core.Told(user, SecurityChanged.Kind)).Data, StringComparison.Ordinal);

        var audit = await core.Data.Read(db => db.Set<AuditEntry>().Where(a => a.Action.StartsWith("users.")).OrderBy(a => a.Sequence).ToListAsync());
        Assert.Equal(["users.phone-verified", "users.phone-verified", "users.phone-removed"], audit.Select(a => a.Action));
        Assert.DoesNotContain("4366", JsonSerializer.Serialize(audit), StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_suspended_member_and_an_unknown_one_are_refused(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Suspensions>().Suspend(user, "Spam", Actor.Job);

        Assert.Equal("users.suspended", (await core.Get<PhoneNumbers>().Prove(new(user, "x", Origin.Bot), "436601234567")).Problem!.Code);
        Assert.Equal("users.unknown", (await core.Get<PhoneNumbers>().Remove(new(999, "x", Origin.Bot))).Problem!.Code);
        Assert.Null((await core.User(user)).ProtectedPhone);
    }
}
