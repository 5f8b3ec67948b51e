using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HydraX.Web.Components.Ui.Tables;

/// <summary>
/// Draws its content as a component of its own. Blazor draws sisters in order, so the columns before it have named themselves to the
/// table by the time it is drawn; without it the first drawing would have no columns.
/// </summary>
public sealed class AfterColumns : ComponentBase
{
    /// <summary>The table itself.</summary>
    [Parameter, EditorRequired] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
