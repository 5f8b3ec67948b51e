using HydraX.Core.Kernel;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about telephone numbers; none of them says one.</summary>
internal static class PhoneReplies
{
    /// <summary>Something behind the command that is none of its words.</summary>
    public static readonly BotReply NotUnderstood = new("Write /phone to share your telephone number, or /phone remove to have it taken out.");

    /// <summary>Somebody else's number was shared.</summary>
    public static readonly BotReply NotYours = new("That is not your own contact, so nothing of it was kept. Write /phone and share yours with the button.") { EndsAsking = true };

    /// <summary>Why one may share it, with the button that does.</summary>
    /// <param name="masked">The number that stands, masked; null without one.</param>
    public static BotReply Ask(string? masked) => new BotReply(
        "<b>Telephone number</b>\n" +
        (masked is null ? "None stands on your account.\n" : $"✅ {Say.Safe(masked)} is verified. /phone remove takes it out; sharing another replaces it.\n") +
        "A paid tier needs a proved e-mail address or a proved telephone number; a free account needs neither.\n" +
        "The button below shares your own number. It is kept encrypted and shown to no other member.")
    { AsksForContact = true };

    /// <summary>What came of sharing it.</summary>
    public static BotReply Shared(Outcome<bool> outcome) => new(
        !outcome.Succeeded ? Say.Safe(outcome.Problem.Sentence)
        : outcome.Value ? "✅ Your telephone number is verified. /phone remove takes it out again."
        : "✅ This number is verified already; nothing was changed.")
    { EndsAsking = true };

    /// <summary>What came of taking it out.</summary>
    public static BotReply Removed(Outcome outcome) =>
        new(outcome.Succeeded ? "Your telephone number was taken out of your account." : Say.Safe(outcome.Problem.Sentence)) { EndsAsking = true };
}
