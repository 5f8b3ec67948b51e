using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Privacy.Consents;

/// <summary>A text as it is shown.</summary>
/// <param name="Purpose">What it is about.</param>
/// <param name="Version">Which version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its words, plain.</param>
/// <param name="Digest">What identifies it.</param>
/// <param name="PublishedAt">Since when it holds; null for what came with the program.</param>
public sealed record ShownText(ConsentPurpose Purpose, int Version, string Title, string Body, string Digest, DateTimeOffset? PublishedAt);

/// <summary>Terms that a member has not agreed to.</summary>
/// <param name="Version">Their version.</param>
/// <param name="IsNewVersion">Whether the member has agreed to an earlier one.</param>
public sealed record OwedTerms(int Version, bool IsNewVersion);

/// <summary>The door to what members agreed to: given and taken back by the same one call, each a line that stays.</summary>
public sealed class ConsentBook(HydraXData data, AuditTrail audit)
{
    /// <summary>The text of a purpose that holds now, or one version of it; null for a version that never was.</summary>
    public Task<ShownText?> Text(ConsentPurpose purpose, int? version = null, CancellationToken stop = default) => data.Read(async db =>
    {
        var found = await db.PolicyTexts.Where(t => t.Purpose == purpose && (version == null || t.Version == version)).OrderByDescending(t => t.Version).FirstOrDefaultAsync(stop);
        if (found is not null) return new ShownText(purpose, found.Version, found.Title, found.Body, found.Digest, found.PublishedAt);
        return version is null or 1 ? Shipped(purpose) : null;
    }, stop);

    /// <summary>Where a member stands with every purpose.</summary>
    public Task<IReadOnlyList<ConsentStanding>> Of(long userId, CancellationToken stop = default) => data.Read<IReadOnlyList<ConsentStanding>>(async db =>
    {
        var texts = await db.PolicyTexts.Where(t => !db.PolicyTexts.Any(later => later.Purpose == t.Purpose && later.Version > t.Version))
            .Select(t => new { t.Purpose, t.Title, t.Version }).ToDictionaryAsync(t => t.Purpose, stop);
        var said = await db.Consents.AsNoTracking().Where(c => c.UserId == userId && !db.Consents.Any(later => later.UserId == userId && later.Purpose == c.Purpose && later.ConsentId > c.ConsentId))
            .ToDictionaryAsync(c => c.Purpose, stop);
        return [.. Enum.GetValues<ConsentPurpose>().Select(p => Standing(p, texts.GetValueOrDefault(p)?.Title, texts.GetValueOrDefault(p)?.Version, said.GetValueOrDefault(p)))];
    }, stop);

    /// <summary>The terms that a member still has to agree to; null if they have agreed to the present ones.</summary>
    public static async Task<OwedTerms?> Owed(HydraXDb db, long userId, CancellationToken stop)
    {
        var found = await db.Users.Where(u => u.Id == userId).Select(u => new
        {
            Version = db.PolicyTexts.Where(t => t.Purpose == ConsentPurpose.Terms).Max(t => (int?)t.Version) ?? 1,
            Given = db.Consents.Where(c => c.UserId == userId && c.Purpose == ConsentPurpose.Terms).OrderByDescending(c => c.ConsentId).Select(c => (int?)(c.IsGiven ? c.Version : 0)).FirstOrDefault(),
        }).FirstOrDefaultAsync(stop);
        return found is null || found.Given == found.Version ? null : new(found.Version, found.Given > 0);
    }

    /// <summary>Whether a member's yes to a purpose holds now.</summary>
    public Task<bool> Holds(long userId, ConsentPurpose purpose, CancellationToken stop = default) => data.Read(async db => (await Standing(db, userId, purpose, stop)).Holds, stop);

