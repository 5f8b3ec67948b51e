using System.Runtime.CompilerServices;
using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Audit;

/// <summary>Which entries; what is null or empty is not asked for.</summary>
/// <param name="Action">The beginning of the action: <c>tiers.</c> finds all about tiers.</param>
/// <param name="Person">A part of the name of somebody who did it or to whom it was done, without regard to case.</param>
/// <param name="SubjectKind">The kind of thing.</param>
/// <param name="SubjectId">Which of them.</param>
/// <param name="Origin">The way the actor came.</param>
/// <param name="From">From this instant.</param>
/// <param name="Until">Before this instant.</param>
public sealed record AuditFilter(string? Action = null, string? Person = null, string? SubjectKind = null, string? SubjectId = null,
    Origin? Origin = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>An entry as it is shown and exported.</summary>
public sealed record AuditLine(long AuditEntryId, DateTimeOffset At, string? Actor, long? ActorUserId, Origin Origin, string? Address, string Action,
    string SubjectKind, string SubjectId, string? Subject, string? Before, string? After, string? Why);

/// <summary>A page of entries, latest first.</summary>
/// <param name="Lines">The entries.</param>
/// <param name="Next">What to ask the next page with, null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, long? Next);

/// <summary>Reads of the audit log, for its page and its export.</summary>
public sealed class AuditQuestions(HydraXData data)
{
    private const int ExportBlock = 500;

    /// <summary>A page of entries, latest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Entries before this id; null is the first page.</param>
    /// <param name="size">Entries a page.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<AuditPage> Page(AuditFilter filter, long? before, int size, CancellationToken stop = default)
    {
        var lines = await data.Read(db => Lines(db, filter, before).Take(size + 1).ToListAsync(stop), stop);
        return lines.Count > size ? new(lines[..size], lines[size - 1].AuditEntryId) : new(lines, null);
    }

    /// <summary>The actions and kinds of subjects that occur, for the filters' lists.</summary>
    public async Task<(IReadOnlyList<string> Actions, IReadOnlyList<string> SubjectKinds)> Words(CancellationToken stop = default) => await data.Read(async db => (
        (IReadOnlyList<string>)await db.Audit.Select(a => a.Action).Distinct().OrderBy(action => action).ToListAsync(stop),
        (IReadOnlyList<string>)await db.Audit.Select(a => a.SubjectKind).Distinct().OrderBy(kind => kind).ToListAsync(stop)), stop);

    /// <summary>All entries of a filter as lines of CSV (RFC 4180, without line ends), the heading first; read block by block, so that any number will do.</summary>
    public async IAsyncEnumerable<string> Csv(AuditFilter filter, [EnumeratorCancellation] CancellationToken stop = default)
    {
        yield return AuditCsv.Heading;
        long? before = null;
        do
        {
            var page = await Page(filter, before, ExportBlock, stop);
            foreach (var line in page.Lines) yield return AuditCsv.Line(line);
            before = page.Next;
        }
        while (before is not null);
    }

    private static IQueryable<AuditLine> Lines(HydraXDb db, AuditFilter filter, long? before)
    {
        var entries = db.Audit.AsQueryable();
        if (before is not null) entries = entries.Where(a => a.AuditEntryId < before);
        if (filter.Action is { Length: > 0 } action) entries = entries.Where(a => a.Action.StartsWith(action));
        if (filter.SubjectKind is { Length: > 0 } kind) entries = entries.Where(a => a.SubjectKind == kind);
        if (filter.SubjectId is { Length: > 0 } subject) entries = entries.Where(a => a.SubjectId == subject);
        if (filter.Origin is { } origin) entries = entries.Where(a => a.Origin == origin);
        if (filter.From is { } from) entries = entries.Where(a => a.At >= from);
        if (filter.Until is { } until) entries = entries.Where(a => a.At < until);
        if (filter.Person is { Length: > 0 } person)
        {
            var name = person.Trim().ToLowerInvariant();
            entries = entries.Where(a => a.People.Any(p => p.Name.ToLower().Contains(name)));
        }
        return from a in entries
               orderby a.AuditEntryId descending
               let actor = a.People.FirstOrDefault(p => p.Part == AuditPart.Actor)
               let whom = a.People.FirstOrDefault(p => p.Part == AuditPart.Subject)
               select new AuditLine(a.AuditEntryId, a.At, actor!.Name, a.ActorUserId, a.Origin, actor.Address, a.Action,
                   a.SubjectKind, a.SubjectId, whom!.Name, a.Before, a.After, a.Why);
    }
}
