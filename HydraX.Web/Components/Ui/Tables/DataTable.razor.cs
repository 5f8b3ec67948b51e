using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Ui.Tables;

/// <summary>
/// A table for staff: sorted by its heads, filtered by words. It works on the rows it is given; a list too long to give whole is
/// sorted and filtered by its page, in the address, and paged with <see cref="Pager"/>.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
[CascadingTypeParameter(nameof(T))]
public sealed partial class DataTable<T> where T : notnull
{
    private readonly string id = UiId.Next("filter");
    private readonly List<DataColumn<T>> known = [];
    private DataColumn<T>? sorted;
    private bool isDescending;
    private string asked = "";

    /// <summary>The rows; nothing while they are still asked for.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<T>? Rows { get; set; }

    /// <summary>What the table holds, for those who do not see its heading.</summary>
    [Parameter, EditorRequired] public string Caption { get; set; } = "";

    /// <summary>One <see cref="DataColumn{T}"/> for each column.</summary>
    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }

    /// <summary>The words of a row that the filter looks through; without it there is no filter.</summary>
    [Parameter] public Func<T, string>? Filters { get; set; }

    /// <summary>What can be looked for.</summary>
    [Parameter] public string? FilterHint { get; set; }

    /// <summary>What one row is called: "job".</summary>
    [Parameter] public string Noun { get; set; } = "row";

    /// <summary>What is said when there are no rows.</summary>
    [Parameter] public string EmptyText { get; set; } = "Nothing here yet.";

    /// <summary>The one action offered then.</summary>
    [Parameter] public RenderFragment? EmptyAction { get; set; }

    internal void Add(DataColumn<T> column) => known.Add(column);

    internal void Remove(DataColumn<T> column) => known.Remove(column);

    private string Counted => $"{Figures.Count(Rows!.Count)} {Noun}{(Rows.Count == 1 ? "" : "s")}";

    private List<T> Shown
    {
        get
        {
            var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var fitting = Rows!.Where(r => words.All(w => Filters!(r).Contains(w, StringComparison.OrdinalIgnoreCase)));
            if (sorted?.SortBy is not { } by) return [.. fitting];
            return isDescending ? [.. fitting.OrderByDescending(by, SortOrder.Of)] : [.. fitting.OrderBy(by, SortOrder.Of)];
        }
    }

    private void Ask(string? words) => asked = words ?? "";

    // Up, down, and back to the order in which the rows came.
    private void Sort(DataColumn<T> column)
    {
        if (sorted != column) (sorted, isDescending) = (column, false);
        else if (!isDescending) isDescending = true;
        else sorted = null;
    }

    private string? Direction(DataColumn<T> column) => sorted != column ? null : isDescending ? "descending" : "ascending";
}
