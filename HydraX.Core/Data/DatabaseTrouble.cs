using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HydraX.Core.Data;

/// <summary>What is wrong with the database, in a sentence for whoever runs it. It names no password and no statement.</summary>
public static class DatabaseTrouble
{
    /// <summary>The sentence of a failure that lies with the database or the way to it; null for any other.</summary>
    public static string? Sentence(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (Of(exception) is { } sentence) return sentence;
        return null;
    }

    private static string? Of(Exception exception) => exception switch
    {
        SqliteException sqlite => Of(sqlite),
        PostgresException postgres => Of(postgres),
        NpgsqlException => "The PostgreSQL server cannot be reached, or the connection to it broke. Check that it runs, and ConnectionStrings:HydraX.",
        SqlException { Number: 4060 or 18456 } => "The SQL Server refuses this login or database. Check ConnectionStrings:HydraX.",
        SqlException { Class: >= 17 } => "The SQL Server cannot be reached, or is out of resources. Check that it runs, and ConnectionStrings:HydraX.",
        _ => null,
    };

    // Primary result codes of SQLite.
    private static string? Of(SqliteException sqlite) => sqlite.SqliteErrorCode switch
    {
        5 or 6 => "The SQLite file is locked by another process. One process uses it at a time: stop the other one, or move to PostgreSQL or SQL Server.",
        8 => "The SQLite file cannot be written. Give the process write access to it and to its folder.",
        10 => "The disk failed while the SQLite file was read or written. Check disk and file system.",
        11 or 26 => "The SQLite file is damaged, or is none. Restore the latest backup.",
        13 => "The disk that holds the SQLite file is full. Make room; nothing that was saved is lost.",
        14 => "The SQLite file cannot be opened. Check ConnectionStrings:HydraX, and that the process may enter the folder.",
        _ => null,
    };

    // Classes of PostgreSQL's error codes.
    private static string? Of(PostgresException postgres) => postgres.SqlState[..2] switch
    {
        "08" or "57" => "The PostgreSQL server ended the connection. It is starting, stopping, or was told to.",
        "28" => "The PostgreSQL server refuses this login. Check user and password in ConnectionStrings:HydraX.",
        "3D" => "The PostgreSQL server has no such database. Make it: createdb hydrax, or check ConnectionStrings:HydraX.",
        "53" => "The PostgreSQL server is out of connections, memory or disk.",
        _ => null,
    };
}
