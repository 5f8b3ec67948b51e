using System.Text;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HydraX.Tests.Protection;

/// <summary>Looks through the very files of a database for what must not stand in them.</summary>
public sealed class StoredValuesTests
{
    private const int Members = 1_000;

    [Theory, EachProvider]
    public async Task None_of_the_protected_values_of_a_thousand_members_stands_in_the_files_of_the_database(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var values = new List<string>();
        for (var i = 0; i < Members; i++)
        {
            var email = $"secluded.{Guid.NewGuid():N}@example.org";
            Assert.True((await core.Get<Arrivals>().FromWeb(new($"kestrel_{i}", email, "hash"))).Succeeded);
            values.Add(email);
            values.AddRange(await Further(core, i));
        }

        var files = await Files(core.Database);

        Assert.True(Occurs(files, "kestrel_999")); // the files are the right ones
        Assert.DoesNotContain(values, value => Occurs(files, value) || Occurs(files, value.ToUpperInvariant()));
        Assert.False(Occurs(files, "secluded"));
    }

    // An authenticator's secret, a telephone number and an address that is being changed, each of them for some of the members.
    private static async Task<IEnumerable<string>> Further(TestCore core, int i)
    {
        if (i % 50 != 0) return [];
        var user = await core.Data.Read(db => db.Users.Where(u => u.UserName == $"kestrel_{i}").Select(u => u.Id).SingleAsync());
        var app = await core.Get<SecondFactors>().Offer(user);
        var phone = $"+4366{i:D3}{Random.Shared.Next(1_000_000, 9_999_999)}";
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.ProtectedPhone, core.Get<Protector>().Protect(UserSecrets.Phone, phone))));
        var next = $"secluded.next.{Guid.NewGuid():N}@example.org";
        Assert.True((await core.Get<AccountChanges>().AskEmail(user, next)).Succeeded);
        return [app.Value.Secret, phone, phone[1..], next];
    }

    private static bool Occurs(List<byte[]> files, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return files.Exists(file => file.AsSpan().IndexOf(bytes) >= 0);
    }

    private static async Task<List<byte[]>> Files(TestDatabase database)
    {
        if (database.Provider == DatabaseProvider.PostgreSql) return await PostgreSqlFiles(database);
        var file = database.ConnectionString["Data Source=".Length..];
        var files = new List<byte[]>();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            files.Add(bytes);
        }
        return files;
    }

    // As the server has them on its disk: tables and indexes with all old versions of their rows.
    private static async Task<List<byte[]>> PostgreSqlFiles(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using (var checkpoint = new NpgsqlCommand("CHECKPOINT", connection)) await checkpoint.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid::regclass)) FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)", connection);
        await using var rows = await ask.ExecuteReaderAsync();
        var files = new List<byte[]>();
        while (await rows.ReadAsync()) files.Add(rows.GetFieldValue<byte[]>(0));
        return files;
    }
}
