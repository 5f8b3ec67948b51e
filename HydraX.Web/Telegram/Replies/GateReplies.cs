using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Web.Telegram.Commands;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words for those who are turned away, or not understood.</summary>
internal static class GateReplies
{
    private static readonly BotButton Help = new("What can you do?", "/help");

    /// <summary>Something that is no text.</summary>
    public static readonly BotReply OnlyText = new BotReply("I read text and buttons only.").With(Help);

    /// <summary>Words that are no command.</summary>
    public static readonly BotReply NotUnderstood = new BotReply("I understand commands, and that was none.\nTry /me to see where you stand, or /help for all of them.").With(Help);

    /// <summary>The account is suspended.</summary>
    public static readonly BotReply Suspended = new(Say.Safe(Members.Suspended.Sentence));

    /// <summary>A command that does not exist.</summary>
    public static BotReply NoSuchCommand(string name) =>
        new BotReply($"There is no command /{Say.Safe(name.Length > 32 ? name[..32] + "…" : name)}.\n/help lists those that there are.").With(Help);

    /// <summary>A personal answer that would be read by a whole group.</summary>
    public static BotReply OnlyInPrivate(ChatCommand command, string? botName)
    {
        var reply = new BotReply($"/{command.Name} is between the two of us. Write to me in private.");
        return botName is null ? reply : reply.With(new BotButton("Write in private", Url: $"https://t.me/{botName}"));
    }

    /// <summary>Something that their tier, or they, may not do.</summary>
    public static BotReply NotAllowed(AccessAnswer answer)
    {
        var reply = new BotReply(Say.Safe(answer.Sentence));
        return answer.GivenBy.Count > 0 ? reply.With(new BotButton("Compare tiers", "/tiers", AnswersBelow: true)) : reply;
    }

    /// <summary>More at once than the bot works on for one person.</summary>
    public static BotReply TooMuch(TimeSpan rest) =>
        new($"That was a lot at once. I listen again in {rest.TotalSeconds:0} seconds; what you send until then is not carried out.");

    /// <summary>It failed again and again.</summary>
    public static BotReply Failed(long reference) =>
        new($"Something went wrong on our side, and this was not carried out. Try it again in a few minutes.\nIf it fails again, name this to an admin: <code>in-{reference}</code>");

    /// <summary>A tap that does nothing.</summary>
    public static BotReply Toast(Problem problem) => BotReply.OnlyToast(problem.Sentence);

    /// <summary>A refusal in its own words.</summary>
    public static BotReply Said(Problem problem) => new(Say.Safe(problem.Sentence));

    /// <summary>What the first activity of the day gave.</summary>
    public static string Daily(XpAwarded daily) => $"☀️ +{Say.Xp(daily.Entry.Amount)} for being here today{EventReplies.Counted(daily.Entry.Multipliers)}.";
}
