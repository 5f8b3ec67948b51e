using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Ranks;
using HydraX.Core.Users.Days;

namespace HydraX.Core.Admin.Bulk;

/// <summary>For which members something is done: all that hold, or those who are named. Suspended, merged and erased accounts never belong to it.</summary>
/// <param name="Tier">Of one tier, its code.</param>
/// <param name="Rank">Of at least one rank, its code.</param>
/// <param name="ActiveSince">There on this day or later, by their own calendar.</param>
/// <param name="Members">Only these, by id; null is no such list.</param>
public sealed record BulkFilter(string? Tier = null, string? Rank = null, DateOnly? ActiveSince = null, IReadOnlyList<long>? Members = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>As the row keeps it.</summary>
    public string Text => JsonSerializer.Serialize(new { Tier, Rank, ActiveSince, Members }, Json);

    /// <summary>The lowest rank that belongs to it; null for any.</summary>
    public RankCode? LeastRank => Rank is null ? null : Codes<RankCode>.Parse(Rank);

    /// <summary>Reads what a row keeps.</summary>
    public static BulkFilter Read(string text) => JsonSerializer.Deserialize<BulkFilter>(text, Json) ?? new();

    /// <summary>Ids of the members as the database has them now. A rank is asked again under the member's lock, for a wipe that is due may have taken it.</summary>
    public IQueryable<long> Of(HydraXDb db)
    {
        var users = db.Users.Where(u => u.IsActive && u.ErasedAt == null && u.MergedIntoUserId == null);
        if (Members is { } members) users = users.Where(u => members.Contains(u.Id));
        if (Tier is { } code)
        {
            var tier = Codes<TierCode>.Parse(code);
            users = users.Where(u => u.Tier == tier);
        }
        if (LeastRank is { } rank)
        {
            var least = RankRules.Threshold(rank);
            users = users.Where(u => db.Profiles.Any(p => p.UserId == u.Id && p.TotalXp >= least));
        }
        if (ActiveSince is { } since) users = users.Where(u => db.ActivityDays.Any(d => d.UserId == u.Id && d.Day >= since && d.Kind == DayKind.Active));
        return users.Select(u => u.Id);
    }

    /// <summary>In words, as the page and the audit log name it.</summary>
    public string Words => Members is { } members
        ? $"{Spoken.Number(members.Count, "member")} by name"
        : string.Join(", ", new[] { Tier ?? "all tiers", Rank is null ? null : $"{Rank} and above", ActiveSince is { } since ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"active since {since:d MMMM yyyy}") : null }.OfType<string>());
}
