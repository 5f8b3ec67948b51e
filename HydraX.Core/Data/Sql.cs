using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HydraX.Core.Data;

/// <summary>Hand-written SQL on a context's own connection and transaction, for the statements that EF Core cannot say.</summary>
public static class Sql
{
    /// <summary>A command with parameters <c>@p0</c>, <c>@p1</c>, …; the context's connection must be open.</summary>
    public static DbCommand Command(HydraXDb db, string sql, params object?[] parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            parameter.Value = parameters[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
