using System.Globalization;
using System.Text.Json;
using HydraX.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Audit;

/// <summary>
/// What may be missing in the audit log, as the log itself says in entries that are sealed: whoever takes something out behind the program's back has no such entry.
/// </summary>
internal sealed class AuditAbsence
{
    private readonly Dictionary<long, long> erasures;
    private readonly DateTimeOffset addressesBefore;

    private AuditAbsence(Dictionary<long, long> erasures, DateTimeOffset addressesBefore) => (this.erasures, this.addressesBefore) = (erasures, addressesBefore);

    /// <summary>Reads it from the entries up to a number; that these are as they were written is for the check to find.</summary>
    public static async Task<AuditAbsence> Read(HydraXDb db, long until, CancellationToken stop)
    {
        var erased = await db.Audit.Where(a => a.Action == AuditTrail.PersonErased && a.SubjectKind == AuditSubject.User && a.Sequence <= until)
            .Select(a => new { a.SubjectId, a.Sequence }).ToListAsync(stop);
        var removed = await db.Audit.Where(a => a.Action == AuditTrail.AddressesRemoved && a.Sequence <= until).Select(a => a.After).ToListAsync(stop);
        var erasures = new Dictionary<long, long>();
        foreach (var one in erased)
            if (long.TryParse(one.SubjectId, NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
                erasures[userId] = Math.Max(one.Sequence, erasures.GetValueOrDefault(userId));
        return new(erasures, removed.Select(BeforeOf).DefaultIfEmpty(DateTimeOffset.MinValue).Max());
    }

    /// <summary>Whether the name and the address of a person in an entry, and the reason of what was done to them, may be gone: they were erased after it.</summary>
    public bool IsErased(AuditEntry entry, AuditPerson person) => erasures.TryGetValue(person.UserId, out var erased) && entry.Sequence < erased;

    /// <summary>Whether the network address of an entry may be gone because its time is over.</summary>
    public bool IsOver(AuditEntry entry) => entry.At < addressesBefore;

    private static DateTimeOffset BeforeOf(string? after)
    {
        try
        {
            return after is null ? DateTimeOffset.MinValue : JsonSerializer.Deserialize<Removed>(after, JsonSerializerOptions.Web)?.Before ?? DateTimeOffset.MinValue;
        }
        catch (JsonException)
        {
            // Altered; the check says so when it comes to this entry.
            return DateTimeOffset.MinValue;
        }
    }

    private sealed record Removed(DateTimeOffset Before);
}
