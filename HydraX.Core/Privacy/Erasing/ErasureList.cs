using System.Globalization;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Privacy.Erasing;

/// <summary>What replaying the list did.</summary>
/// <param name="Erased">Members who had come back with a backup and are erased again.</param>
/// <param name="Foreign">Lines that this installation has not written, which are left alone.</param>
public sealed record Replayed(int Erased, int Foreign);

/// <summary>
/// The erasures in a file outside the database: a backup that is restored brings people back who were erased since, and from this file they are erased again.
/// A line holds a number and two instants, and a seal by the ring's first key, which is in every backup, so that no other installation's list is obeyed.
/// </summary>
public sealed class ErasureList(HydraXData data, Forgetting forgetting, Protector protector, IOptions<PrivacyOptions> options)
{
    private const string Context = "hydrax.erasures";
    private const char Between = ' ';

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    private string Path => options.Value.ErasureList;

    /// <summary>Adds what the database has erased and the file does not name yet. Returns how many lines were added.</summary>
    public async Task<int> Write(CancellationToken stop = default)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            var known = (await Lines(stop)).ToHashSet();
            var erased = await data.Read(db => db.Erasures.Where(e => e.State == ErasureState.Done)
                .Join(db.Users.Where(u => u.ErasedAt != null), e => e.UserId, u => u.Id, (_, u) => new { u.Id, u.CreatedAt, u.ErasedAt }).Distinct().OrderBy(u => u.ErasedAt).ToListAsync(stop), stop);
            var missing = erased.Select(u => Line(u.Id, u.CreatedAt, u.ErasedAt!.Value)).Where(line => !known.Contains(line)).ToList();
            if (missing.Count > 0) await File.AppendAllLinesAsync(Path, missing, stop);
            return missing.Count;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Erases again whoever stands in the list and not in the database as erased. A member who merely has the number of one is not touched.</summary>
    public async Task<Replayed> Replay(CancellationToken stop = default)
    {
        var (again, foreign) = (0, 0);
        foreach (var line in await Lines(stop))
        {
            if (Read(line) is not { } entry) foreign++;
            else if (await data.Run(work => Again(work, entry.UserId, entry.CreatedAt), stop)) again++;
        }
        return new(again, foreign);
    }

    private async Task<bool> Again(Work work, long userId, DateTimeOffset createdAt)
    {
        if (await work.LockMember(userId) is not { } member) return false;
        if (!await work.Db.Users.AnyAsync(u => u.Id == userId && u.CreatedAt == createdAt && u.ErasedAt == null, work.Stop)) return false;
        await forgetting.Forget(work, member, Actor.Start);
        return true;
    }

    private async Task<IReadOnlyList<string>> Lines(CancellationToken stop) => File.Exists(Path) ? [.. (await File.ReadAllLinesAsync(Path, stop)).Where(line => line.Length > 0)] : [];

    private string Line(long userId, DateTimeOffset createdAt, DateTimeOffset erasedAt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{userId}{Between}{createdAt.UtcTicks}{Between}{erasedAt.UtcTicks}");
        return text + Between + protector.SealForGood(Context, text);
    }

    private (long UserId, DateTimeOffset CreatedAt)? Read(string line)
    {
        var end = line.LastIndexOf(Between);
        if (end < 0 || !protector.IsSeal(Context, line[..end], line[(end + 1)..])) return null;
        var words = line.Split(Between);
        return (long.Parse(words[0], CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(words[1], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }
}
