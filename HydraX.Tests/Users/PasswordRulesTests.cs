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
    [InlineData("kestrel2026!", "users.password-own")]
    [InlineData("ospreyhawk@example.org", "users.password-own")]
    [InlineData("ospreyhawk2026", "users.password-own")]
    public void What_everybody_tries_first_is_refused(string? password, string code) =>
        Assert.Equal(code, PasswordRules.Check(password, "kestrel", "ospreyhawk@example.org")?.Code);

    [Fact]
    public void Sixty_four_characters_and_more_are_welcome_but_not_without_end()
    {
        var words = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i}"));
        Assert.Null(PasswordRules.Check(words[..64], null, null));
        Assert.Null(PasswordRules.Check(words[..PasswordRules.Longest], null, null));
        Assert.Equal("users.password-long", PasswordRules.Check(words[..(PasswordRules.Longest + 1)], null, null)?.Code);
    }
}
