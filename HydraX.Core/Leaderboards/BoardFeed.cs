using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Ranking;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Leaderboards;

/// <summary>
/// Keeps this node's boards: counts them once, then reads the ledger on, whoever wrote it. The ledger alone is the source: it holds
/// a member's lines in the order in which they happened, and a node that reads it misses nothing that another did.
/// </summary>
public sealed partial class BoardFeed(BoardSources sources, FreshBoards fresh, XpCalendar calendar, Clock clock, TimeProvider machine, ILogger<BoardFeed> log)
{
    private const int Batch = 5_000;

    // Among so many lines at the end a lower id may still appear after boards were counted: they are looked at one by one.
    private const long Unsettled = 50_000;

    private static readonly TimeSpan LookAroundEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SweepChecks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TierChecks = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1, 1);

    // Lines of a day that has not begun on this node's clock.
    private readonly List<BoardLine> early = [];

    // Members whose wipe the boards show although no line says it yet, with its midnight.
    private Dictionary<long, DateTimeOffset> awaited = [];

    private volatile BoardSet? boards;
    private volatile HashSet<long> away = [];
    private LedgerBookmark bookmark = new(0);
    private DateTimeOffset lookedAround;
    private DateTimeOffset sweepChecked;
    private DateTimeOffset tiersChecked;

    /// <summary>Whether a member is off the boards: suspended, hidden or gone.</summary>
    public bool IsAway(long userId) => away.Contains(userId);

    /// <summary>The boards of the clock's present day, counted first if they never were.</summary>
    public async ValueTask<BoardSet> Today(CancellationToken stop)
    {
        if (boards is not { } current || current.Day != clock.Today) await Follow(stop);
        return boards!;
    }

    /// <summary>Reads on to the end of the ledger; true when a board changed.</summary>
    public Task<bool> Follow(CancellationToken stop) => InTurn(async () =>
    {
        if (boards is null)
        {
            await Count(Unsettled, stop);
            return true;
        }
        var changed = await RollOver(stop);
        changed |= await ReadOn(stop);
        if (machine.GetUtcNow() - lookedAround >= LookAroundEvery) changed |= await LookAround(stop);
        return changed;
    }, stop);

    /// <summary>Takes members off the boards whom a page has found to be away, ahead of the next look around.</summary>
    public Task<bool> Leave(IReadOnlyCollection<long> users, CancellationToken stop) => InTurn(() =>
    {
        away = [.. away, .. users];
        foreach (var user in users) boards!.Remove(user);
        return Task.FromResult(true);
    }, stop);

    /// <summary>Puts members among those of the tier that a page has found them in, ahead of the next look at all tiers.</summary>
    public Task<bool> Move(IReadOnlyCollection<(long UserId, TierCode Tier)> members, CancellationToken stop) => InTurn(() =>
    {
        foreach (var (user, tier) in members) boards!.Move(user, (int)tier);
        return Task.FromResult(true);
    }, stop);

    /// <summary>Counts everything anew, as after rows have been removed that no ledger line tells of.</summary>
    /// <param name="unsettled">Lines at the ledger's end that are looked at one by one.</param>
    /// <param name="stop">Gives up.</param>
    public Task<bool> CountAnew(long unsettled = Unsettled, CancellationToken stop = default) => InTurn(async () =>
    {
        await Count(unsettled, stop);
        return true;
    }, stop);

    private async Task<bool> InTurn(Func<Task<bool>> act, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Count(long unsettled, CancellationToken stop)
    {
        var began = machine.GetTimestamp();
        away = await sources.Away(stop);
        var settled = Math.Max(0, await sources.HighestLine(stop) - unsettled);
        var counted = await fresh.Count(clock.Today, settled, user => !away.Contains(user), stop);
        (bookmark, boards) = (new LedgerBookmark(settled), counted.Boards);
        foreach (var line in counted.Seen) bookmark.Read(line, machine.GetUtcNow());
        early.Clear();
        awaited = [];
        foreach (var user in counted.Ahead) await Recount(user, stop);
        await ReadOn(stop);
        await ShowDueWipes(stop);
        lookedAround = tiersChecked = machine.GetUtcNow();
        LogCounted(boards[BoardPeriod.All].Count, (long)machine.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task<bool> RollOver(CancellationToken stop)
    {
        var today = clock.Today;
        if (today <= boards!.Day) return false;
        boards = boards.At(today, calendar.SeasonAt(today));
        var begun = early.Where(line => UtcDay.Of(line.At) <= today).ToList();
        early.RemoveAll(begun.Contains);
        begun.ForEach(Apply);
        await ShowDueWipes(stop);
        return true;
    }

    // From midnight on every screen shows what is left after the wipe, even where the sweep has not been yet.
    private async Task ShowDueWipes(CancellationToken stop)
    {
        sweepChecked = machine.GetUtcNow();
        awaited = await sources.DueWipes(clock.GetUtcNow(), stop);
        foreach (var user in awaited.Keys.Where(user => !away.Contains(user))) boards!.ApplyDueWipe(user);
    }

    private async Task<bool> ReadOn(CancellationToken stop)
    {
        var read = 0;
        var restored = new HashSet<long>();
        for (var more = true; more;)
        {
            var lines = await sources.LinesAfter(bookmark.Highest, Batch, stop);
            more = lines.Count == Batch;
            // Asked for after the newer lines: whoever's line shows above has all their earlier ones committed by now.
            foreach (var (from, until) in bookmark.Stretches()) lines.AddRange(await sources.LinesBetween(from, until, stop));
            foreach (var line in lines.OrderBy(line => line.Id))
            {
                if (!bookmark.Read(line.Id, machine.GetUtcNow())) continue;
                read++;
                Take(line);
                if (line.Kind == LineKind.Restored) restored.Add(line.UserId);
            }
        }
        foreach (var user in restored) await Recount(user, stop);
        return read > 0;
    }

    private void Take(BoardLine line)
    {
        if (UtcDay.Of(line.At) > boards!.Day) early.Add(line);
        else Apply(line);
    }

    private void Apply(BoardLine line)
    {
        // What the awaited wipe will take was written before its midnight and read after it: it must not show in between.
        // The wipe of an earlier night that is read as late is another one.
        if (awaited.TryGetValue(line.UserId, out var midnight))
        {
            if (line.Kind == LineKind.Wiped && line.At >= midnight) awaited.Remove(line.UserId);
            else if (line.Kind is not (LineKind.Wiped or LineKind.SetAside) && line.At < boards!.Day.Start) return;
        }
        boards!.Apply(line, away.Contains(line.UserId));
        // What was set aside before the wipe is not taken by it.
        if (line.Kind == LineKind.SetAside && line.At < boards.Day.Start && awaited.ContainsKey(line.UserId) && !away.Contains(line.UserId)) boards.ApplyDueWipe(line.UserId);
    }

    private async Task<bool> LookAround(CancellationToken stop)
    {
        var now = machine.GetUtcNow();
        lookedAround = now;
        bookmark.GiveUp(now - LongestTransaction);
        var changed = await LookWhoIsAway(stop);
        if (now - tiersChecked >= TierChecks) changed |= await LookAtTiers(stop);
        if (awaited.Count > 0 && now - sweepChecked >= SweepChecks) await CheckAwaitedWipes(stop);
        return changed;
    }

    // No line tells of a tier, and few change: all are looked at once a minute, and at once where a page shows one.
    private async Task<bool> LookAtTiers(CancellationToken stop)
    {
        tiersChecked = machine.GetUtcNow();
        var now = await sources.Tiers(stop);
        var moved = boards!.Tiers.Differences(now).ToList();
        moved.ForEach(user => boards.Move(user, now.Of(user)));
        return moved.Count > 0;
    }

    private async Task<bool> LookWhoIsAway(CancellationToken stop)
    {
        var (before, now) = (away, await sources.Away(stop));
        if (now.SetEquals(before)) return false;
        away = now;
        foreach (var user in now) boards!.Remove(user);
        foreach (var user in before.Except(now)) await Recount(user, stop);
        return true;
    }

    // A wipe that was shown but never came: its member had paid before midnight. Asked before reading on, so that no line is overlooked.
    private async Task CheckAwaitedWipes(CancellationToken stop)
    {
        sweepChecked = machine.GetUtcNow();
        var still = await sources.DueWipes(clock.GetUtcNow(), stop);
        await ReadOn(stop);
        var settled = awaited.Keys.Except(still.Keys).ToList();
        foreach (var user in settled) awaited.Remove(user);
        foreach (var user in settled) await Recount(user, stop);
    }

    private async Task Recount(long userId, CancellationToken stop)
    {
        bool IsCounted(long line) => bookmark.IsRead(line) && !early.Exists(waiting => waiting.Id == line);

        var own = boards!.Blank();
        if (!away.Contains(userId) && await sources.TotalOf(userId, bookmark.LowestUnread, IsCounted, stop) is { } total)
        {
            var lines = await sources.LinesOf(userId, XpPeriods.EarliestOf(own.Day, calendar.Seasons), stop);
            foreach (var line in lines.Where(line => line.Kind != LineKind.SetAside && IsCounted(line.Id))) own.Apply(line, isAway: false);
            own.SetTotal(total);
            if (awaited.ContainsKey(userId)) own.ApplyDueWipe(userId);
        }
        boards.Take(userId, own);
    }

    [LoggerMessage(LogLevel.Information, "Boards counted: {Members} members in {Milliseconds} ms")]
    private partial void LogCounted(int members, long milliseconds);
}
