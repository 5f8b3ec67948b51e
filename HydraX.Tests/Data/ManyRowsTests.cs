using System.Buffers.Binary;
using HydraX.Core.Data;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Data;

public sealed class ManyRowsTests
{
    private const string Numbers = "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < @p0) SELECT i, i * @p1, NULLIF(i % 3, 0) FROM n";

    // Two columns: 7 and null; then -2 and 5.
    private static readonly byte[] Copied =
    [
        .. "PGCOPY\n"u8, 0xFF, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 9, 9,
        0, 2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 7, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 2, 0, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 5,
        0xFF, 0xFF,
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Every_row_is_read_once_and_in_order(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var db = core.Database.Open();
        await db.Database.OpenConnectionAsync(Stop);
        await using var rows = await core.Data.Dialect.Rows(db, Numbers, [20_000, -1_000_000_007], Stop);

        for (var i = 1L; i <= 20_000; i++)
        {
            Assert.True(rows.Read());
            Assert.Equal((i, i * -1_000_000_007, i % 3 == 0), (rows.Long(0), rows.Long(1), rows.IsNull(2)));
            if (i % 3 > 0) Assert.Equal(i % 3, rows.Long(2));
        }
        Assert.False(rows.Read());
    }

    [Theory, EachProvider]
    public async Task An_instant_is_the_one_that_was_written(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        core.Time.Now = new DateTimeOffset(2026, 11, 19, 12, 34, 56, TimeSpan.Zero).AddTicks(7_890_120);
        await core.Give(await core.Member(), 5);
        await using var db = core.Database.Open();
        await db.Database.OpenConnectionAsync(Stop);
        await using var rows = await core.Data.Dialect.Rows(db, "SELECT xp_earned_at FROM user_profiles", [], Stop);

        Assert.True(rows.Read());
        Assert.Equal(core.Time.Now, rows.Instant(0));
    }

    [Theory, EachProvider]
    public async Task The_connection_serves_on_after_rows_were_left_unread(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var db = core.Database.Open();
        await db.Database.OpenConnectionAsync(Stop);
        await using (var rows = await core.Data.Dialect.Rows(db, Numbers, [20_000, 1], Stop)) Assert.True(rows.Read());

        Assert.Equal(0, await db.Users.CountAsync(Stop));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task Copied_rows_are_read_in_whatever_pieces_they_come(int piece)
    {
        await using var rows = new CopiedRows(new Pieces(Copied, piece));

        Assert.True(rows.Read());
        Assert.Equal((7, true), (rows.Long(0), rows.IsNull(1)));
        Assert.True(rows.Read());
        Assert.Equal((-2, 5), (rows.Long(0), rows.Long(1)));
        Assert.False(rows.Read());
    }

    [Fact]
    public async Task A_row_longer_than_the_buffer_is_read()
    {
        var text = new byte[100_000];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        byte[] copied = [.. Copied.AsSpan(0, 22), 0, 2, .. length, .. text, .. Copied.AsSpan(24, 12), 0xFF, 0xFF];
        await using var rows = new CopiedRows(new Pieces(copied, 7_000));

        Assert.True(rows.Read());
        Assert.Equal(7, rows.Long(1));
        Assert.False(rows.Read());
    }

    [Fact]
    public async Task Copied_rows_that_break_off_are_no_end()
    {
        for (var length = 0; length < Copied.Length; length++)
        {
            await using var rows = new CopiedRows(new Pieces(Copied[..length], 1_000));
            Assert.Throws<EndOfStreamException>(() => { while (rows.Read()) { } });
        }
    }

    [Fact]
    public async Task What_is_no_whole_number_is_not_read_as_one()
    {
        await using var rows = new CopiedRows(new Pieces([.. Copied.AsSpan(0, 22), 0, 1, 0, 0, 0, 4, 0, 0, 0, 1, 0xFF, 0xFF], 1_000));
        Assert.True(rows.Read());

        Assert.Contains("Column 0", Assert.Throws<InvalidOperationException>(() => rows.Long(0)).Message, StringComparison.Ordinal);
    }

    // Hands out at most so many bytes at a time.
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
