using HydraX.Core.Kernel;
using HydraX.Core.Users.Changes;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about changes of an account that wait for their time.</summary>
internal static class ChangeReplies
{
    /// <summary>To the new Telegram account: when it takes over.</summary>
    public static BotReply Moving(Outcome<WaitingChange> outcome) => new(outcome.Succeeded
        ? $"On {Say.At(outcome.Value.EffectiveAt)} this chat takes over your account. Until then the chat before is told, and can let you in at once or stop it."
        : Say.Safe(outcome.Problem.Sentence));

    /// <summary>To a newcomer who would end by it: whether that is meant.</summary>
    public static BotReply GivesUp(Problem asks, string code) => new BotReply(
        $"{Say.Safe(asks.Sentence)}\n⚠️ Did you not make this link yourself, on the web, a moment ago? Then leave it: whoever did would get this chat.")
        .With(new BotButton("Move my account here", $"/move here {code}"), new BotButton("Leave all as it is", "/move no"));

    /// <summary>A change waits, told to whom it could harm.</summary>
    public static BotReply Waits(AccountChangeWaits fact)
    {
        var keep = new BotButton("That was not me: stop it", $"/keep {fact.ChangeId}", AnswersBelow: true);
        return Codes<ChangeKind>.Parse(fact.Change) == ChangeKind.TelegramMove
            ? new BotReply($"🔐 Your account is going to move to another Telegram account on {Say.At(fact.EffectiveAt)}. This chat can let it happen at once, or stop it.").With(keep, new BotButton("Move it now", $"/move {fact.ChangeId}", AnswersBelow: true))
            : new BotReply($"🔐 All second factors are going to be taken out of your account on {Say.At(fact.EffectiveAt)}, because somebody said that they are lost.").With(keep);
    }

    /// <summary>The same of a move, for a mail: it reaches people who may not hold either chat.</summary>
    public static string MovesByMail(AccountChangeWaits fact) => $"Your account is going to move to another Telegram account on {Say.At(fact.EffectiveAt)}. If that was not you, stop it under Settings, Security.";

    /// <summary>What came of a move, for a mail.</summary>
    public static string MovedByMail(AccountChangeEnded fact) => Codes<ChangeState>.Parse(fact.State) == ChangeState.Done
        ? "Your account has moved to another Telegram account, and all sessions have ended. If that was not you, set a new password and write to whoever runs this HydraX at once."
        : "Your account stays with its Telegram account: the move to another was stopped.";

    /// <summary>A change was made or stopped.</summary>
    public static BotReply Ended(AccountChangeEnded fact) => new((Codes<ChangeKind>.Parse(fact.Change), Codes<ChangeState>.Parse(fact.State)) switch
    {
        (ChangeKind.Email, _) => "🔐 Your account has another e-mail address now; all sessions have ended.",
        (ChangeKind.Merge, _) => "🔐 Your accounts stay two; merging them was stopped.",
        (ChangeKind.TelegramMove, ChangeState.Done) => "🔐 Your account is in this chat now; all sessions have ended.",
        (ChangeKind.FactorReset, ChangeState.Done) => "🔐 All second factors were taken out of your account; all sessions have ended.",
        (ChangeKind.TelegramMove, _) => "🔐 Your account stays in this chat; the move was stopped.",
        _ => "🔐 Your second factors stay; taking them out was stopped.",
    });

    /// <summary>What came of stopping or hastening one.</summary>
    public static BotReply Said(Outcome outcome, string done) => new(outcome.Succeeded ? done : Say.Safe(outcome.Problem.Sentence));
}
