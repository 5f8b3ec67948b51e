using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Lifecycle;

/// <summary>
/// Making one account of a person's web account and Telegram account, by that person, once. The web account's link code and the chat that sends it prove both; the
/// chat then says which one stays. Both members are locked, the lower id first, and everything follows in one transaction.
/// </summary>
public sealed class Merges(HydraXData data, AccountJoins joins, Progression progression, Streaks streaks, Outbox outbox, IEnumerable<IMergeObstacle> obstacles)
{
    private static readonly Problem Over = Problem.Of("merge.over", "This was done already, or is older than 10 minutes. Make a new link under Settings, Telegram.");

    /// <summary>
    /// For the bot: the Telegram account of a member sent another member's link code. Says what would become of both; nothing has happened yet. Problems:
    /// <c>link.unusable</c> and those of <see cref="Merge"/>. A refusal leaves the code usable.
    /// </summary>
    public Task<Outcome<MergeOffer>> Offer(string code, long telegramId, CancellationToken stop = default) => data.Run<Outcome<MergeOffer>>(async work =>
    {
        if (await joins.Ask(work, code, telegramId) is not { } asked) return AccountLinks.Unusable;
        var holder = await work.Db.Users.Where(u => u.TelegramId == telegramId).Select(u => (long?)u.Id).FirstOrDefaultAsync(work.Stop);
        return holder is { } telegramUser ? await Look(work, asked, telegramUser) : AccountLinks.Unusable;
    }, stop);

    /// <summary>The same offer again, for who was asked. Problems: <c>merge.over</c> and those of <see cref="Merge"/>.</summary>
    public Task<Outcome<MergeOffer>> Look(long changeId, long telegramUserId, CancellationToken stop = default) => data.Run<Outcome<MergeOffer>>(
        async work => await joins.Open(work, changeId) is { } open ? await Look(work, open, telegramUserId) : Over, stop);

