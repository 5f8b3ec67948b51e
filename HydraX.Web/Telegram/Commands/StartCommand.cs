using HydraX.Core.Entitlements;
using HydraX.Core.Referrals;
using HydraX.Core.Screens;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/start [ref_CODE]</c>: the first words. Links to a web account (<c>/start link_CODE</c>) are the front desk's, since they come before registration.</summary>
[Requires(Who.Member)]
public sealed class StartCommand(HomeQuestions questions, ReferralBook referrals, TelegramContacts contacts) : ChatCommand("start", "Begin, or come back")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        // Telegram lets nobody press Start without unblocking the bot first.
        await contacts.Found(call.Incoming.From.Id, stop);
        if (StartPayload.Read(call.Arguments) is StartPayload.Referral brought) await referrals.Attribute(call.Asker.UserId, brought.Code, stop);
        var home = (await questions.Of(call.Asker.UserId, stop))!;
        return call.Asker.IsNew ? StartReplies.Welcome(home) : StartReplies.WelcomeBack(home);
    }
}
