using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HydraX.Core.Data;

/// <summary>
/// Queries that lock what they find. EF Core has no word for it, and SQL of ours inside a query would have it make the whole statement anew at every call; so
/// the query carries a mark, and its statement gets the database's own words on the way out.
/// </summary>
internal sealed class RowLocks(Dialect dialect) : DbCommandInterceptor
{
    private const string Mark = "HydraX locks the rows of the first table";

    // One statement for each place that locks.
    private readonly ConcurrentDictionary<string, string> locking = new();

    /// <summary>Marks a query: the rows that it finds in its first table stay locked until the transaction ends.</summary>
    internal static IQueryable<T> MarkIn<T>(IQueryable<T> query) => query.TagWith(Mark);

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (command.CommandText.StartsWith("-- " + Mark, StringComparison.Ordinal)) command.CommandText = locking.GetOrAdd(command.CommandText, dialect.LockFirstTable);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));
}

/// <summary>The word for it in a query.</summary>
public static class LockingQueries
{
    /// <summary>Locks the rows that the query finds in its first table until the transaction ends.</summary>
    public static IQueryable<T> ForUpdate<T>(this IQueryable<T> query) => RowLocks.MarkIn(query);
}
