using System.Collections.Frozen;
using System.Text.Json;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Achievements;

/// <summary>A condition with its metric.</summary>
/// <param name="Is">The condition.</param>
/// <param name="Metric">What it asks.</param>
public sealed record DefinedCondition(Condition Is, Metric Metric);

/// <summary>An achievement as it is in force.</summary>
/// <param name="Row">Its row; read only.</param>
/// <param name="Conditions">Its conditions, those of unknown metrics left out.</param>
/// <param name="Fault">Why nobody can earn it whatever its row says: it uses a metric that this version does not know. Null if it is right.</param>
/// <param name="WaitsFor">What its facts wait for; null once they exist.</param>
public sealed record DefinedAchievement(Achievement Row, IReadOnlyList<DefinedCondition> Conditions, string? Fault, string? WaitsFor)
{
    /// <summary>Its code.</summary>
    public string Code => Row.Code;

    /// <summary>The tier of its badge.</summary>
    public BadgeTier Tier => Row.Tier ?? BadgeTier.Bronze;

    /// <summary>Whether it is there to be earned, at some time or other.</summary>
    public bool IsOffered => Row.IsActive && Fault is null && WaitsFor is null && Conditions.Count > 0;

    /// <summary>Whether it can be earned at an instant.</summary>
    public bool IsOpen(DateTimeOffset at) => IsOffered && !(at < Row.StartsAt) && !(at >= Row.EndsAt);

    /// <summary>Whether one needs it to have earned them all.</summary>
    public bool IsNeeded => IsOffered && Row is { IsHidden: false, IsLimited: false } && !Conditions.Any(c => c.Metric is AllAchievements);
}

/// <summary>All achievements as they are in force.</summary>
public sealed class DefinedAchievements
{
    private static readonly DefinedAchievement[] None = [];
    private readonly FrozenDictionary<string, DefinedAchievement[]> byMetric;
    private readonly FrozenDictionary<string, DefinedAchievement[]> followers;

    internal DefinedAchievements(int revision, IEnumerable<Achievement> rows)
    {
        Revision = revision;
        All = [.. rows.OrderBy(r => r.Category).ThenBy(r => r.SortOrder).ThenBy(r => r.AchievementId).Select(Define)];
        ByCode = All.ToFrozenDictionary(a => a.Code);
        var offered = All.Where(a => a.IsOffered).ToList();
        byMetric = offered.SelectMany(a => a.Conditions.Select(c => (c.Metric.Code, a))).Distinct().GroupBy(p => p.Code, p => p.a).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        followers = offered.Where(a => a.Row.Follows is not null).GroupBy(a => a.Row.Follows!).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        Needed = [.. All.Where(a => a.IsNeeded).Select(a => new NeededAchievement(a.Row.AchievementId, a.Code))];
    }

    /// <summary>The latest revision in it.</summary>
    public int Revision { get; }

    /// <summary>All of them, retired ones too, in the order shown.</summary>
    public IReadOnlyList<DefinedAchievement> All { get; }

    /// <summary>By code.</summary>
    public FrozenDictionary<string, DefinedAchievement> ByCode { get; }

    /// <summary>What has to be earned by whoever wants to have earned everything.</summary>
    public IReadOnlyCollection<NeededAchievement> Needed { get; }

    /// <summary>What has to be earned before one that comes after it, where that can be earned at all; null for none.</summary>
    /// <param name="follows">The code that it comes after.</param>
    internal DefinedAchievement? Before(string? follows) => follows is not null && ByCode.TryGetValue(follows, out var before) && before.IsOffered ? before : null;

    /// <summary>Those offered that ask a metric.</summary>
    internal DefinedAchievement[] Asking(string metric) => byMetric.GetValueOrDefault(metric) ?? None;

    /// <summary>Those offered that come after one.</summary>
    internal DefinedAchievement[] After(string code) => followers.GetValueOrDefault(code) ?? None;

    private static DefinedAchievement Define(Achievement row)
    {
        var (known, fault) = (new List<DefinedCondition>(), (string?)null);
        foreach (var condition in Condition.Read(row.Requirements))
        {
            if (MetricList.Find(condition.Metric) is not { } metric) fault = $"It asks for the metric {condition.Metric}, which this version does not know. Choose another one, or retire it.";
            else known.Add(new(condition, metric));
        }
        return new(row, known, fault, known.Select(c => c.Metric.WaitsFor).FirstOrDefault(waits => waits is not null));
    }
}

