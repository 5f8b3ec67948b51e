using HydraX.Web.Telegram;

namespace HydraX.Tests.Telegram;

public sealed class TelegramOptionsTests
{
    private static readonly TelegramOptionsCheck Check = new();

    [Fact]
    public void Without_a_token_there_is_no_bot_and_with_one_it_polls()
    {
        Assert.Equal(TelegramMode.Off, new TelegramOptions().EffectiveMode);
        Assert.Equal(TelegramMode.Polling, new TelegramOptions { BotToken = "1:x" }.EffectiveMode);
        Assert.Equal(TelegramMode.Off, new TelegramOptions { BotToken = "1:x", Mode = TelegramMode.Off }.EffectiveMode);
        Assert.True(Check.Validate(null, new TelegramOptions()).Succeeded);
    }

    [Fact]
    public void Every_fault_is_named_with_its_setting_and_no_secret_is_repeated()
    {
        var result = Check.Validate(null, new TelegramOptions
        {
            Mode = TelegramMode.Webhook,
            BotToken = "not-a-token-SECRET",
            WebhookSecret = "short SECRET",
            PublicUrl = "http://example.org",
            MessagesPerSecond = 0,
        });

        Assert.Equal(["Telegram:BotToken", "Telegram:MessagesPerSecond", "Telegram:Mode", "Telegram:WebhookSecret"], result.Failures!.Select(fault => fault.Split(' ')[0]).Order());
        Assert.DoesNotContain("SECRET", string.Join(' ', result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bot_that_is_asked_for_needs_a_token() =>
        Assert.Contains("Telegram:BotToken", Assert.Single(Check.Validate(null, new TelegramOptions { Mode = TelegramMode.Polling }).Failures!), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_address_is_named() =>
        Assert.Contains("Telegram:BaseUrl", Assert.Single(Check.Validate(null, new TelegramOptions { BotToken = "123:x", BaseUrl = "localhost" }).Failures!), StringComparison.Ordinal);

    [Fact]
    public void A_complete_webhook_passes() => Assert.True(Check.Validate(null, new TelegramOptions
    {
        Mode = TelegramMode.Webhook,
        BotToken = "123456:abc",
        WebhookSecret = new string('a', 32),
        PublicUrl = "https://hydrax.example",
    }).Succeeded);
}
