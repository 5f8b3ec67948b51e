using HydraX.Core.Users.Keys;
using HydraX.Web.Hosting.Logs;
using Serilog;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace HydraX.Tests.Hosting;

public sealed class MaskedTextTests
{
    private const string BotToken = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neither_a_bot_token_nor_an_api_key_reaches_the_log_wherever_it_stands(bool asJson)
    {
        var key = ApiKeyText.New();
        using var written = new StringWriter();
        var format = new MaskedText(asJson ? new JsonFormatter(renderMessage: true) : new MessageTemplateTextFormatter("{Message:lj}{NewLine}{Exception}"));
        using (var log = new LoggerConfiguration().WriteTo.Sink(new Lines(format, written)).CreateLogger())
        {
            log.Information("Asked https://api.telegram.org/bot" + BotToken + "/getMe");
            log.Information("Asked {Address}", $"https://api.telegram.org/bot{Uri.EscapeDataString(BotToken)}/getMe");
            log.Error(new InvalidOperationException($"key {key.Text} and {BotToken}"), "Failed with {Key}", key.Text);
        }

        var text = written.ToString();
        Assert.DoesNotContain(BotToken[11..], text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Text[18..], text, StringComparison.Ordinal);
        Assert.Contains(key.PublicId, text, StringComparison.Ordinal);
        Assert.Contains("123456789:***", text, StringComparison.Ordinal);
    }

    // In the form that is written outside Development.
    [Fact]
    public void A_line_break_in_what_somebody_sent_makes_no_second_line()
    {
        using var written = new StringWriter();
        using (var log = new LoggerConfiguration().WriteTo.Sink(new Lines(new MaskedText(new JsonFormatter(renderMessage: true)), written)).CreateLogger())
            log.Information("Asked for {Name}", "kestrel\r\n{\"Level\":\"Fatal\"}\u2028\n");

        Assert.Single(written.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("2026-11-19 12:00:00 Awarded 50 XP to user 4711 for trade_win:4711")]
    [InlineData("Telegram account 1234567890123 wrote in chat -1001234567890")]
    [InlineData("Asked /account/telegram, 1a2b3c4d-1111-2222-3333-444455556666, 4111111111111112, 12:00:00.1234567")]
    [InlineData("npm @telegram-apps, a@b, 50 % @ 3")]
    public void Times_ids_and_ordinary_words_stay(string text) => Assert.Equal(text, MaskedText.Mask(text));

    [Theory]
    [InlineData("Paid with 4111 1111 1111 1111.", "Paid with ***.")]
    [InlineData("card=5555555555554444 cvc=1", "card=*** cvc=1")]
    [InlineData("378282246310005", "***")]
    [InlineData("mail to kestrel.of+hydrax@mail.example.org failed", "mail to ***@mail.example.org failed")]
    [InlineData("GET /account/telegram?token=AbCdEfGhIjKlMnOpQrStUv&x=1", "GET /account/telegram?token=***&x=1")]
    [InlineData("/account/reset?user=7&code=Q2ZESjhBQUFB_-c29tZXRoaW5n", "/account/reset?user=7&code=***")]
    [InlineData("wrote /start link_AbCdEfGhIjKlMnOpQrStUv", "wrote /start link_***")]
    public void Cards_addresses_and_one_time_links_do_not(string text, string masked) => Assert.Equal(masked, MaskedText.Mask(text));

    private sealed class Lines(MaskedText format, TextWriter output) : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) => format.Format(logEvent, output);
    }
}
