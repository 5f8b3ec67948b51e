using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace HydraX.Web.Telegram.Sending;

/// <summary>Carries messages through the Bot API, and reads from its refusals what to do next.</summary>
public sealed partial class TelegramTransport(ITelegramBotClient bot, ILogger<TelegramTransport> log) : IBotTransport
{
    private const string ShareNumber = "Share my telephone number";
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    /// <inheritdoc/>
    public Task<Delivery> Send(long chatId, TransportMessage message, CancellationToken stop) => Deliver(message, (text, mode, token) =>
        bot.SendMessage(chatId, text, mode, Markup(message), NoPreview, disableNotification: message.IsSilent, cancellationToken: token), stop);

    /// <inheritdoc/>
    public Task<Delivery> Replace(long chatId, int messageId, TransportMessage message, CancellationToken stop) => Deliver(message, (text, mode, token) =>
        bot.EditMessageText(chatId, messageId, text, mode, Keyboard(message), NoPreview, token), stop);

    /// <inheritdoc/>
    public Task<Delivery> AnswerTap(string tapId, string? toast, CancellationToken stop) =>
        Call(token => bot.AnswerCallbackQuery(tapId, toast, cancellationToken: token), stop);

    private async Task<Delivery> Deliver(TransportMessage message, Func<string, ParseMode, CancellationToken, Task> send, CancellationToken stop)
    {
        var delivery = await Call(token => send(message.Html, ParseMode.Html, token), stop);
        if (delivery is not Delivery.Refused refused || !Says(refused.Reason, "can't parse entities")) return delivery;
        LogUnreadable(refused.Reason);
        return await Call(token => send(TelegramText.Plain(message.Html), ParseMode.None, token), stop);
    }

    private static async Task<Delivery> Call(Func<CancellationToken, Task> call, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestCall);
        try
        {
            await call(limit.Token);
            return new Delivery.Arrived();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Delivery.Failed("Telegram did not answer in time.");
        }
        catch (ApiRequestException refusal)
        {
            return Meaning(refusal);
        }
        catch (RequestException failure)
        {
            return new Delivery.Failed(failure.Message);
        }
    }

    /// <summary>What a refusal means for the message. The texts are Telegram's own and not documented: their stable parts are looked for.</summary>
    private static Delivery Meaning(ApiRequestException refusal) => refusal.ErrorCode switch
    {
        429 => new Delivery.Paused(TimeSpan.FromSeconds(Math.Max(1, refusal.Parameters?.RetryAfter ?? 1))),
        401 => new Delivery.Stopped(refusal.Message),
        403 => new Delivery.Unreachable(refusal.Message),
        400 when refusal.Parameters?.MigrateToChatId is { } chat => new Delivery.Moved(chat),
        400 when Says(refusal.Message, "message is not modified") => new Delivery.Arrived(),
        400 when Says(refusal.Message, "chat not found") => new Delivery.Unreachable(refusal.Message),
        400 when Says(refusal.Message, "message to edit not found") || Says(refusal.Message, "message can't be edited") => new Delivery.NothingToReplace(),
        >= 500 => new Delivery.Failed(refusal.Message),
        _ => new Delivery.Refused(refusal.Message),
    };

    private static bool Says(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static ReplyMarkup? Markup(TransportMessage message) => message.Keyboard switch
    {
        PersonsKeyboard.SharesContact => new ReplyKeyboardMarkup([[KeyboardButton.WithRequestContact(ShareNumber)]]) { OneTimeKeyboard = true, ResizeKeyboard = true },
        PersonsKeyboard.ComesBack => new ReplyKeyboardRemove(),
        _ => Keyboard(message),
    };

    private static InlineKeyboardMarkup? Keyboard(TransportMessage message) => message.Buttons.Count == 0
        ? null
        : new InlineKeyboardMarkup(message.Buttons.Select(row => row.Select(button => button.Url is { } url
            ? InlineKeyboardButton.WithUrl(button.Text, url)
            : InlineKeyboardButton.WithCallbackData(button.Text, button.Key!))));

    [LoggerMessage(LogLevel.Error, "Telegram cannot read the markup of a message, which goes out as plain text: {Reason}")]
    private partial void LogUnreadable(string reason);
}
