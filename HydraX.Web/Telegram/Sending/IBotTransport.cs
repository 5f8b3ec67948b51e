namespace HydraX.Web.Telegram.Sending;

/// <summary>A button as it leaves the house: what it sends back, or what it opens.</summary>
/// <param name="Text">What is on it.</param>
/// <param name="Key">What a tap sends back; null for a link.</param>
/// <param name="Url">What it opens; null for a tap.</param>
public sealed record TransportButton(string Text, string? Key, string? Url);

/// <summary>What becomes of the keyboard with which a person writes.</summary>
public enum PersonsKeyboard
{
    /// <summary>It stays.</summary>
    Stays,

    /// <summary>A button takes its place that shares the person's own telephone number.</summary>
    SharesContact,

    /// <summary>It comes back.</summary>
    ComesBack,
}

/// <summary>One message, ready to leave.</summary>
/// <param name="Html">At most 4,096 visible characters.</param>
/// <param name="Buttons">Rows of buttons.</param>
/// <param name="IsSilent">Arrives without a sound.</param>
/// <param name="Keyboard">What becomes of the person's keyboard; Telegram takes either that or buttons.</param>
public sealed record TransportMessage(string Html, IReadOnlyList<IReadOnlyList<TransportButton>> Buttons, bool IsSilent = false, PersonsKeyboard Keyboard = PersonsKeyboard.Stays);

/// <summary>What became of a message.</summary>
public abstract record Delivery
{
    /// <summary>It has arrived, or had arrived before.</summary>
    public sealed record Arrived : Delivery;

    /// <summary>The whole bot must not send for so long.</summary>
    public sealed record Paused(TimeSpan For) : Delivery;

    /// <summary>Nobody can be reached there until they act: blocked, left, deleted.</summary>
    public sealed record Unreachable(string Reason) : Delivery;

    /// <summary>There is nothing that could carry it, and nobody to blame.</summary>
    public sealed record Nowhere(string Reason) : Delivery;

    /// <summary>The chat has another number now.</summary>
    public sealed record Moved(long ChatId) : Delivery;

    /// <summary>The message whose place it was to take is not there any more, or can no longer be changed.</summary>
    public sealed record NothingToReplace : Delivery;

    /// <summary>It will be refused however often it is sent.</summary>
    public sealed record Refused(string Reason) : Delivery;

    /// <summary>It may arrive if it is sent again.</summary>
    public sealed record Failed(string Reason) : Delivery;

    /// <summary>The bot itself is no longer accepted.</summary>
    public sealed record Stopped(string Reason) : Delivery;
}

/// <summary>What carries messages to people: Telegram, or the console of development.</summary>
public interface IBotTransport
{
    /// <summary>Writes into a chat.</summary>
    Task<Delivery> Send(long chatId, TransportMessage message, CancellationToken stop);

    /// <summary>Puts a message in the place of an earlier one.</summary>
    Task<Delivery> Replace(long chatId, int messageId, TransportMessage message, CancellationToken stop);

    /// <summary>Answers a tap, with a few words or with none.</summary>
    Task<Delivery> AnswerTap(string tapId, string? toast, CancellationToken stop);
}
