using System.Data.Common;

namespace HydraX.Core.Data;

/// <summary>The columns of the row on which a reader of hand-written SQL stands.</summary>
internal class RowReader(DbDataReader reader)
{
    /// <summary>A number that is there.</summary>
    public virtual long Long(int column) => reader.GetInt64(column);

    /// <summary>An instant that is there.</summary>
    public virtual DateTimeOffset Instant(int column) => reader.GetFieldValue<DateTimeOffset>(column);
}
