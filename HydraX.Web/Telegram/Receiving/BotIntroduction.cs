using HydraX.Web.Telegram.Commands;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>The first words with Telegram: whose token this is, which commands the bot has, what its menu opens.</summary>
public sealed partial class BotIntroduction(
    ITelegramBotClient bot, CommandList commands, BotState state, IOptions<TelegramOptions> options, TimeProvider machine, ILogger<BotIntroduction> log)
{
    /// <summary>The kinds of update that we ask for. my_chat_member tells of blocking; a list without it would silence that.</summary>
    public static readonly IReadOnlyList<UpdateType> Kinds = [UpdateType.Message, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Repeats <paramref name="attempt"/> until Telegram has accepted it, waiting longer each time. False: the token is refused, and the bot has stopped.</summary>
    public async Task<bool> Until(Func<CancellationToken, Task> attempt, CancellationToken stop)
    {
        for (var tries = 0; state.Stopped is null; tries++)
        {
            try
            {
                await attempt(stop);
                state.Complaint = null;
                return true;
            }
            catch (RequestException failure)
            {
                if (IsTokenRefused(failure)) StopBot();
                else
                {
                    state.Complaint = failure.Message;
                    LogNotYet(failure.Message);
                    await Task.Delay(Wait(tries, failure), machine, stop);
                }
            }
        }
        return false;
    }

    /// <summary>Tells Telegram who we are.</summary>
    public async Task Introduce(CancellationToken stop)
    {
        state.Name = (await bot.GetMe(stop)).Username;
        await bot.SetMyCommands(commands.Shown, new BotCommandScopeAllPrivateChats(), cancellationToken: stop);
        await bot.SetMyCommands(commands.ShownInGroups, new BotCommandScopeAllGroupChats(), cancellationToken: stop);
        if (Uri.TryCreate(options.Value.PublicUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
            await bot.SetChatMenuButton(menuButton: new MenuButtonWebApp { Text = "Open", WebApp = new WebAppInfo(url.ToString()) }, cancellationToken: stop);
        LogIntroduced(state.Name);
    }

    /// <summary>Whether Telegram says that the token is no good (404 is its answer to one that was never valid).</summary>
    public static bool IsTokenRefused(RequestException failure) => failure is ApiRequestException { ErrorCode: 401 or 404 };

    /// <summary>Stops the bot and says so, loudly: nothing mends this but a new token.</summary>
    public void StopBot()
    {
        state.Stop("Telegram refuses the bot's token. Set Telegram:BotToken to a valid one and restart.");
        LogStopped();
    }

    /// <summary>Longer after each failure, spread so that nodes do not come back together; never shorter than Telegram asked for.</summary>
    public static TimeSpan Wait(int tries, RequestException failure)
    {
        var asked = TimeSpan.FromSeconds(failure is ApiRequestException { Parameters.RetryAfter: { } seconds } ? seconds : 0);
        var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(tries, 10)) * (0.5 + Random.Shared.NextDouble())));
        return asked > wait ? asked : wait;
    }

    [LoggerMessage(LogLevel.Information, "The bot @{Name} is introduced to Telegram")]
    private partial void LogIntroduced(string? name);

    [LoggerMessage(LogLevel.Warning, "Telegram did not answer as it should: {Reason}")]
    private partial void LogNotYet(string reason);

    [LoggerMessage(LogLevel.Critical, "Telegram refuses the bot's token; the bot has stopped")]
    private partial void LogStopped();
}
