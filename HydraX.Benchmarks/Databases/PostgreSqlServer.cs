using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HydraX.Benchmarks.Measuring;
using Npgsql;

namespace HydraX.Benchmarks.Databases;

/// <summary>A PostgreSQL cluster of this run's own with fsync on and memory and log sized for a million members, on a free loopback port. Ends with the run.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string bin;
    private readonly DirectoryInfo directory;
    private readonly int port;

    private PostgreSqlServer(string bin, DirectoryInfo directory, int port)
    {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /// <summary>Starts the cluster; null where PostgreSQL is not installed.</summary>
    public static async Task<PostgreSqlServer?> Start(CancellationToken stop)
    {
        var bin = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(d => Path.Combine(d, "bin")).LastOrDefault(Directory.Exists) : null;
        if (bin is null) return null;
        var directory = Directory.CreateTempSubdirectory("hydrax-postgresql-");
        if (Environment.IsPrivilegedProcess) await Run("chown", ["postgres", directory.FullName], stop);
        var server = new PostgreSqlServer(bin, directory, FreePort.Next());
        await server.AsPostgres($"{bin}/initdb -D {directory}/data -A trust -U postgres -E UTF8 --locale=C.UTF-8", stop);
        await server.AsPostgres($"{bin}/pg_ctl -w -D {directory}/data -l {directory}/log -o '-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c shared_buffers=1GB -c max_wal_size=8GB' start", stop);
        return server;
    }

    /// <summary>Makes a database and returns its connection string.</summary>
    public async Task<string> Create(string name, string? template = null)
    {
        await using var server = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template} STRATEGY FILE_COPY")}", server) { CommandTimeout = 600 };
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AsPostgres($"{bin}/pg_ctl -D {directory}/data -m immediate stop", CancellationToken.None);
        directory.Delete(recursive: true);
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=20;Command Timeout=600";

    private Task AsPostgres(string command, CancellationToken stop) =>
        Environment.IsPrivilegedProcess ? Run("su", ["postgres", "-c", command], stop) : Run("bash", ["-c", command], stop);

    private static async Task Run(string file, string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