/// <summary>What staff wants an achievement to be.</summary>
/// <param name="Code">Its code; of one that is there it stays.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it takes, in words.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Tier">The tier of its badge.</param>
/// <param name="Conditions">What must hold.</param>
/// <param name="XpReward">XP before the badge tier's multiplier.</param>
/// <param name="IsHidden">Whether it is secret until it is earned.</param>
/// <param name="IsLimited">Whether not everybody can earn it.</param>
/// <param name="Follows">The code of the one before it; null for none.</param>
/// <param name="StartsAt">From when it can be earned.</param>
/// <param name="EndsAt">Until when, exclusive.</param>
/// <param name="IsActive">False retires it.</param>
public sealed record AchievementDraft(string Code, string Name, string Description, AchievementCategory Category, BadgeTier Tier, IReadOnlyList<Condition> Conditions, int XpReward,
    bool IsHidden = false, bool IsLimited = false, string? Follows = null, DateTimeOffset? StartsAt = null, DateTimeOffset? EndsAt = null, bool IsActive = true)
{
    /// <summary>What an achievement is now.</summary>
    public static AchievementDraft Of(Achievement row) => new(row.Code, row.Name, row.Description ?? "", row.Category ?? AchievementCategory.Special, row.Tier ?? BadgeTier.Bronze,
        Condition.Read(row.Requirements), row.XpReward, row.IsHidden, row.IsLimited, row.Follows, row.StartsAt, row.EndsAt, row.IsActive);
}

