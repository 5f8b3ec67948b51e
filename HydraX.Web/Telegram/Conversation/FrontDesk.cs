using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Web.Telegram.Commands;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Conversation;

/// <summary>What is said to somebody.</summary>
/// <param name="UserId">The member; null for a stranger.</param>
/// <param name="Reply">The words; null for silence.</param>
public sealed record Answer(long? UserId, BotReply? Reply)
{
    /// <summary>Nothing is said.</summary>
    public static readonly Answer Silence = new(null, null);
}

/// <summary>
/// Everything between a person's words and ours, in order: are they listened to, who are they, what do they want, may they. Each refusal has its
/// own words, and a tap is always answered.
/// </summary>
public sealed class FrontDesk(
    Throttle throttle, Arrivals arrivals, UserDirectory users, AccountLinks accounts, AccountChanges changes, Merges merges, Erasures erasures, Exports exports, Activity activity, Access access, Taps taps, CommandList commands, BotState state, Links links)
{
    /// <summary>The answer to what a person wrote or tapped.</summary>
    /// <param name="incoming">What they wrote or tapped.</param>
    /// <param name="requestKey">Names this update; a tap is named by its button instead, so that a second tap is the same question.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Answer> Answer(Incoming incoming, string requestKey, CancellationToken stop)
    {
        if (throttle.Ask(incoming.From.Id) is not Hearing.Open and var hearing) return TooMuch(incoming, hearing);

        if (Payload(incoming) is StartPayload.Link link) return await Link(incoming, link.Code, stop);
        if (Payload(incoming) is StartPayload.Move move) return await Move(incoming, move.Code, stop);
        var come = await Member(incoming, stop);
        if (come.Problem is { } waits) return Personally(incoming, null, GateReplies.Said(waits));
        var member = come.Value;
        if (member is { IsActive: false }) return await Suspended(incoming, member, stop);
        if (incoming.Tap is not { } tap) return await Carry(incoming, member, requestKey, stop);

        var meant = await taps.Read(tap, incoming.ChatId, member?.UserId, stop);
        if (!meant.Succeeded) return Say(incoming, member, GateReplies.Toast(meant.Problem));
        var answer = await Carry(incoming with { Line = meant.Value.Command }, member, meant.Value.RequestKey, stop);
        return meant.Value.AnswersBelow || answer.Reply is not { } reply ? answer : answer with { Reply = reply with { Replaces = tap.MessageId } };
    }

    // What is left to a suspended member: to keep an account that staff is going to erase for them, and the copy that staff had made for them.
    private async Task<Answer> Suspended(Incoming incoming, MemberCard member, CancellationToken stop)
    {
        var line = incoming.Tap is { } tap ? (await taps.Read(tap, incoming.ChatId, member.UserId, stop)) is { Succeeded: true } meant ? meant.Value.Command : null : incoming.Line;
        return (line, incoming.IsPrivate) switch
        {
            (PrivacyReplies.KeepLine, true) => Say(incoming, member, PrivacyReplies.Kept(await erasures.Stop(new(member.UserId, member.Username, Origin.Bot), stop))),
            (PrivacyReplies.CopyLine, true) => Say(incoming, member, PrivacyReplies.Copy(await exports.LinkOfStaff(member.UserId, stop), links)),
            _ => Personally(incoming, member, GateReplies.Suspended),
        };
    }

    // Before registration: a Telegram account that has become a member of its own can no longer be linked.
    private static StartPayload? Payload(Incoming incoming) =>
        incoming is { IsPrivate: true, Line: { } line } && CommandLine.Read(line) is ("start", var payload) ? StartPayload.Read(payload) : null;

    private async Task<Answer> Move(Incoming incoming, string code, CancellationToken stop)
    {
        var moving = await changes.ConfirmTelegramMove(code, Person(incoming.From), stop: stop);
        var newcomer = moving.Problem?.Code == AccountChanges.GivesUp ? await users.ByTelegram(incoming.From.Id, stop) : null;
        return new Answer(newcomer?.UserId, newcomer is null ? ChangeReplies.Moving(moving) : ChangeReplies.GivesUp(moving.Problem!, code));
    }

    private async Task<Answer> Link(Incoming incoming, string code, CancellationToken stop)
    {
        var linked = await accounts.LinkTelegram(code, Person(incoming.From), stop);
        if (linked.Problem?.Code == AccountLinks.HasMember)
        {
            var offer = await merges.Offer(code, incoming.From.Id, stop);
            return new Answer(offer.Succeeded ? offer.Value.Telegram.UserId : null, MergeReplies.Offered(offer));
        }
        return new Answer(linked.Succeeded ? linked.Value.UserId : null, LinkReplies.Linked(linked));
    }

    // In private everybody who writes is registered; in a group only those who ask for something that is for members.
    private async Task<Outcome<MemberCard?>> Member(Incoming incoming, CancellationToken stop)
    {
        if (!incoming.IsPrivate) return await users.ByTelegram(incoming.From.Id, stop);
        var come = await arrivals.Come(Person(incoming.From), stop);
        return come.Succeeded ? come.Value : come.Problem;
    }

    internal static TelegramPerson Person(TelegramIdentity person) => new(person.Id, person.Username, $"{person.FirstName} {person.LastName}".Trim());

    private async Task<Answer> Carry(Incoming incoming, MemberCard? member, string requestKey, CancellationToken stop)
    {
        if (incoming.Line is null) return Say(incoming, member, GateReplies.OnlyText);
        if (CommandLine.Read(incoming.Line) is not var (name, arguments)) return Say(incoming, member, GateReplies.NotUnderstood);
        if (commands.Find(name) is not { } command) return incoming.IsPrivate ? Say(incoming, member, GateReplies.NoSuchCommand(name)) : Conversation.Answer.Silence;
        if (!incoming.IsPrivate && !command.IsPublic) return Say(incoming, member, GateReplies.OnlyInPrivate(command, state.Name));

        var needs = CommandList.NeedsOf(command);
        if (member is null && needs.Any(need => need.Who != Who.Anybody))
        {
            var come = await arrivals.Come(Person(incoming.From), stop);
            if (!come.Succeeded) return Personally(incoming, null, GateReplies.Said(come.Problem));
            member = come.Value;
        }
        var may = await access.Meets(member is null ? Caller.Stranger : new Caller(member.UserId, []), needs, stop);
        if (!may.IsAllowed) return Say(incoming, member, GateReplies.NotAllowed(may));

        // First, so that what the answer tells counts the day's XP already.
        var daily = member is null ? null : await activity.Note(member.UserId, stop);
        var reply = await command.Answer(new CommandCall(incoming, member, arguments, requestKey), stop);
        return Say(incoming, member, daily is null || reply.IsOnlyToast ? reply : reply with { Html = $"{reply.Html}\n\n{GateReplies.Daily(daily)}" });
    }

    private Answer TooMuch(Incoming incoming, Hearing hearing) =>
        hearing == Hearing.JustClosed ? Personally(incoming, null, GateReplies.TooMuch(throttle.Rest))
        : incoming.Tap is not null ? Say(incoming, null, BotReply.OnlyToast(""))
        : Conversation.Answer.Silence;

    // What concerns one person is not said before a group; over a tap only they see it.
    private static Answer Personally(Incoming incoming, MemberCard? member, BotReply reply) =>
        incoming.Tap is not null ? Say(incoming, member, BotReply.OnlyToast(TelegramText.Plain(reply.Html)))
        : incoming.IsPrivate ? Say(incoming, member, reply)
        : Conversation.Answer.Silence;

    private static Answer Say(Incoming incoming, MemberCard? member, BotReply reply) => new(member?.UserId, reply with { TapId = incoming.Tap?.Id });
}