    /// <summary>
    /// Makes one account of both, once however often it is asked for. Problems: <c>merge.over</c>, <c>merge.suspended</c>, <c>merge.held</c>, <c>merge.staff</c>, <c>merge.paid</c>,
    /// <c>merge.pass</c>, <c>merge.again</c>, <c>merge.waits</c>, <c>merge.erasure</c>, <c>merge.factors</c>, <c>merge.passkeys</c>.
    /// </summary>
    /// <param name="changeId">The offer.</param>
    /// <param name="telegramUserId">The member of the chat that was asked.</param>
    /// <param name="keeps">Which one stays.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Merged>> Merge(long changeId, long telegramUserId, MergeKeeps keeps, CancellationToken stop = default) => data.Run<Outcome<Merged>>(async work =>
    {
        if (await joins.Open(work, changeId) is not { } open) return Over;
        var found = await Find(work, open, telegramUserId);
        if (!found.Succeeded) return found.Problem;
        var (web, telegram) = found.Value;
        // The chat alone must not close what a second factor guards; the web account has been proved anew.
        if (keeps == MergeKeeps.Web && await SecondFactors.HasAny(work, telegram.Id))
            return Problem.Of("merge.factors", $"{telegram.Name} has a second factor, which a chat alone does not pass. Keep {telegram.Name}, or take its factors out on the web first.");
        // Passkeys cannot go over; mail and password would stand there with nothing beside them.
        if (keeps == MergeKeeps.Telegram && !await SecondFactors.HasAny(work, telegram.Id) && await SecondFactors.HasAny(work, web.Id) && !await SecondFactors.HasApp(work, web.Id))
            return Problem.Of("merge.passkeys", $"The passkeys of {web.Name} cannot go over to {telegram.Name}, and nothing else would guard it. Set up an authenticator app on {web.Name} first, or keep {web.Name}.");
        if (!await joins.Take(work, changeId)) return Over;

        var (stays, goes) = keeps == MergeKeeps.Web ? (web, telegram) : (telegram, web);
        var by = new Actor(telegram.Id, telegram.Name, Origin.Bot);
        var moved = await progression.MoveAll(work, goes.Member, stays.Member);
        await streaks.Join(work, goes.Member, stays.Member);
        (goes.Member.Profile.Bio, goes.Member.Profile.Title, goes.Member.Profile.WordsChangedAt, goes.Member.Profile.Visibility) = (null, null, null, Visibility.Hidden);
        var name = stays.Name;
        var addresses = await joins.Join(work, stays.User, goes.User, by, moved);
        outbox.Tell(work, stays.Id, new AccountsMerged(moved, stays.Member.Profile.XpBalance), OutboxLane.Notices);
        return new Merged(stays.Id, name, goes.Id, moved, stays.Member.Profile.XpBalance, addresses);
    }, stop);

    private async Task<Outcome<MergeOffer>> Look(Work work, AccountChange asked, long telegramUserId)
    {
        var found = await Find(work, asked, telegramUserId);
        if (!found.Succeeded) return found.Problem;
        return new MergeOffer(asked.ChangeId, await Side(work, found.Value.Web), await Side(work, found.Value.Telegram), asked.ExpiresAt);
    }

    // Whoever is meant by an offer, looked at once both are locked: what held when it was made may have changed.
    private async Task<Outcome<(Account Web, Account Telegram)>> Find(Work work, AccountChange asked, long telegramUserId)
    {
        if (asked.UserId == telegramUserId) return Over;
        var members = new Dictionary<long, LockedMember>();
        foreach (var id in new[] { asked.UserId, telegramUserId }.Order())
        {
            if (await work.LockMember(id) is not { } member) return Members.NoMember(id);
            members[id] = member;
        }
        var web = new Account(await work.Db.Users.FirstAsync(u => u.Id == asked.UserId, work.Stop), members[asked.UserId]);
        var telegram = new Account(await work.Db.Users.FirstAsync(u => u.Id == telegramUserId, work.Stop), members[telegramUserId]);
        if (web.User.MergedIntoUserId is not null || web.User.TelegramId is not null || telegram.User.TelegramId != asked.NewTelegramId) return Over;
        foreach (var account in new[] { web, telegram })
            if (await Refusal(work, account) is { } refusal) return refusal;
        return (web, telegram);
    }

    private async Task<Problem?> Refusal(Work work, Account who)
    {
        if (!who.Member.IsActive) return Problem.Of("merge.suspended", $"{who.Name} is suspended, so it is not merged. Ask an admin why.");
        if (who.Member.IsHeld) return Problem.Of("merge.held", $"Staff is looking at {who.Name}, and until that is over nothing of it is handed on.");
        if (await work.IsStaff(who.Id))
            return Problem.Of("merge.staff", $"{who.Name} is staff. An admin takes the roles first, so that none changes hands by accident.");
        if (await PassChanges.PaidTier(work, who.Member) is not null) return Problem.Of("merge.paid", $"{who.Name} has a paid subscription, which stays with its account. Merge once it has ended.");
        if (who.Member.Profile.PressPassActive) return Problem.Of("merge.pass", $"{who.Name} is on a Press Pass now. Merge once it has ended, or deactivate it.");
        if (await work.Db.Users.AnyAsync(u => u.MergedIntoUserId == who.Id, work.Stop)) return Problem.Of("merge.again", $"{who.Name} is made of two accounts already, and that happens once.");
        if (await work.Db.AccountChanges.AnyAsync(c => c.UserId == who.Id && c.State == ChangeState.Waiting, work.Stop))
            return Problem.Of("merge.waits", $"A change of how one signs in waits at {who.Name}. Stop it, or let it happen first: Settings, Security.");
        foreach (var obstacle in obstacles)
            if (await obstacle.Of(work, who.Id, who.Name) is { } problem) return problem;
        return null;
    }

    private static async Task<MergeSide> Side(Work work, Account who)
    {
        var bought = XpSource.ShopPurchase.Code();
        var lines = work.Db.XpTransactions.Where(t => t.UserId == who.Id);
        var purchases = await lines.CountAsync(t => t.SourceType == bought && !lines.Any(back => back.CorrectsId == t.TransactionId), work.Stop);
        var profile = who.Member.Profile;
        return new(who.Id, who.Name, profile.CurrentRank, profile.XpBalance, profile.TotalXp, who.Member.Tier, purchases);
    }

    private sealed record Account(User User, LockedMember Member)
    {
        public long Id => User.Id;

        public string Name => User.UserName!;
    }
}
