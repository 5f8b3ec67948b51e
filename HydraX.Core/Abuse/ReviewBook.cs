using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Abuse;

/// <summary>What a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">About what; of one subject a rule has one open item.</param>
/// <param name="UserId">The member, if one is known.</param>
/// <param name="Key">Names this finding: the same one, found again by a job that ran twice, is not counted twice. Null where each finding is one of its own.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record Finding(ReviewRule Rule, string Subject, long? UserId, Evidence Evidence, string? Key = null)
{
    /// <summary>A member as a subject.</summary>
    public static string Member(long userId) => $"user:{userId}";
}

/// <summary>Writes findings down: the first makes an item, those that follow raise its count. Never does anything to anybody.</summary>
public sealed class ReviewBook(TimeProvider machine)
{
    /// <summary>Most members that an item names.</summary>
    public const int MostNamed = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes a finding down in the caller's transaction. Of two that find the same at the same instant one makes the item and the other raises its count. True for a new item.</summary>
    public async Task<bool> Note(Work work, Finding found)
    {
        var (now, openKey, key) = (Clock.Cut(machine.GetUtcNow()), $"{found.Rule.Code()}|{found.Subject}", found.Key ?? Guid.NewGuid().ToString("N"));
        var evidence = JsonSerializer.Serialize(found.Evidence, Json);
        if (await work.Db.ReviewItems.Where(i => i.OpenKey == openKey).ForUpdate().FirstOrDefaultAsync(work.Stop) is { } open)
        {
            if (open.LastFinding == key) return false;
            (open.Count, open.LastSeenAt, open.LastFinding) = (open.Count + 1, now, key);
            // Who is held is held for what was found of them, and others who are found meanwhile are named beside them; before anybody has decided, the item is about whom it was found of last.
            if (open.State == ReviewState.Open) (open.Evidence, open.SubjectUserId) = (evidence, found.UserId ?? open.SubjectUserId);
            else if (open.SubjectUserId == found.UserId || found.Evidence.Members is not null) open.Evidence = JsonSerializer.Serialize(Beside(found.Evidence, Read(open.Evidence), open.SubjectUserId), Json);
            return false;
        }
        if (found.Key is not null && await work.Db.ReviewItems.AnyAsync(i => i.Rule == found.Rule && i.Subject == found.Subject && i.LastFinding == key, work.Stop)) return false;
        work.Db.Add(new ReviewItem
        {
            Rule = found.Rule,
            Subject = found.Subject,
            SubjectUserId = found.UserId,
            Evidence = evidence,
            OpenKey = openKey,
            LastFinding = key,
            FirstSeenAt = now,
            LastSeenAt = now,
            Count = 1,
            State = ReviewState.Open,
        });
        // A racing finding has the unique key by now; the write then runs again and finds it.
        await work.Save();
        return true;
    }

    // Whom the item is about stays named, however many come after.
    private static Evidence Beside(Evidence found, Evidence before, long? about) => found.Members is null
        ? found
        : found with { Members = [.. new[] { about }.OfType<long>().Concat(found.Members).Concat(before.Members ?? []).Distinct().Take(MostNamed)] };

    /// <summary>What an item rests on.</summary>
    public static Evidence Read(string evidence) => JsonSerializer.Deserialize<Evidence>(evidence, Json) ?? new();
}
