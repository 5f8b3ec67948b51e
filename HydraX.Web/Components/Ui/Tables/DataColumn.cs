using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Ui.Tables;

/// <summary>One column of a <see cref="DataTable{T}"/>: its head, its cell, and what it is sorted by.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class DataColumn<T> : ComponentBase, IDisposable where T : notnull
{
    /// <summary>The head.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Whether only a screen reader meets the head: for a column of buttons, which say themselves what they do.</summary>
    [Parameter] public bool HidesTitle { get; set; }

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired] public RenderFragment<T> ChildContent { get; set; } = default!;

    /// <summary>What the column is sorted by; without it its head is plain words.</summary>
    [Parameter] public Func<T, object?>? SortBy { get; set; }

    /// <summary>Classes of head and cell: "right" for figures.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private DataTable<T> Table { get; set; } = default!;

    protected override void OnInitialized() => Table.Add(this);

    /// <summary>Takes the column out of the table.</summary>
    public void Dispose() => Table.Remove(this);
}
