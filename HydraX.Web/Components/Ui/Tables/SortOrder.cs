namespace HydraX.Web.Components.Ui.Tables;

/// <summary>The order of a column: words without case, figures by size, nothing last of all when ascending.</summary>
internal sealed class SortOrder : IComparer<object?>
{
    internal static readonly SortOrder Of = new();

    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        _ => Comparer<object>.Default.Compare(x, y),
    };
}
