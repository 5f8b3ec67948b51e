using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HydraX.Core.Data;

/// <summary>A column of a kept table that may change after all, to one value.</summary>
/// <param name="Property">The row's property.</param>
/// <param name="Becomes">That value; null is none.</param>
public sealed record KeptColumn(string Property, string? Becomes)
{
    /// <summary>One that may be emptied.</summary>
    public static KeptColumn MayBeEmptied(string property) => new(property, null);
}

/// <summary>
/// A table that is only added to. The database itself, by a trigger, refuses to delete its rows and to change them: also for whoever comes by another program. Whoever
/// may drop triggers can of course do so first.
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="But">The columns that may change.</param>
public sealed record KeptTable(Type Row, IReadOnlyList<KeptColumn> But)
{
    /// <summary>A table that is only added to.</summary>
    public static KeptTable Of<T>(params KeptColumn[] but) => new(typeof(T), but);

    /// <summary>What its trigger is called; where the database wants several, what their names begin with.</summary>
    public static string TriggerOf(string table) => $"{table}_kept";

    /// <summary>Has the database keep it, unless it does so already.</summary>
    /// <param name="db">On which database.</param>
    /// <param name="anew">Whether the trigger is made anew in any case, because the table may have other columns now.</param>
    /// <param name="stop">Gives up.</param>
    public async Task Keep(HydraXDb db, bool anew, CancellationToken stop)
    {
        var (dialect, type) = (Dialect.Of(db.Database.ProviderName), db.Model.FindEntityType(Row)!);
        var table = type.GetTableName()!;
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            if (!anew)
            {
                await using var ask = Sql.Command(db, dialect.HasTrigger, TriggerOf(table));
                if (Convert.ToInt64(await ask.ExecuteScalarAsync(stop), null) > 0) return;
            }
            await using var one = await db.Database.BeginTransactionAsync(stop);
            var columns = type.GetProperties().Select(property => (Name: ColumnOf(property), May: But.SingleOrDefault(b => b.Property == property.Name))).ToList();
            foreach (var statement in dialect.Keep(table, ColumnOf(type.FindPrimaryKey()!.Properties[0]), [.. columns.Where(c => c.May is null).Select(c => c.Name)], [.. columns.Where(c => c.May is not null).Select(c => (c.Name, c.May!.Becomes))]))
            {
                await using var command = Sql.Command(db, statement);
                await command.ExecuteNonQueryAsync(stop);
            }
            await one.CommitAsync(stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        // SQL Server has words of its own that are columns here, such as after.
        string ColumnOf(IProperty property) => dialect.Provider == DatabaseProvider.SqlServer ? $"[{property.GetColumnName()}]" : $"\"{property.GetColumnName()}\"";
    }
}
