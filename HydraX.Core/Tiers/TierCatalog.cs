using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Tiers;

/// <summary>What an admin wants to save.</summary>
/// <param name="Sheet">All settings, the changed ones among them.</param>
/// <param name="Expected">The revision that the admin started from.</param>
/// <param name="Why">Why, for the record.</param>
/// <param name="PriceApplies">To whom changed prices apply.</param>
/// <param name="ReturnsTo">The earlier revision that it returns to, if it does.</param>
public sealed record TierDraft(TierSheet Sheet, int Expected, string Why, PriceApplies PriceApplies, int? ReturnsTo = null);

/// <summary>The revision in force.</summary>
public sealed record TiersInForce(int Number, DateTimeOffset SavedAt, TierLineup Lineup);

/// <summary>A saved revision and what it changed.</summary>
public sealed record TiersRevised(TiersInForce InForce, PriceApplies PriceApplies, IReadOnlyList<TierChange> Changes);

/// <summary>
/// The door to the tiers. What is in force is kept in memory: asking costs nothing. A change on this node is seen at once, one on
/// another node when <see cref="TierWatch"/> next looks, within two seconds.
/// </summary>
public sealed class TierCatalog(HydraXData data, AuditTrail audit, IOptions<TierOptions> options)
{
    /// <summary>Characters that a reason may have.</summary>
    public const int LongestWhy = AuditTrail.LongestWhy;

    private TiersInForce? inForce;

    /// <summary>The revision in force. Asking before <see cref="Open"/> is a bug and throws.</summary>
    public TiersInForce InForce => Volatile.Read(ref inForce) ?? throw new InvalidOperationException("The tier catalogue has not been opened yet.");

    /// <summary>The five tiers in force.</summary>
    public TierLineup Current => InForce.Lineup;

    /// <summary>Reads the revision in force at start; the first start ever fills the database from the file.</summary>
    /// <exception cref="TierFileException">The file is broken, or absent although it is needed. A broken one stops every start, so that it is never met by surprise.</exception>
    public Task Open(CancellationToken stop) => Open(ReadFile(), stop);

    /// <summary>The same with the file as it was read before.</summary>
    public async Task Open(TierLineup? file, CancellationToken stop)
    {
        await Refresh(stop);
        if (Volatile.Read(ref inForce) is not null) return;
        if (file is null) throw new TierFileException(options.Value.FullPath);
        await data.Run(async work =>
        {
            var why = $"Starting content from {Path.GetFileName(options.Value.File)}";
            if (await Insert(work, new() { Number = 1, Why = why, Settings = file.Sheet.ToJson() }))
                audit.Record(work, Actor.Start, "tiers.filled", Subject(1), why: why);
        }, stop);
        await Refresh(stop);
    }

    /// <summary>The starting content in its file; null where there is none. Needs no database.</summary>
    /// <exception cref="TierFileException">The file is broken.</exception>
    public TierLineup? ReadFile()
    {
        var path = options.Value.FullPath;
        if (!File.Exists(path)) return null;
        var file = TierYaml.Read(File.ReadAllText(path));
        return file.Faults.Count == 0 ? file.Lineup : throw new TierFileException(path, file.Faults);
    }

