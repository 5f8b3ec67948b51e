using System.Data.Common;
using HydraX.Core.Admin.Shelf;
using HydraX.Core.Kernel;
using HydraX.Core.Shop.Effects;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Shelf;

/// <summary>The shelf for staff: all items, one of them to change with its history, or a new one.</summary>
public sealed partial class ShelfPage(ShelfQuestions questions, NavigationManager navigation) : IDisposable
{
    private static readonly IReadOnlyList<SelectField<string>.Option> Kinds = [.. Enum.GetValues<EffectKind>().Select(kind => new SelectField<string>.Option(kind.Code(), EffectForm.Name(kind)))];

    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<ShelfLine>? view;
    private string? failed;
    private string chosen = EffectKind.XpBoost.Code();

    /// <summary>The item to change.</summary>
    [SupplyParameterFromQuery] public long? Item { get; set; }

    /// <summary>The kind of effect of an item to add.</summary>
    [SupplyParameterFromQuery] public string? New { get; set; }

    private ShelfLine? Edited => Item is null ? null : view!.FirstOrDefault(line => line.ItemId == Item);

    private EffectKind? NewKind => New is { } code && Codes<EffectKind>.TryParse(code, out var kind) ? kind : null;

    private int LastPlace => view!.Count == 0 ? 0 : view.Max(line => line.Item.SortOrder);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Load();

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            view = await questions.All(gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private void Begin() => navigation.NavigateTo(Urls.AdminShopNew(chosen));

    private async Task Done(long? itemId)
    {
        await Load();
        navigation.NavigateTo(itemId is { } id ? Urls.AdminShopItem(id) : Urls.AdminShop);
    }
}
