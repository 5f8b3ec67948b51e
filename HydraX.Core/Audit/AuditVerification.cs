using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Audit;

/// <summary>What a look at the whole chain found.</summary>
/// <param name="Entries">Entries looked at.</param>
/// <param name="Head">The last seal; noted elsewhere it shows later whether entries were cut off at the end.</param>
/// <param name="Faults">What is not right, the first twenty.</param>
public sealed record AuditVerdict(long Entries, string Head, IReadOnlyList<string> Faults)
{
    /// <summary>Whether every entry is as it was written, and none is missing.</summary>
    public bool IsRight => Faults.Count == 0;

    /// <summary>The same in a sentence.</summary>
    public string Says => IsRight
        ? $"{Spoken.Number(Entries, "entry", "entries")} in an unbroken chain, ending in {(Head.Length == 0 ? "nothing yet" : Head)}"
        : $"The audit log was altered: {string.Join("; ", Faults)}";
}

/// <summary>
/// Checks the chain of the audit log. Each entry is sealed, by a key that only the master key opens, over itself and the seal before it: an entry that
/// somebody with access to the database alone has altered, added, taken out or moved does not fit any more. Names, addresses and reasons fit their sealed digests,
/// or are gone because an entry of the same chain says that somebody was erased, or that the time of addresses was over.
/// </summary>
public sealed class AuditVerification(HydraXData data, Protector protector)
{
    /// <summary>The job's name.</summary>
    public const string Job = "audit-chain";

    private const int Block = 2_000, MostNamed = 20;

    /// <summary>Looks at all entries, oldest first, in blocks.</summary>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<AuditVerdict> All(IProgress<double>? progress = null, CancellationToken stop = default)
    {
        var (faults, seal, sequence, count) = (new List<string>(), "", 0L, 0L);
        // What is added while we look is left to the next look.
        var head = await data.Read(db => db.Set<AuditHead>().SingleAsync(stop), stop);
        var absence = await data.Read(db => AuditAbsence.Read(db, head.Sequence, stop), stop);
        var next = Read(0, head.Sequence, stop);
        while (await next is { Entries: { Count: > 0 } block, People: var people })
        {
            // The next ones are read beside the check of these.
            next = faults.Count < MostNamed ? Read(block[^1].Sequence, head.Sequence, stop) : Task.FromResult(Nothing);
            foreach (var entry in block)
            {
                if (entry.Sequence != sequence + 1) faults.Add(entry.Sequence == sequence + 2 ? $"entry {sequence + 1} is missing" : $"entries {sequence + 1} to {entry.Sequence - 1} are missing");
                else faults.AddRange(FaultsOf(entry, seal, [.. people[entry.AuditEntryId]], absence).Select(what => $"{what} is not as it was written"));
                (sequence, seal) = (entry.Sequence, entry.Seal);
                count++;
            }
            progress?.Report((double)sequence / head.Sequence);
        }
        if (faults.Count < MostNamed && sequence < head.Sequence) faults.Add($"entries {sequence + 1} to {head.Sequence} are missing at the end");
        else if (faults.Count == 0 && seal != head.Seal) faults.Add("the last entry is not the one that was written last");
        var strays = await data.Read(db => db.Audit.CountAsync(a => a.Sequence <= 0, stop), stop);
        if (strays > 0) faults.Add($"{Spoken.Number(strays, "entry", "entries")} outside the chain");
        return new(count, seal, [.. faults.Take(MostNamed)]);
    }

    private static readonly (List<AuditEntry> Entries, ILookup<long, AuditPerson> People) Nothing = ([], Array.Empty<AuditPerson>().ToLookup(p => p.AuditEntryId));

    // On another thread: SQLite reads on that of whoever asks.
    private Task<(List<AuditEntry> Entries, ILookup<long, AuditPerson> People)> Read(long after, long until, CancellationToken stop) => Task.Run(() => data.Read(async db =>
    {
        var entries = await db.Audit.Where(a => a.Sequence > after && a.Sequence <= until).OrderBy(a => a.Sequence).Take(Block).ToListAsync(stop);
        if (entries.Count == 0) return Nothing;
        var last = entries[^1].Sequence;
        return (entries, (await db.Audit.Where(a => a.Sequence > after && a.Sequence <= last).SelectMany(a => a.People).ToListAsync(stop)).ToLookup(p => p.AuditEntryId));
    }, stop), stop);

    // What is in the rows is looked at against the digests only once these are known to be those that were sealed.
    private IEnumerable<string> FaultsOf(AuditEntry entry, string previous, AuditPerson[] people, AuditAbsence absence)
    {
        var isSealed = IsSeal(people);
        // Entries from before people were sealed have no digests; with them none has ever been sealed like this.
        if (!isSealed && !(Array.TrueForAll(people, p => p.NameDigest is null) && IsSeal(null)))
        {
            yield return $"entry {entry.Sequence}";
            yield break;
        }
        var mayLackReason = Array.Exists(people, p => p.Part == AuditPart.Subject && absence.IsErased(entry, p));
        if (entry.Why is null ? entry.WhyDigest is not null && !mayLackReason : AuditSeal.DigestOf(entry.Why) != entry.WhyDigest) yield return $"the reason of entry {entry.Sequence}";
        if (!isSealed) yield break;
        foreach (var person in people)
        {
            var isErased = absence.IsErased(entry, person);
            if (!(isErased && person.Name == AuditTrail.Erased) && !Is(person, AuditSeal.NameContext, person.Name, person.NameDigest)) yield return $"the name of the {person.Part.Code()} in entry {entry.Sequence}";
            var isGone = person.Address is null && person.AddressDigest is not null && (isErased || absence.IsOver(entry));
            if (!isGone && !Is(person, AuditSeal.AddressContext, person.Address, person.AddressDigest)) yield return $"the address of the {person.Part.Code()} in entry {entry.Sequence}";
        }

        bool IsSeal(AuditPerson[]? with) => protector.IsSeal(AuditSeal.Context, AuditSeal.TextOf(entry, previous, with), entry.Seal);

        bool Is(AuditPerson person, string context, string? value, string? digest) =>
            value is null || digest is null ? value is null && digest is null : protector.IsSeal(context, AuditSeal.TextOf(entry, person, value), digest);
    }

    /// <summary>As <see cref="All"/>, for the job: what it found, in words.</summary>
    /// <exception cref="AuditBrokenException">The log was altered.</exception>
    public async Task<string> Demand(CancellationToken stop) =>
        await All(null, stop) is var verdict && verdict.IsRight ? verdict.Says : throw new AuditBrokenException(verdict);
}

/// <summary>The audit log was altered.</summary>
public sealed class AuditBrokenException(AuditVerdict verdict) : Exception(verdict.Says);