    /// <summary>
    /// A member agrees, or takes it back. The same said twice is one line. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>privacy.text-changed</c> (they
    /// saw another version than the one that holds), <c>privacy.too-often</c>.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="purpose">To what.</param>
    /// <param name="isGiven">Yes or no.</param>
    /// <param name="version">The version that they saw.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome> Say(Actor by, ConsentPurpose purpose, bool isGiven, int version, CancellationToken stop = default) => data.Run<Outcome>(async work =>
    {
        var userId = by.UserId ?? throw new ArgumentException("A member speaks for themselves.", nameof(by));
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        return await Say(work, by, purpose, isGiven, version) is { } problem ? problem : Outcome.Done;
    }, stop);

    /// <summary>The same in the caller's transaction, such as a registration's.</summary>
    public async Task<Problem?> Say(Work work, Actor by, ConsentPurpose purpose, bool isGiven, int version)
    {
        var userId = by.UserId!.Value;
        var standing = await Standing(work.Db, userId, purpose, work.Stop);
        if (isGiven && version != standing.Version) return Problem.Of("privacy.text-changed", $"{standing.Title} has a new version ({standing.Version}) since you opened this. Read it, then say so again.");
        if (standing.IsGiven == isGiven && (!isGiven || standing.GivenVersion == version)) return null;
        if (isGiven && ConsentRules.Again(await GivenLately(work, userId, purpose), work.At) is { } tooOften) return tooOften;
        var text = await Present(work.Db, purpose, work.Stop);
        work.Db.Add(new Consent
        {
            UserId = userId,
            Purpose = purpose,
            IsGiven = isGiven,
            Version = standing.Version,
            TextDigest = text?.Digest ?? Shipped(purpose).Digest,
            At = work.At,
            Origin = by.Origin,
            Place = SessionRules.Coarse(by.Address),
        });
        audit.Record(work, by, isGiven ? "consents.given" : "consents.withdrawn", AuditSubject.Person(userId, by.Name!), after: new { purpose = purpose.Code(), version = standing.Version });
        return null;
    }

    /// <summary>
    /// Publishes a new version of a text. Problems: <c>privacy.text-title</c>, <c>privacy.text-body</c>, <c>privacy.text-why</c>, <c>privacy.text-same</c>,
    /// <c>privacy.text-changed</c> (somebody else published one meanwhile), and those of <see cref="Duty.Privacy"/>.
    /// </summary>
    public Task<Outcome<int>> Publish(ConsentPurpose purpose, int over, string title, string body, string why, Actor by, CancellationToken stop = default) => data.Run<Outcome<int>>(async work =>
    {
        (title, body, why) = (title.Trim(), body.ReplaceLineEndings("\n").Trim(), why.Trim());
        if (ConsentRules.Check(title, body, why) is { } faulty) return faulty;
        if (await work.Demand(by, Duty.Privacy) is { } refused) return refused;
        var present = await Present(work.Db, purpose, work.Stop);
        var (version, digest) = present is null ? (1, Shipped(purpose).Digest) : (present.Version, present.Digest);
        if (version != over) return Problem.Of("privacy.text-changed", $"Somebody else has published version {version} meanwhile. Look at it first.");
        if (digest == PolicyText.DigestOf(title, body)) return Problem.Of("privacy.text-same", "That is the present text. Nothing was changed.");
        work.Db.Add(new PolicyText
        {
            Purpose = purpose,
            Version = version + 1,
            Title = title,
            Body = body,
            Digest = PolicyText.DigestOf(title, body),
            PublishedAt = work.At,
            PublishedByUserId = by.UserId,
            Why = why,
        });
        audit.Record(work, by, "privacy.text-published", new("policy_text", $"{purpose.Code()}:{version + 1}"), new { version, digest }, new { version = version + 1, digest = PolicyText.DigestOf(title, body) }, why);
        return version + 1;
    }, stop);

    private static async Task<IReadOnlyList<DateTimeOffset>> GivenLately(Work work, long userId, ConsentPurpose purpose) => await work.Db.Consents
        .Where(c => c.UserId == userId && c.Purpose == purpose && c.IsGiven).OrderByDescending(c => c.ConsentId).Take(ConsentRules.MostGivenInADay).OrderBy(c => c.ConsentId).Select(c => c.At).ToListAsync(work.Stop);

    private static async Task<ConsentStanding> Standing(HydraXDb db, long userId, ConsentPurpose purpose, CancellationToken stop)
    {
        var text = await Present(db, purpose, stop);
        var last = await db.Consents.AsNoTracking().Where(c => c.UserId == userId && c.Purpose == purpose).OrderByDescending(c => c.ConsentId).FirstOrDefaultAsync(stop);
        return Standing(purpose, text?.Title, text?.Version, last);
    }

    private static ConsentStanding Standing(ConsentPurpose purpose, string? title, int? version, Consent? last) =>
        new(purpose, title ?? ShippedTexts.Of(purpose).Title, version ?? 1, last?.IsGiven ?? false, last?.Version, last?.At);

    private static Task<PolicyText?> Present(HydraXDb db, ConsentPurpose purpose, CancellationToken stop) =>
        db.PolicyTexts.AsNoTracking().Where(t => t.Purpose == purpose).OrderByDescending(t => t.Version).FirstOrDefaultAsync(stop);

    private static ShownText Shipped(ConsentPurpose purpose)
    {
        var (title, body) = ShippedTexts.Of(purpose);
        return new(purpose, 1, title, body, PolicyText.DigestOf(title, body), null);
    }
}
