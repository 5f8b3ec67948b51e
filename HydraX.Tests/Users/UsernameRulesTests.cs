using HydraX.Core.Users;

namespace HydraX.Tests.Users;

public sealed class UsernameRulesTests
{
    private static readonly BlockedWords Blocked = new("scam, Free Money,  wanker");

    [Theory]
    [InlineData("admin")]
    [InlineData("Adm1n")]
    [InlineData("a_d_m_i_n")]
    [InlineData("admin_24")]
    [InlineData("4dmin")]
    [InlineData("adrnin")]
    [InlineData("supp0rt")]
    [InlineData("Support24")]
    [InlineData("support_team")]
    [InlineData("the_real_adm1n")]
    [InlineData("official_m0d")]
    [InlineData("HydraX_team")]
    [InlineData("hydrax_fan")]
    [InlineData("Hydra_X")]
    [InlineData("myhydr4x")]
    [InlineData("moderators")]
    [InlineData("staff_online")]
    public void Look_alikes_of_the_staff_are_refused(string name) => Assert.Equal("users.username-staff", UsernameRules.Check(name)?.Code);

    [Theory]
    [InlineData("heron")]
    [InlineData("supporter")]
    [InlineData("administrative")]
    [InlineData("system_of_a_down")]
    [InlineData("rooster")]
    [InlineData("hydra")]
    [InlineData("team_real")]
    [InlineData("member_4821")]
    [InlineData("stafford")]
    public void Harmless_names_may_be_taken(string name) => Assert.Null(UsernameRules.Check(name, Blocked));

    [Theory]
    [InlineData("scam")]
    [InlineData("5c4m_king")]
    [InlineData("no_s_c_a_m")]
    [InlineData("freemoney")]
    [InlineData("FR33_M0N3Y")]
    public void Blocked_words_are_found_anywhere_in_a_name(string name) => Assert.Equal("users.word-blocked", UsernameRules.Check(name, Blocked)?.Code);

    [Theory]
    [InlineData("I run a scam", true)]
    [InlineData("I run a \u0455\u0441\u0430m", true)] // Cyrillic letters
    [InlineData("I run a sc\u200Bam", true)]
    [InlineData("s c a m", true)]
    [InlineData("freemoney here", true)]
    [InlineData("this camera", false)]
    [InlineData("his cam", false)]
    [InlineData("", false)]
    public void In_a_text_they_are_found_within_a_word(string bio, bool isBlocked) => Assert.Equal(isBlocked, Blocked.IsInText(bio));

    [Fact]
    public void Without_a_list_nothing_is_blocked()
    {
        Assert.False(BlockedWords.None.IsInName("scam"));
        Assert.False(new BlockedWords(" , ,").IsInText("anything"));
    }

    [Fact]
    public void A_name_that_Telegram_proposes_holds_no_blocked_word_either() => Assert.Equal("member_12", UsernameRules.Propose("scam_king", "Scam", "12", Blocked));
}
