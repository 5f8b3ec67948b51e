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

    [Fact]
    public void Times_and_ordinary_words_stay()
    {
        const string text = "2026-11-19 12:00:00 Awarded 50 XP to user 4711 for trade_win:4711";
        Assert.Equal(text, MaskedText.Mask(text));
    }

    private sealed class Lines(MaskedText format, TextWriter output) : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) => format.Format(logEvent, output);
    }
}
