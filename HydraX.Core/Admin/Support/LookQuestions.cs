using HydraX.Core.Audit;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Tiers;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Xp;

namespace HydraX.Core.Admin.Support;

/// <summary>One thing that a member may or may not do, and why.</summary>
/// <param name="Name">What.</param>
/// <param name="IsAllowed">Whether they may.</param>
/// <param name="Sentence">What gives it, or what is missing.</param>
public sealed record LookedRight(string Name, bool IsAllowed, string Sentence);

/// <summary>A member's own pages, to be read.</summary>
/// <param name="Grant">By what they are seen.</param>
/// <param name="Desk">The account, its address masked, with passes and ledger.</param>
/// <param name="Tier">The tier whose features and limits hold.</param>
/// <param name="Rights">Features, each with its reason.</param>
/// <param name="Limits">Limits, each with what it is made of.</param>
/// <param name="Purchases">The latest purchases.</param>
/// <param name="Sessions">Where they are signed in: devices and coarse networks.</param>
/// <param name="Changes">Changes of how they sign in that wait.</param>
public sealed record LookView(SupportGrantLine Grant, MemberDesk Desk, string Tier, IReadOnlyList<LookedRight> Rights, IReadOnlyList<LookedRight> Limits, IReadOnlyList<PurchaseLine> Purchases,
    IReadOnlyList<SessionLine> Sessions, IReadOnlyList<WaitingChange> Changes);

/// <summary>What support sees of a member's own pages while a grant runs. Nothing can be changed from it, and nothing that opens anything is in it.</summary>
public sealed class LookQuestions(SupportGrants grants, MemberDeskQuestions desk, Access access, ShopQuestions shop, SessionBook sessions, AccountChanges changes)
{
    private const int LinesShown = 20, PurchasesShown = 10;

    /// <summary>All of it, by the asking person's grant. Problems: those of <see cref="SupportGrants.Use"/>.</summary>
    public async Task<Outcome<LookView>> Of(long userId, Actor by, CancellationToken stop = default)
    {
        var used = await grants.Use(userId, by, stop);
        if (!used.Succeeded) return used.Problem;
        var standing = await access.Of(userId, stop);
        var rights = Enum.GetValues<Feature>().Select(feature => (Feature: feature, Answer: standing.May(feature)));
        var limits = Enum.GetValues<Limits>().Select(limit => (Limit: limit, Answer: standing.Limit(limit)));
        return new LookView(used.Value, (await desk.Of(userId, duty => duty == Duty.SeeHidden, new LedgerSpot(), LinesShown, stop))!,
            standing.Tier.Code(),
            [.. rights.Select(r => new LookedRight(r.Feature.Name(), r.Answer.IsAllowed, r.Answer.Sentence))],
            [.. limits.Select(l => new LookedRight(l.Limit.Code().Replace('_', ' '), l.Answer.Value != 0, l.Answer.Sentence))],
            (await shop.History(userId, null, PurchasesShown, stop)).Lines, await sessions.Of(userId, null, stop), await changes.Of(userId, stop));
    }
}
