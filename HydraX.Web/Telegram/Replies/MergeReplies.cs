using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about making one account of two.</summary>
internal static class MergeReplies
{
    private static readonly BotButton No = new("Leave both as they are", "/merge no");

    /// <summary>How it begins.</summary>
    public static readonly BotReply HowTo = new("To make one account of your web account and this one, sign in on the web, open Settings and use Link Telegram. Open that link in this chat; I show what would happen, and you choose which one stays.");

    /// <summary>Nothing was done.</summary>
    public static readonly BotReply LeftAlone = new("Both accounts stay as they are.");

    /// <summary>What both are, and which of them is to stay.</summary>
    public static BotReply Offered(Outcome<MergeOffer> outcome)
    {
        if (!outcome.Succeeded) return Refused(outcome.Problem);
        var offer = outcome.Value;
        return new BotReply(
            "<b>One person, two accounts?</b>\n" +
            $"The link is of the web account {Say.Safe(offer.Web.Username)}, and this chat already is a member of its own. One account can be made of both, once and for good.\n\n" +
            $"🌐 {Line(offer.Web)}\n💬 {Line(offer.Telegram)}\n\n" +
            "One stays and gets the other's XP; the other is closed. Nothing happens until you choose and confirm.\n" +
            "⚠️ Did you not make this link yourself, on the web, a moment ago? Then leave it: whoever did would get this account.")
            .With(Keep(offer, MergeKeeps.Web)).With(Keep(offer, MergeKeeps.Telegram)).With(No);
    }

    /// <summary>What is lost, asked before it is.</summary>
    public static BotReply Confirm(Outcome<MergeOffer> outcome, MergeKeeps keeps)
    {
        if (!outcome.Succeeded) return Refused(outcome.Problem);
        var (stays, goes) = (outcome.Value.Stays(keeps), outcome.Value.Goes(keeps));
        var (kept, closed) = (Say.Safe(stays.Username), Say.Safe(goes.Username));
        return new BotReply(
            $"<b>Keep {kept} and close {closed}?</b>\n" +
            $"{kept} gets {Say.Xp(goes.Balance)} and then has {Say.Xp(stays.Balance + goes.Balance)}; total XP becomes {Say.Xp(stays.TotalXp + goes.TotalXp)}. It also gets this chat, and where it has none of its own: e-mail address, password, telephone number, authenticator app and codes on paper.\n\n" +
            $"Lost with {closed}: its name, title and bio, prestige stars, {Spoken.Number(goes.Purchases, "purchase")} with what is left of them, places on boards, passkeys, API keys, and what is left of a Press Pass. If either has had its Press Pass, {kept} has.\n\n" +
            "You are signed out everywhere. It cannot be undone, and happens once.")
            .With(new BotButton($"Close {goes.Username}, keep {stays.Username}", $"/merge {outcome.Value.ChangeId} {keeps.Code()} yes")).With(No);
    }

    /// <summary>What came of it.</summary>
    public static BotReply Done(Outcome<Merged> outcome) => outcome.Succeeded
        ? new BotReply($"✅ There is one account now: <b>{Say.Safe(outcome.Value.Username)}</b>, with {Say.Xp(outcome.Value.Balance)}.")
        : Refused(outcome.Problem);

    /// <summary>Told to the account that stays.</summary>
    public static BotReply Told(AccountsMerged fact) => new BotReply(
        $"🔐 Your web account and your Telegram account are one now{(fact.Xp != 0 ? $"; {Say.Xp(fact.Xp)} came over, the balance is {Say.Xp(fact.Balance)}" : "")}. All sessions have ended.\n" +
        "Not you? Write to whoever runs this HydraX at once.").With(new BotButton("Where I stand", "/me", AnswersBelow: true));

    private static BotReply Refused(Problem problem) => new($"{Say.Safe(problem.Sentence)}\nNothing was changed.");

    private static BotButton Keep(MergeOffer offer, MergeKeeps keeps) => new($"Keep {offer.Stays(keeps).Username}", $"/merge {offer.ChangeId} {keeps.Code()}");

    private static string Line(MergeSide side) =>
        $"<b>{Say.Safe(side.Username)}</b>: {side.Rank.Code()}, {Say.Xp(side.Balance)}, total {Say.Xp(side.TotalXp)}, tier {side.Tier.Code()}, {Spoken.Number(side.Purchases, "purchase")}";
}
