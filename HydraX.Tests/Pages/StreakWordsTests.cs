using HydraX.Web.Pages.Members;

namespace HydraX.Tests.Pages;

public sealed class StreakWordsTests
{
    [Theory]
    [InlineData(0, "3 more days to +5 % XP")]
    [InlineData(2, "1 more day to +5 % XP")]
    [InlineData(3, "+5 % XP, 4 more days to +10 %")]
    [InlineData(23, "+15 % XP, 7 more days to +25 %")]
    [InlineData(90, "+50 % XP, the most that a streak gives")]
    public void A_streak_says_what_it_gives_and_what_more_takes(int days, string says) => Assert.Equal(says, StreakWords.Bonus(days));

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(1, false, "1 freeze held")]
    [InlineData(2, false, "2 freezes held")]
    [InlineData(1, true, "a freeze holds it until you are here today, 1 left")]
    [InlineData(0, true, "a freeze holds it until you are here today, none left")]
    public void Freezes_say_how_many_and_what_they_do_now(int left, bool isFrozen, string? words) => Assert.Equal(words, StreakWords.Freezes(left, isFrozen));
}