/// <summary>
/// The definitions in force, kept in memory: an award asks nobody. A change on this node is seen at once, one on another node when
/// <see cref="AchievementWatch"/> next looks.
/// </summary>
public sealed class AchievementBook(HydraXData data, AchievementOptions options)
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>Characters of a description.</summary>
    public const int LongestDescription = 300;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private DefinedAchievements? inForce;

    /// <summary>The definitions in force. Asking before <see cref="Open"/> is a bug and throws.</summary>
    public DefinedAchievements InForce => Volatile.Read(ref inForce) ?? throw new InvalidOperationException("The achievements have not been read yet.");

    /// <summary>Adds what ships and is not there yet, and reads all. What is there already stays as admins made it.</summary>
    public async Task Open(CancellationToken stop)
    {
        if (options.StartingSet) await Ship(stop);
        await Read(stop);
    }

    /// <summary>Looks whether another node has saved a revision, and reads all if so.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        var known = Volatile.Read(ref inForce)?.Revision;
        if (await data.Read(db => db.AchievementRevisions.MaxAsync(r => (int?)r.Number, stop), stop) is { } latest && latest != known) await Read(stop);
    }

    /// <summary>
    /// Saves an achievement, a new one or one that is there, in the caller's transaction; it is in force once that is committed. Problems: <c>achievements.code</c>,
    /// <c>achievements.name</c>, <c>achievements.description</c>, <c>achievements.reward</c>, <c>achievements.dates</c>, <c>achievements.follows</c>, <c>achievements.taken</c>,
    /// <c>achievements.unchanged</c>, <c>achievements.revised-meanwhile</c>, <c>achievements.unknown</c> and those of <see cref="AchievementRules.Refusal(IReadOnlyList{Condition})"/>.
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="expected">The revision that the change started from; null for a new one.</param>
    /// <param name="by">Who.</param>
    /// <param name="why">Why.</param>
    public async Task<Outcome<AchievementRevision>> Save(Work work, AchievementDraft draft, int? expected, long? by, string why)
    {
        draft = draft with { Code = draft.Code.Trim(), Name = draft.Name.Trim(), Description = draft.Description.Trim(), Follows = string.IsNullOrWhiteSpace(draft.Follows) ? null : draft.Follows.Trim() };
        var others = await work.Db.Achievements.AsNoTracking().ToDictionaryAsync(a => a.Code, work.Stop);
        if (DraftRules.Refusal(draft, others) is { } refusal) return refusal;

        var row = await work.Db.Achievements.Where(a => a.Code == draft.Code).ForUpdate().SingleOrDefaultAsync(work.Stop);
        if (expected is null && row is not null) return Problem.Of("achievements.taken", $"There is an achievement {draft.Code} already. Choose another code, or change that one.");
        if (expected is not null && row is null) return Problem.Of("achievements.unknown", $"There is no achievement {draft.Code}.");
        if (row is not null && row.Revision != expected) return Problem.Of("achievements.revised-meanwhile", $"Somebody has changed {row.Name} while you did. Look at it as it is now, and make your change again.");
        var before = row is null ? null : AchievementDraft.Of(row);
        if (before is not null && Text(before) == Text(draft)) return Problem.Of("achievements.unchanged", $"Nothing differs from what {draft.Name} is now.");

        row ??= work.Db.Add(new Achievement { Code = draft.Code, CreatedAt = work.At, SortOrder = (others.Values.Where(a => a.Category == draft.Category).Max(a => (int?)a.SortOrder) ?? 0) + 10 }).Entity;
        (row.Name, row.Description, row.Category, row.Tier) = (draft.Name, draft.Description, draft.Category, draft.Tier);
        (row.Requirements, row.XpReward, row.IsHidden, row.IsLimited) = (Condition.Write(draft.Conditions), draft.XpReward, draft.IsHidden, draft.IsLimited);
        (row.Follows, row.StartsAt, row.EndsAt, row.IsActive) = (draft.Follows, draft.StartsAt, draft.EndsAt, draft.IsActive);
        row.Revision = 1 + (await work.Db.AchievementRevisions.MaxAsync(r => (int?)r.Number, work.Stop) ?? 0);
        await work.Save();
        // Two who change different ones at the same instant: the number is taken, and the whole of it is tried again.
        var revision = new AchievementRevision { Number = row.Revision, AchievementId = row.AchievementId, SavedAt = work.At, SavedByUserId = by, Why = why, Before = before is null ? null : Text(before), After = Text(draft) };
        work.Db.Add(revision);
        await work.Save();
        var saved = new DefinedAchievements(row.Revision, await work.Db.Achievements.AsNoTracking().ToListAsync(work.Stop));
        work.AfterCommit(() => Use(saved));
        return revision;
    }

    /// <summary>An achievement in words and figures, as history keeps it.</summary>
    public static string Text(AchievementDraft draft) => JsonSerializer.Serialize(draft, Json);

    /// <summary>What <see cref="Text"/> has written.</summary>
    public static AchievementDraft Parse(string text) => JsonSerializer.Deserialize<AchievementDraft>(text, Json)!;

    private Task Ship(CancellationToken stop) => data.Run(async work =>
    {
        var known = await work.Db.Achievements.Select(a => a.Code).ToListAsync(work.Stop);
        var sql = work.Dialect.InsertOrNothing("achievements", "code, name, description, category, tier, requirements, xp_reward, is_active, is_hidden, is_limited, follows, sort_order, revision, created_at",
            $"@p0, @p1, @p2, @p3, @p4, {work.Dialect.Json("@p5")}, @p6, @p7, @p8, @p9, @p10, @p11, 0, @p12", "code", "code = @p0", "achievement_id");
        foreach (var (draft, place) in ShippedAchievements.All.Select((draft, index) => (draft, index)).Where(d => !known.Contains(d.draft.Code)))
            await work.Scalar(sql, draft.Code, draft.Name, draft.Description, draft.Category.Code(), draft.Tier.Code(), Condition.Write(draft.Conditions), draft.XpReward, true,
                draft.IsHidden, draft.IsLimited, draft.Follows, (place + 1) * 10, work.Dialect.Instant(work.At));
    }, stop);

    private async Task Read(CancellationToken stop)
    {
        var (revision, rows) = await data.Read(async db => (await db.AchievementRevisions.MaxAsync(r => (int?)r.Number, stop) ?? 0, await db.Achievements.AsNoTracking().ToListAsync(stop)), stop);
        Use(new DefinedAchievements(revision, rows));
    }

    private void Use(DefinedAchievements read)
    {
        var known = Volatile.Read(ref inForce);
        while (known is null || known.Revision <= read.Revision)
        {
            var found = Interlocked.CompareExchange(ref inForce, read, known);
            if (ReferenceEquals(found, known)) return;
            known = found;
        }
    }
}
