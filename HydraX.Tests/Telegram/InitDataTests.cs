using System.Security.Cryptography;
using System.Text;
using HydraX.Web.Telegram;

namespace HydraX.Tests.Telegram;

/// <summary>The vector was signed by npm @telegram-apps/init-data-node 2.0.10 and checked by two further implementations.</summary>
public sealed class InitDataTests
{
    private const string Token = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwxyz";

    private const string Signed =
        "user=%7B%22id%22%3A1001%2C%22first_name%22%3A%22Alice%22%2C%22last_name%22%3A%22O%27Neil+%26+S%C3%B6hne%22%2C%22username%22%3A%22alice%22%2C%22language_code%22%3A%22en%22%2C%22allows_write_to_pm%22%3Atrue%7D" +
        "&query_id=AAHdF6IQAAAAAN0XohDhrOrc&chat_instance=-1&chat_type=sender&start_param=ref_ABC-1&auth_date=1700000000&signature=&hash=a971ddbfeff79491bd9943730740d7793381c8971d9b7b7ebf13bae1bc7da3d7";

    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void What_Telegram_signed_names_the_person()
    {
        var visit = InitData.Verify(Signed, Token, SignedAt).Value;

        Assert.Equal(new TelegramIdentity(1001, "Alice", "O'Neil & Söhne", "alice", "en"), visit.Person);
        Assert.Equal((SignedAt, "ref_ABC-1"), (visit.SignedAt, visit.StartParameter));
    }

    [Theory]
    [InlineData(-300, null)]
    [InlineData(-301, "telegram.init-data-stale")]
    [InlineData(3600, null)]
    [InlineData(3601, "telegram.init-data-stale")]
    public void It_is_good_for_an_hour_and_five_minutes_of_skew(int secondsLater, string? problem) =>
        Assert.Equal(problem, InitData.Verify(Signed, Token, SignedAt.AddSeconds(secondsLater)).Problem?.Code);

    [Fact]
    public void A_shorter_age_can_be_asked_for() =>
        Assert.Equal("telegram.init-data-stale", InitData.Verify(Signed, Token, SignedAt.AddMinutes(6), TimeSpan.FromMinutes(5)).Problem?.Code);

    [Theory]
    [InlineData("Alice", "Mallory")]
    [InlineData("1001", "1002")]
    [InlineData("chat_instance=-1", "chat_instance=-2")]
    [InlineData("auth_date=1700000000", "auth_date=1700000001")]
    [InlineData("&signature=", "")]
    [InlineData("&signature=", "&signature=x")]
    [InlineData("&chat_type=sender", "&chat_type=sender&extra=1")]
    [InlineData("hash=a971", "hash=a970")]
    [InlineData("bc7da3d7", "bc7da3")]
    [InlineData("hash=a971", "hash=zz71")]
    [InlineData("bc7da3d7", "bc7da3d7a971ddbfeff79491bd9943730740d7793381c8971d9b7b7ebf13bae1bc7da3d7")]
    public void Any_change_makes_it_a_forgery(string from, string to)
    {
        var changed = Signed.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Signed, changed);
        Assert.Equal("telegram.init-data-forged", InitData.Verify(changed, Token, SignedAt).Problem?.Code);
    }

    [Fact]
    public void Another_bot_s_signature_is_a_forgery() =>
        Assert.Equal("telegram.init-data-forged", InitData.Verify(Signed, "123456:OTHER", SignedAt).Problem?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("&")]
    [InlineData("hash=")]
    [InlineData("no equals sign")]
    [InlineData("user=1&user=2&hash=00")]
    [InlineData("auth_date=1700000000&user={}")]
    public void What_is_no_init_data_at_all_is_malformed_or_forged(string raw) =>
        Assert.Contains(InitData.Verify(raw, Token, SignedAt).Problem?.Code, new[] { "telegram.init-data-malformed", "telegram.init-data-forged" });

    [Theory]
    [InlineData("user")]
    [InlineData("hash")]
    [InlineData("auth_date")]
    public void A_field_that_comes_twice_is_refused(string field)
    {
        var twice = Signed + "&" + Signed.Split('&').Single(pair => pair.StartsWith(field + "=", StringComparison.Ordinal));
        Assert.Equal("telegram.init-data-malformed", InitData.Verify(twice, Token, SignedAt).Problem?.Code);
    }

    [Theory]
    [InlineData("auth_date=1700000000")]
    [InlineData("auth_date=1700000000\nuser=null")]
    [InlineData("auth_date=1700000000\nuser={\"id\":0,\"first_name\":\"x\"}")]
    [InlineData("auth_date=1700000000\nuser={\"id\":5,\"is_bot\":true,\"first_name\":\"x\"}")]
    [InlineData("auth_date=1700000000\nuser=[")]
    [InlineData("auth_date=99999999999999\nuser={\"id\":5,\"first_name\":\"x\"}")]
    [InlineData("auth_date=-5\nuser={\"id\":5,\"first_name\":\"x\"}")]
    [InlineData("user={\"id\":5,\"first_name\":\"x\"}")]
    public void Signed_but_without_a_person_or_a_date_it_signs_nobody_in(string text) =>
        Assert.Equal("telegram.init-data-malformed", InitData.Verify(Sign(text), Token, SignedAt).Problem?.Code);

    [Fact]
    public void Something_huge_is_refused_unread() =>
        Assert.Equal("telegram.init-data-malformed", InitData.Verify("a=" + new string('x', 100_000) + "&hash=00", Token, SignedAt).Problem?.Code);

    private static string Sign(string text)
    {
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(Token));
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        var fields = text.Split('\n').Select(line => line.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}");
        return string.Join('&', fields) + $"&hash={hash}";
    }
}
