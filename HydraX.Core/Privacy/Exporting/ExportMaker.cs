using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users.Changes;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Privacy.Exporting;

/// <summary>
/// Makes the file: for every holding a JSON and a CSV file of the member's rows, read one after another and packed as they come, so that a large account takes
/// no more memory than a small one.
/// </summary>
public sealed class ExportMaker(HydraXData data, IEnumerable<Holding> holdings, IEnumerable<ProtectedColumn> secrets, Protector protector, TimeProvider machine)
{
    /// <summary>How long a maker holds a copy; far longer than making one takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int ProgressEvery = 2_000;
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the copy's pieces. Returns the bytes of the file.</summary>
    public async Task<long> Make(DataExport export, CancellationToken stop)
    {
        await using var pieces = new PieceStream(piece => data.Run(work =>
        {
            work.Db.Add(new DataExportPart { ExportId = export.ExportId, Number = piece.Number, Sealed = protector.Protect(piece.Bytes, DataExportPart.Context(export.ExportId, piece.Number)) });
            return Task.CompletedTask;
        }, stop));
        await data.Read(async db =>
        {
            await using var snapshot = await data.Dialect.Snapshot(db, stop);
            var subjects = await Subjects(db, export.UserId, stop);
            var theirs = new List<(Holding Holding, string Name, int Rows)>();
            foreach (var holding in holdings.Where(h => h.AtErasure != AtErasure.NotPersonal))
            {
                var rows = 0;
                foreach (var subject in subjects) rows += await holding.Count(db, subject, stop);
                if (rows > 0) theirs.Add((holding, holding.TableOf(db), rows));
            }
            var progress = new Progress(data, export, 2 * theirs.Sum(t => t.Rows));
            await progress.Begin(stop);
            await using (var zip = await ZipArchive.CreateAsync(pieces, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, stop))
            {
                await WriteGuide(zip, theirs, stop);
                foreach (var (holding, name, _) in theirs)
                {
                    await WriteJson(zip, db, holding, name, subjects, progress, stop);
                    await WriteCsv(zip, db, holding, name, subjects, progress, stop);
                }
            }
            return true;
        }, stop);
        await pieces.Finish();
        return pieces.Length;
    }

