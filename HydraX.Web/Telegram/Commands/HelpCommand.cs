using HydraX.Core.Entitlements;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/help</c>: all commands, each with a line.</summary>
[Requires(Who.Anybody)]
public sealed class HelpCommand(Lazy<CommandList> commands) : ChatCommand("help", "All commands")
{
    /// <inheritdoc/>
    public override Task<BotReply> Answer(CommandCall call, CancellationToken stop) => Task.FromResult(StartReplies.Commands(commands.Value));
}
