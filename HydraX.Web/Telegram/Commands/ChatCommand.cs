using HydraX.Core.Users;
using HydraX.Web.Telegram.Conversation;

namespace HydraX.Web.Telegram.Commands;

/// <summary>A command that was asked for, by somebody who may.</summary>
/// <param name="Incoming">What was written or tapped.</param>
/// <param name="Member">Who asked; null for a stranger, whom only commands for anybody meet, and only in groups.</param>
/// <param name="Arguments">What stands behind the command's name, trimmed.</param>
/// <param name="RequestKey">Names this question: a repeat of it, after a crash or by a second tap, carries the same.</param>
public sealed record CommandCall(Incoming Incoming, MemberCard? Member, string Arguments, string RequestKey)
{
    /// <summary>Who asked, where the command requires a member.</summary>
    public MemberCard Asker => Member ?? throw new InvalidOperationException("This command declares that it is for members.");
}

/// <summary>
/// One command of the bot: a class in this folder, with its words in Replies. It declares with <c>[Requires]</c> who may use it; one that declares
/// nothing is refused.
/// </summary>
/// <param name="name">Without the slash: 1–32 of a–z, 0–9 and _.</param>
/// <param name="summary">What it does, for the list of commands; at most 256 characters.</param>
public abstract class ChatCommand(string name, string summary)
{
    /// <summary>Without the slash.</summary>
    public string Name => name;

    /// <summary>What it does, in a few words.</summary>
    public string Summary => summary;

    /// <summary>Whether its answer is public, so that it may be given in a group.</summary>
    public virtual bool IsPublic => false;

    /// <summary>Does it, and says what came of it.</summary>
    public abstract Task<BotReply> Answer(CommandCall call, CancellationToken stop);
}