    /// <summary>Looks whether another node has saved a revision, and reads it if so.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        var known = Volatile.Read(ref inForce)?.Number ?? 0;
        var latest = await data.Read(db => db.TierRevisions.Where(r => r.Number > known).OrderByDescending(r => r.Number).FirstOrDefaultAsync(stop), stop);
        if (latest is not null) Use(new(latest.Number, latest.SavedAt, LineupOf(latest)));
    }

    /// <summary>
    /// Saves a draft as the next revision, in the caller's transaction; it is in force once that is committed. Problems:
    /// <c>tiers.reason-missing</c>, <c>tiers.reason-too-long</c>, <c>tiers.faulty</c>, <c>tiers.unchanged</c>, <c>tiers.revised-meanwhile</c>.
    /// </summary>
    public async Task<Outcome<TiersRevised>> Save(Work work, TierDraft draft, Actor by)
    {
        var why = draft.Why.Trim();
        if (why.Length == 0) return Problem.Of("tiers.reason-missing", "Say why, for the record.");
        if (why.Length > LongestWhy) return Problem.Of("tiers.reason-too-long", $"The reason has {why.Length} characters; {LongestWhy} are kept.");
        var reading = TierRules.Read(draft.Sheet);
        if (reading.Lineup is not { } lineup) return Faulty(reading);

        var latest = await work.Db.TierRevisions.AsNoTracking().OrderByDescending(r => r.Number).FirstAsync(work.Stop);
        if (latest.Number != draft.Expected) return RevisedMeanwhile(draft.Expected, latest);
        var changes = TierRules.Difference(TierSheet.FromJson(latest.Settings), lineup.Sheet);
        if (changes.Count == 0) return Problem.Of("tiers.unchanged", $"Nothing differs from revision {latest.Number}.");

        var revision = new TierRevision
        {
            Number = latest.Number + 1,
            SavedByUserId = by.UserId,
            Why = why,
            Settings = lineup.Sheet.ToJson(),
            PriceApplies = draft.PriceApplies,
            ReturnsTo = draft.ReturnsTo,
        };
        if (!await Insert(work, revision)) return RevisedMeanwhile(draft.Expected, await work.Db.TierRevisions.AsNoTracking().SingleAsync(r => r.Number == revision.Number, work.Stop));
        audit.Record(work, by, draft.ReturnsTo is null ? "tiers.revised" : "tiers.returned", Subject(revision.Number), Values(changes, c => c.Before), Values(changes, c => c.After), why);

        var saved = new TiersInForce(revision.Number, work.At, lineup);
        work.AfterCommit(() => Use(saved));
        return new TiersRevised(saved, draft.PriceApplies, changes);
    }

    /// <summary>The problem of a sheet with faults: all of their reasons.</summary>
    internal static Problem Faulty(TierReading reading) => Problem.Of("tiers.faulty", string.Join(' ', reading.Faults.Select(fault => fault.Reason)));

    // Two admins, or two first starts, at the same instant: one row is written, the other insert does nothing.
    private static async Task<bool> Insert(Work work, TierRevision revision)
    {
        var sql = work.Dialect.InsertOrNothing("tier_revisions", "number, saved_at, saved_by_user_id, why, settings, price_applies, returns_to",
            $"@p0, @p1, @p2, @p3, {work.Dialect.Json("@p4")}, @p5, @p6", "number", "number = @p0", "number");
        return await work.Scalar(sql, revision.Number, work.Dialect.Instant(work.At), revision.SavedByUserId, revision.Why, revision.Settings,
            revision.PriceApplies.Code(), revision.ReturnsTo) is not null;
    }

    private void Use(TiersInForce revision)
    {
        var known = Volatile.Read(ref inForce);
        while (known is null || known.Number < revision.Number)
        {
            var found = Interlocked.CompareExchange(ref inForce, revision, known);
            if (ReferenceEquals(found, known)) return;
            known = found;
        }
    }

    private static TierLineup LineupOf(TierRevision revision)
    {
        var reading = TierRules.Read(TierSheet.FromJson(revision.Settings));
        return reading.Lineup ?? throw new InvalidOperationException(
            $"Revision {revision.Number} of the tiers in the database cannot be used: {string.Join(' ', reading.Faults.Select(fault => fault.Reason))}");
    }

    private static Problem RevisedMeanwhile(int expected, TierRevision other) => Problem.Of("tiers.revised-meanwhile",
        string.Create(CultureInfo.InvariantCulture, $"You started from revision {expected}, but revision {other.Number} was saved at {other.SavedAt:HH:mm} UTC on {other.SavedAt:d MMMM}: \"{other.Why}\". Look at it and make your change again."));

    private static AuditSubject Subject(int number) => new("tier_revision", number.ToString(CultureInfo.InvariantCulture));

    private static Dictionary<string, string?> Values(IReadOnlyList<TierChange> changes, Func<TierChange, string?> value) =>
        changes.ToDictionary(change => $"{change.Tier.Code()}.{change.Setting.Key}", value);
}
