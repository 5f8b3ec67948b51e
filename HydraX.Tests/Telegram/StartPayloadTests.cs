using HydraX.Web.Telegram;

namespace HydraX.Tests.Telegram;

public sealed class StartPayloadTests
{
    [Fact]
    public void A_referral_code_is_read_in_capitals() =>
        Assert.Equal(new StartPayload.Referral("ABCD2345"), StartPayload.Read("ref_abcd2345"));

    [Fact]
    public void A_link_code_is_read_as_it_is() =>
        Assert.Equal(new StartPayload.Link("Ab-9_x"), StartPayload.Read("link_Ab-9_x"));

    [Fact]
    public void A_move_code_is_read_as_it_is() => Assert.Equal(new StartPayload.Move("Ab-9_x"), StartPayload.Read("move_Ab-9_x"));

    [Theory]
    [InlineData("move_")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ref_")]
    [InlineData("link_")]
    [InlineData("campaign")]
    [InlineData("ref_a b")]
    [InlineData("link_<b>")]
    [InlineData("ref_12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_we_never_wrote_means_nothing(string? payload) => Assert.Equal(new StartPayload.None(), StartPayload.Read(payload));

    [Fact]
    public void Links_are_read_back()
    {
        Assert.Equal(new StartPayload.Referral("ABCD2345"), StartPayload.Read(StartPayload.ReferralLink("hydrax_bot", "ABCD2345").Split("start=")[1]));
        Assert.Equal(new StartPayload.Link("x-Y_1"), StartPayload.Read(StartPayload.AccountLink("hydrax_bot", "x-Y_1").Split("start=")[1]));
    }
}
