using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about the way between bot and web.</summary>
internal static class LinkReplies
{
    /// <summary>A link that signs in on the web.</summary>
    public static BotReply SignIn(Outcome<LinkCode> outcome, Links links)
    {
        if (!outcome.Succeeded) return new BotReply(Say.Safe(outcome.Problem.Sentence));
        var path = Urls.TelegramSignIn(outcome.Value.Code);
        var says = $"This link signs you in on the web. It works once, for {Spoken.Span(LinkToken.Life)}; give it to nobody.\n{Say.Safe(links.Page(path))}";
        return new BotReply(says) { IsSecret = true }.WithLinks(links.Button("Sign in on the web", path));
    }

    /// <summary>A web account was linked, or not.</summary>
    public static BotReply Linked(Outcome<MemberCard> outcome) => outcome.Succeeded
        ? new BotReply($"✅ This chat is linked to <b>{Say.Safe(outcome.Value.Username)}</b> now. What happens there is told here.").With(new BotButton("Where I stand", "/me", AnswersBelow: true))
        : new BotReply(Say.Safe(outcome.Problem.Sentence));
}
