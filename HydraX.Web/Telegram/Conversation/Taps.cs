using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Web.Telegram.Conversation;

/// <summary>What a tap stands for.</summary>
/// <param name="Command">The command line.</param>
/// <param name="AnswersBelow">Whether the answer is a message of its own.</param>
/// <param name="RequestKey">Names the button: the same for each tap on it.</param>
public sealed record TapMeaning(string Command, bool AnswersBelow, string RequestKey);

/// <summary>Finds what a tapped button stands for. A client can send any data it likes: what counts is what we wrote, for whom, and where.</summary>
public sealed class Taps(Outgoing outgoing, FactWords words)
{
    private static readonly Problem Gone = Problem.Of("telegram.button-gone", "This button no longer works. Send the command again.");
    private static readonly Problem NotYours = Problem.Of("telegram.button-not-yours", "This button belongs to somebody else's question.");

    /// <summary>Reads a tap. Problems: <c>telegram.button-gone</c> (no such button, or too old), <c>telegram.button-not-yours</c>.</summary>
    public async Task<Outcome<TapMeaning>> Read(IncomingTap tap, long chatId, long? userId, CancellationToken stop)
    {
        if (TapKey.Read(tap.Data) is not { } key || await outgoing.Find(key.MessageId, stop) is not { } message) return Gone;
        if (message.UserId is { } owner && owner != userId) return NotYours;
        if (message.ChatId is { } chat && chat != chatId) return NotYours;
        var button = words.Of(message)?.Buttons.SelectMany(row => row).ElementAtOrDefault(key.Button);
        return button?.Command is { } command ? new TapMeaning(command, button.AnswersBelow, $"tap:{key}") : Gone;
    }
}
