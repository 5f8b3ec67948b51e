using System.Buffers.Binary;

namespace HydraX.Core.Data;

/// <summary>
/// Rows as PostgreSQL's COPY hands them out in its binary format, described with the COPY statement in PostgreSQL's manual. Of a row of seven numbers the
/// provider's own reader makes several times the work.
/// </summary>
/// <param name="stream">What COPY sends.</param>
public sealed class CopiedRows(Stream stream) : ManyRows
{
    // A signature of 11 bytes, four bytes of flags, and the length of what may follow them.
    private const int Header = 11 + 4 + 4;
    private const short Trailer = -1;
    private const int Null = -1;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The row stands in the buffer from row to next; its columns, each led by its length, at these places after its beginning.
    private byte[] buffer = new byte[8_192];
    private int[] columns = [];
    private int row, next, filled;
    private bool isBegun;

    /// <inheritdoc/>
    public override bool Read()
    {
        if (!isBegun) Begin();
        if (next == filled) next = filled = 0;
        row = next;
        Need(2);
        var count = BinaryPrimitives.ReadInt16BigEndian(At(0));
        if (count == Trailer) return false;
        if (columns.Length != count) columns = new int[count];
        var length = 2;
        for (var column = 0; column < count; column++)
        {
            columns[column] = length;
            Need(length + 4);
            length += 4 + Math.Max(0, Length(column));
        }
        Need(length);
        next = row + length;
        return true;
    }

    /// <inheritdoc/>
    public override bool IsNull(int column) => Length(column) == Null;

    /// <inheritdoc/>
    public override long Long(int column) => Length(column) == sizeof(long)
        ? BinaryPrimitives.ReadInt64BigEndian(At(columns[column] + 4))
        : throw new InvalidOperationException($"Column {column} is no whole number of 64 bits: it has {Length(column)} bytes.");

    /// <inheritdoc/>
    public override DateTimeOffset Instant(int column) => Epoch.AddTicks(Long(column) * TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => stream.DisposeAsync();

    private void Begin()
    {
        isBegun = true;
        Need(Header);
        next = Header + BinaryPrimitives.ReadInt32BigEndian(At(Header - 4));
        Need(next);
    }

    private int Length(int column) => BinaryPrimitives.ReadInt32BigEndian(At(columns[column]));

    private ReadOnlySpan<byte> At(int offset) => buffer.AsSpan(row + offset);

    // Reads on until the row's first bytes are in the buffer.
    private void Need(int bytes)
    {
        while (filled - row < bytes)
        {
            if (row + bytes > buffer.Length) MakeRoom(bytes);
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) throw new EndOfStreamException("PostgreSQL's COPY ended within a row.");
            filled += read;
        }
    }

    private void MakeRoom(int bytes)
    {
        var begun = buffer.AsSpan(row, filled - row);
        var room = bytes > buffer.Length ? new byte[2 * bytes] : buffer;
        begun.CopyTo(room);
        (buffer, row, filled) = (room, 0, begun.Length);
    }
}
