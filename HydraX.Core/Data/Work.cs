using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data;

/// <summary>One write: a context and its transaction, handed down from the coordinator that opened it.</summary>
/// <param name="db">The tables, inside the transaction.</param>
/// <param name="dialect">What the database speaks.</param>
/// <param name="at">The domain instant of the whole operation, read once.</param>
/// <param name="stop">Gives up.</param>
public sealed class Work(HydraXDb db, Dialect dialect, DateTimeOffset at, CancellationToken stop)
{
    private readonly List<Func<Task>> beforeCommit = [];
    private readonly List<Action> afterCommit = [];

    /// <summary>The tables, inside the transaction.</summary>
    public HydraXDb Db => db;

    /// <summary>What the database speaks.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The domain instant of the whole operation, read once when it began.</summary>
    public DateTimeOffset At => at;

    /// <summary>Gives up.</summary>
    public CancellationToken Stop => stop;

    /// <summary>What to do last, when all else has been written and the write is not refused: for what everybody waits for, and so must be short.</summary>
    public void BeforeCommit(Func<Task> action) => beforeCommit.Add(action);

    /// <summary>What to do once the write stands, such as telling open pages. Never runs for a write that was rolled back.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Writes what has been changed so far, so that raw SQL that follows sees it.</summary>
    public Task Save() => db.SaveChangesAsync(stop);

    /// <summary>Runs hand-written SQL in this transaction and returns the number of rows it touched. Parameters are <c>@p0</c>, <c>@p1</c>, …</summary>
    public async Task<int> Execute(string sql, params object?[] parameters)
    {
        await using var command = Sql.Command(db, sql, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Runs hand-written SQL in this transaction and returns its first value, or null without a row.</summary>
    public async Task<object?> Scalar(string sql, params object?[] parameters)
    {
        await using var command = Sql.Command(db, sql, parameters);
        var value = await command.ExecuteScalarAsync(stop);
        return value is DBNull ? null : value;
    }

    /// <summary>Runs a hand-written question in this transaction and returns the whole numbers of its first column.</summary>
    public async Task<List<long>> Numbers(string sql, params object?[] parameters)
    {
        await using var command = Sql.Command(db, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var numbers = new List<long>();
        while (await reader.ReadAsync(stop)) numbers.Add(reader.GetInt64(0));
        return numbers;
    }

    internal bool HasLastWords => beforeCommit.Count > 0;

    internal async Task SayLastWords()
    {
        foreach (var action in beforeCommit) await action();
    }

    internal void Committed() => afterCommit.ForEach(action => action());
}
