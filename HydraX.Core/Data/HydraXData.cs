using System.Data.Common;
using System.Runtime.ExceptionServices;
using HydraX.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HydraX.Core.Data;

/// <summary>A block of a sweep that stands.</summary>
/// <param name="Result">What the write said.</param>
/// <param name="Took">How long its transaction took, with the wait for it.</param>
/// <param name="WasAlone">Whether no other write of this process began meanwhile.</param>
public sealed record Block<T>(T Result, TimeSpan Took, bool WasAlone);

/// <summary>The door to the database: a write is <see cref="Run{T}"/>, a look is <see cref="Read{T}"/>. No context outlives either.</summary>
public sealed partial class HydraXData(IDbContextFactory<HydraXDb> contexts, Dialect dialect, Clock clock, TimeProvider machine, ILogger<HydraXData> log)
{
    /// <summary>Tries of one write before a deadlock, serialization failure, busy database or version clash is let through.</summary>
    public const int MostTries = 5;

    // SQLite has one writer, and its own waiting polls every 150 ms: waiters of this process queue here instead, first in, first out.
    // They wait so long, which is a multiple of what the longest write takes, and are then told that the file is busy.
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim? writer = dialect.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    private long begun;

    /// <summary>What the database speaks.</summary>
    public Dialect Dialect => dialect;

    /// <summary>
    /// One write in one transaction. Commits when the result is no refusal, rolls back when it is one or when it throws. Deadlocks, serialization
    /// failures, version clashes and a unique promise that a racing write has just taken run the whole of it again in a fresh context, where it finds
    /// what the other has written; so it must have no effect of its own outside the work.
    /// </summary>
    public async Task<T> Run<T>(Func<Work, Task<T>> write, CancellationToken stop = default)
    {
        Interlocked.Increment(ref begun);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(write, stop);
            }
            catch (Exception e) when (attempt < MostTries && IsWorthAnotherTry(e))
            {
                LogAgain(attempt, e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), machine, stop);
            }
        }
    }

    /// <summary>One write without a result.</summary>
    public Task Run(Func<Work, Task> write, CancellationToken stop = default) =>
        Run(async work => { await write(work); return true; }, stop);

    /// <summary>
    /// One block of a long sweep: a write as any other, that gives way. For every write of this process that began meanwhile the sweep rests for a while, so
    /// that nobody waits for long behind a database that is busy with it, and the database tidies up, so that none of their commits has to. A sweep that is
    /// alone loses no time by it.
    /// </summary>
    public async Task<Block<T>> RunBlock<T>(Func<Work, Task<T>> write, CancellationToken stop = default)
    {
        var mine = Interlocked.Read(ref begun) + 1;
        var since = machine.GetTimestamp();
        var result = await Run(write, stop);
        var took = machine.GetElapsedTime(since);
        var others = Interlocked.Read(ref begun) - mine;
        if (others > 0)
        {
            await Read(async db => { await dialect.TidyUp(db, stop); return true; }, stop);
            await Task.Delay(RestAfter(took, others), machine, stop);
        }
        return new(result, took, others == 0);
    }

    /// <summary>
    /// How long a sweep rests: 20 ms for each write that began while its block was written, and at most nine times as long as the block took. So a few writes
    /// a second hardly slow it, and among many it has a tenth of the time for itself: no balance waits for a sweep, and everybody for their own award.
    /// </summary>
    public static TimeSpan RestAfter(TimeSpan took, long others)
    {
        var (earned, most) = (others * TimeSpan.FromMilliseconds(20), 9 * took);
        return earned < most ? earned : most;
    }

    /// <summary>A look at the database, untracked, without a transaction of ours.</summary>
    public async Task<T> Read<T>(Func<HydraXDb, Task<T>> read, CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        try
        {
            return await read(db);
        }
        catch (InvalidOperationException wrapped) when (IsWrapped(wrapped))
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }

    private async Task<T> RunOnce<T>(Func<Work, Task<T>> write, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        Work work;
        T result;
        if (writer is not null && !await writer.WaitAsync(LongestQueue, stop)) throw new SqliteException("The writers of this process wait for a file that is held.", 5);
        try
        {
            // Whatever fails, fails the whole of it: a savepoint before every batch would be two steps to the database for nothing.
            db.Database.AutoSavepointsEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            work = new Work(db, dialect, clock.GetUtcNow(), stop);
            result = await write(work);
            if (result is IOutcome { Problem: not null }) return result;
            await db.SaveChangesAsync(stop);
            if (work.HasLastWords)
            {
                await work.SayLastWords();
                await db.SaveChangesAsync(stop);
            }
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException wrapped) when (IsWrapped(wrapped))
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
        finally
        {
            writer?.Release();
        }
        work.Committed();
        return result;
    }

    // EF hides what it takes for transient in an exception of no kind of its own, where neither another try nor a caller would know it.
    private static bool IsWrapped(InvalidOperationException exception) => exception.InnerException is DbException or DbUpdateException;

    private bool IsWorthAnotherTry(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbException database => dialect.IsTransient(database) || dialect.IsTaken(database),
        DbUpdateException { InnerException: DbException database } => dialect.IsTransient(database) || dialect.IsTaken(database),
        _ => false,
    };

    [LoggerMessage(LogLevel.Information, "A write met another one and is tried again (try {Attempt}): {Reason}")]
    private partial void LogAgain(int attempt, string reason);
}
