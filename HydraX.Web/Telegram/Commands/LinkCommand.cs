using HydraX.Core.Entitlements;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/link</c>: a link that signs the member in on the web, once, within ten minutes.</summary>
[Requires(Who.Member)]
public sealed class LinkCommand(AccountLinks accounts, Links links) : ChatCommand("link", "Sign in on the web")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop) => LinkReplies.SignIn(await accounts.WebSignInCode(call.Asker.UserId, stop), links);
}
