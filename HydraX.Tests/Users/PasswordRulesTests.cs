using HydraX.Core.Users;

namespace HydraX.Tests.Users;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct heron battery")]
    [InlineData("ten chars!")]
    [InlineData("пароль мой верный")]
    [InlineData("mYv3ry0wn$ecret")]
    public void Length_is_what_makes_a_password(string password) => Assert.Null(PasswordRules.Check(password, "kestrel", "kes@example.org"));

    [Theory]
    [InlineData(null, "users.password-short")]
    [InlineData("", "users.password-short")]
    [InlineData("nine char", "users.password-short")]
    [InlineData("password123", "users.password-common")]
    [InlineData("Passw0rd2026!", "users.password-common")]
    [InlineData("P@$$w0rd1234", "users.password-common")]
    [InlineData("passwordpassword", "users.password-common")]
    [InlineData("qwertyuiop", "users.password-common")]
    [InlineData("1234567890", "users.password-common")]
    [InlineData("9876543210", "users.password-common")]
    [InlineData("abcdefghijkl", "users.password-common")]
    [InlineData("aaaaaaaaaaaa", "users.password-common")]
    [InlineData("abababababab", "users.password-common")]
    [InlineData("iloveyou!!!!", "users.password-common")]
    [InlineData("hydrax-2026", "users.password-common")]
    [InlineData("strawberry", "users.password-common")]
    [InlineData("hellokitty", "users.password-common")]
    [InlineData("watermelon", "users.password-common")]
    [InlineData("tinkerbell", "users.password-common")]
    [InlineData("California", "users.password-common")]
    [InlineData("a123456789", "users.password-common")]
    [InlineData("abc1234567", "users.password-common")]
    [InlineData("1qazxsw23edc", "users.password-common")]
    [InlineData("Str4wb3rry-2026", "users.password-common")]
    [InlineData("snoopysnoopy", "users.password-common")]
    [InlineData("kestrel2026!", "users.password-own")]
    [InlineData("ospreyhawk@example.org", "users.password-own")]
    [InlineData("ospreyhawk2026", "users.password-own")]
    public void What_everybody_tries_first_is_refused(string? password, string code) =>
        Assert.Equal(code, PasswordRules.Check(password, "kestrel", "ospreyhawk@example.org")?.Code);

    // ASVS 5.0, 6.2.4: the first 3,000 that somebody would try and that are long enough, or words that become so with digits around them.
    [Fact]
    public void More_than_three_thousand_are_known_and_each_is_refused_as_it_stands_or_with_a_year()
    {
        var known = CommonPasswords.Listed;

        Assert.InRange(known.Count, 3_000, 50_000);
        Assert.InRange(known.Count(word => word.Length >= PasswordRules.Shortest), 1_500, 50_000);
        Assert.All(known, word => Assert.Equal("users.password-common", PasswordRules.Check(word.Length >= PasswordRules.Shortest ? word : $"{word}2026!!!!!", null, null)?.Code));
    }

    [Theory]
    [InlineData("three quiet herons")]
    [InlineData("strawberry watermelon")]
    [InlineData("herons like 3 strawberries")]
    [InlineData("7Kq!vR2z#Lm9")]
    [InlineData("x7f4k2m9p1q8")]
    public void Words_in_a_row_and_what_nobody_else_has_are_welcome_though_their_parts_are_common(string password) => Assert.Null(PasswordRules.Check(password, "kestrel", null));

    [Fact]
    public void Sixty_four_characters_and_more_are_welcome_but_not_without_end()
    {
        var words = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i}"));
        Assert.Null(PasswordRules.Check(words[..64], null, null));
        Assert.Null(PasswordRules.Check(words[..PasswordRules.Longest], null, null));
        Assert.Equal("users.password-long", PasswordRules.Check(words[..(PasswordRules.Longest + 1)], null, null)?.Code);
    }
}
