using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Privacy;

/// <summary>What is held of a kind, and what becomes of it.</summary>
/// <param name="Title">What it is.</param>
/// <param name="AtErasure">What erasure does with it.</param>
/// <param name="Why">Why it stays, where it does.</param>
/// <param name="Days">For how many days it is kept, where it has a time of its own; null for as long as the account.</param>
/// <param name="Parts">What of it is forgotten earlier.</param>
public sealed record KeptKind(string Title, AtErasure AtErasure, string? Why, int? Days, IReadOnlyList<KeptPart> Parts);

/// <summary>What of a kind is forgotten earlier.</summary>
/// <param name="What">What it is.</param>
/// <param name="Days">After how many days.</param>
public sealed record KeptPart(string What, int Days);

/// <summary>What the page of a member shows.</summary>
/// <param name="Consents">Where they stand with each purpose.</param>
/// <param name="Export">Their newest copy.</param>
/// <param name="Erasure">The erasure that waits; null if they are not going to be erased.</param>
/// <param name="Kinds">What is held.</param>
public sealed record PrivacyView(IReadOnlyList<ConsentStanding> Consents, ExportShown? Export, WaitingErasure? Erasure, IReadOnlyList<KeptKind> Kinds);

/// <summary>An erasure as staff sees it.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Name">The name shown.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="EffectiveAt">When it is or was to be made.</param>
/// <param name="EndedAt">When it was made or stopped.</param>
/// <param name="IsHeldUp">Whether its time is over and the account is suspended or staff, so that somebody must look at it.</param>
public sealed record ErasureLine(long UserId, string Name, ErasureState State, DateTimeOffset AskedAt, DateTimeOffset EffectiveAt, DateTimeOffset? EndedAt, bool IsHeldUp);

/// <summary>What the page of staff shows.</summary>
/// <param name="Erasures">The newest fifty, those that wait first.</param>
/// <param name="Texts">The texts that hold now.</param>
/// <param name="Kinds">What is held.</param>
/// <param name="Agreed">How many members' yes to a purpose stands now, by purpose.</param>
public sealed record PrivacyDeskView(IReadOnlyList<ErasureLine> Erasures, IReadOnlyList<ShownText> Texts, IReadOnlyList<KeptKind> Kinds, IReadOnlyDictionary<ConsentPurpose, int> Agreed);

/// <summary>The questions of the privacy pages.</summary>
public sealed class PrivacyQuestions(HydraXData data, IEnumerable<Holding> holdings, ConsentBook consents, Exports exports, Erasures erasures, IOptions<RetentionOptions> options, TimeProvider machine)
{
    private const int Shown = 50;

    /// <summary>What is held about members, and what becomes of it; that which is about nobody is left out.</summary>
    public IReadOnlyList<KeptKind> Kinds { get; } = [.. holdings.Where(h => h.AtErasure != AtErasure.NotPersonal)
        .Select(h => new KeptKind(h.Title!, h.AtErasure, h.Why, h.Retention is { } retention ? options.Value.Of(retention) : h.FixedDays,
            [.. h.Forgotten.Select(part => new KeptPart(part.Many, options.Value.Of(part.Retention)))]))
        .OrderBy(k => k.AtErasure != AtErasure.Deleted).ThenBy(k => k.Title, StringComparer.Ordinal)];

    /// <summary>For a member.</summary>
    public async Task<PrivacyView> Of(long userId, CancellationToken stop = default) =>
        new(await consents.Of(userId, stop), await exports.Of(userId, stop), await erasures.Of(userId, stop), Kinds);

    /// <summary>For staff.</summary>
    public async Task<PrivacyDeskView> Desk(CancellationToken stop = default)
    {
        var now = machine.GetUtcNow();
        var lines = await data.Read(db => db.Erasures.OrderBy(e => e.State == ErasureState.Waiting ? 0 : 1).ThenByDescending(e => e.ErasureId).Take(Shown)
            .Join(db.Users, e => e.UserId, u => u.Id, (e, u) => new ErasureLine(e.UserId, u.UserName!, e.State, e.AskedAt, e.EffectiveAt, e.EndedAt,
                e.State == ErasureState.Waiting && e.EffectiveAt <= now && ((!u.IsActive && e.AskedByUserId == null) || db.UserRoles.Count(r => r.UserId == u.Id) > 1))).ToListAsync(stop), stop);
        var agreed = await data.Read(db => db.Consents.Where(c => c.IsGiven && db.Users.Any(u => u.Id == c.UserId && u.ErasedAt == null && u.MergedIntoUserId == null) && !db.Consents.Any(later => later.UserId == c.UserId && later.Purpose == c.Purpose && later.ConsentId > c.ConsentId))
            .GroupBy(c => c.Purpose).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop), stop);
        var texts = new List<ShownText>();
        foreach (var purpose in Enum.GetValues<ConsentPurpose>()) texts.Add((await consents.Text(purpose, null, stop))!);
        return new(lines, texts, Kinds, agreed);
    }
}