    // The account, and what was merged into it: both are of the same person, and nobody can sign in to the other any more.
    private async Task<IReadOnlyList<DataSubject>> Subjects(HydraXDb db, long userId, CancellationToken stop)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var accounts = await db.Users.Where(u => u.Id == userId || u.MergedIntoUserId == userId).OrderBy(u => u.Id == userId ? 0 : 1).ThenBy(u => u.Id)
            .Select(u => new { u.Id, u.TelegramId }).ToListAsync(stop);
        var subjects = new List<DataSubject>();
        foreach (var one in accounts) subjects.Add(new(one.Id, one.TelegramId, now, await AccountChanges.EarlierTelegrams(db, one.Id, stop)));
        return subjects;
    }

    private static async IAsyncEnumerable<object> Rows(HydraXDb db, Holding holding, IReadOnlyList<DataSubject> subjects, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var subject in subjects)
            await foreach (var row in holding.Rows(db, subject).WithCancellation(stop)) yield return row;
    }

    private async Task WriteJson(ZipArchive zip, HydraXDb db, Holding holding, string name, IReadOnlyList<DataSubject> subjects, Progress progress, CancellationToken stop)
    {
        await using var file = await zip.CreateEntry($"json/{name}.json", CompressionLevel.Fastest).OpenAsync(stop);
        await using var json = new Utf8JsonWriter(file, Json);
        var columns = ReadersOf(db, holding, name);
        json.WriteStartArray();
        await foreach (var row in Rows(db, holding, subjects, stop))
        {
            json.WriteStartObject();
            foreach (var (column, read) in columns) Write(json, column, read(row));
            json.WriteEndObject();
            if (json.BytesPending > 32_768) await json.FlushAsync(stop);
            await progress.Row(stop);
        }
        json.WriteEndArray();
    }

    private async Task WriteCsv(ZipArchive zip, HydraXDb db, Holding holding, string name, IReadOnlyList<DataSubject> subjects, Progress progress, CancellationToken stop)
    {
        await using var file = await zip.CreateEntry($"csv/{name}.csv", CompressionLevel.Fastest).OpenAsync(stop);
        await using var csv = new StreamWriter(file, new UTF8Encoding(false), 32_768) { NewLine = "\r\n" };
        var columns = ReadersOf(db, holding, name);
        await csv.WriteLineAsync(Csv.Line(columns.Select(c => c.Name)).AsMemory(), stop);
        await foreach (var row in Rows(db, holding, subjects, stop))
        {
            await csv.WriteLineAsync(Csv.Line(columns.Select(c => Text(c.Read(row)))).AsMemory(), stop);
            await progress.Row(stop);
        }
    }

    private static async Task WriteGuide(ZipArchive zip, IReadOnlyList<(Holding Holding, string Name, int Rows)> theirs, CancellationToken stop)
    {
        await using var file = await zip.CreateEntry("README.txt").OpenAsync(stop);
        await using var guide = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\r\n" };
        var text = new StringBuilder("Everything that HydraX holds about you, as JSON and as CSV. Times are UTC.\r\n\r\n");
        foreach (var (holding, name, rows) in theirs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {holding.Title}, {Spoken.Number(rows, "row")}.\r\n");
            if (holding.Withheld.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  Left out: {string.Join(" ", holding.Withheld.GroupBy(w => w.Value).Select(w => $"{string.Join(", ", w.Select(one => one.Key))} ({w.Key.TrimEnd('.')})."))}\r\n");
        }
        await guide.WriteAsync(text, stop);
    }

    private List<(string Name, Func<object, object?> Read)> ReadersOf(HydraXDb db, Holding holding, string table) =>
        [.. holding.Columns(db).Select(column => (column.Name, column.IsProtected ? Revealing(table, column) : column.Read))];

    private Func<object, object?> Revealing(string table, HeldColumn column)
    {
        var secret = secrets.Single(one => one.Table == table && one.Column == column.Name);
        return row => protector.Reveal(secret, (string?)column.Read(row));
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case decimal number: json.WriteNumber(name, number); break;
            default: json.WriteString(name, Text(value)); break;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly on => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    // How far the copy is, for whoever waits for it; told now and then, not with every row.
    private sealed class Progress(HydraXData data, DataExport export, int rows)
    {
        private int done;

        public Task Begin(CancellationToken stop) => Tell(stop);

        public ValueTask Row(CancellationToken stop) => ++done % ProgressEvery == 0 ? new(Tell(stop)) : ValueTask.CompletedTask;

        private Task Tell(CancellationToken stop) => data.Run(work => work.Db.DataExports.Where(e => e.ExportId == export.ExportId && e.LeasedUntil == export.LeasedUntil)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Rows, rows).SetProperty(x => x.RowsDone, done), work.Stop), stop);
    }
}

/// <summary>A stream that hands on what is written into it in pieces of one size.</summary>
internal sealed class PieceStream(Func<(int Number, byte[] Bytes), Task> store) : Stream
{
    private const int PieceBytes = 256 * 1024;

    private readonly MemoryStream waiting = new();
    private int number;
    private long written;

    /// <inheritdoc/>
    public override long Length => written;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Position
    {
        get => written;
        set => throw new NotSupportedException("It goes forwards only.");
    }

    /// <summary>Hands on what is left.</summary>
    public Task Finish() => waiting.Length > 0 ? Store() : Task.CompletedTask;

    // The archive writes its few headers without waiting; they go with the next piece.
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Take(buffer.Span);
        if (waiting.Length >= PieceBytes) await Store();
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is written only.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It goes forwards only.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("It goes forwards only.");

    private void Take(ReadOnlySpan<byte> bytes)
    {
        waiting.Write(bytes);
        written += bytes.Length;
    }

    private async Task Store()
    {
        var piece = waiting.ToArray();
        waiting.SetLength(0);
        await store((number++, piece));
    }
}
