using System.Data.Common;
using System.Globalization;
using HydraX.Core.Admin.Shelf;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Hosting;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Shelf;

/// <summary>One item as a form: every figure a field of its own, checked before it is asked for.</summary>
public sealed partial class ItemEditor(ShelfOperations operations, Toasts toasts, Visit visit) : IDisposable
{
    private const string Everybody = "";

    private static readonly IReadOnlyList<SelectField<string>.Option> Needs =
        [new(Everybody, "Everybody"), .. Enum.GetValues<TierCode>().Where(tier => tier > TierCode.Nibbler).Select(tier => new SelectField<string>.Option($"tier:{tier.Code()}", $"{tier.Code()} and up"))];

    private readonly CancellationTokenSource gone = new();
    private IReadOnlyDictionary<string, string> before = new Dictionary<string, string>();
    private Dictionary<string, string> figures = [];
    private Confirm? confirm;
    private Question asked = new("", "", "", []);
    private Problem? refused;
    private string? code, name, description, why;
    private string need = Everybody;
    private long? price;
    private int? stock, limit, cooldown, place;
    private bool isBusy;

    private sealed record Question(string Title, string Do, string Says, IReadOnlyList<Diff.Change> Changes, bool IsDangerous = false);

    /// <summary>The item to change; null for a new one.</summary>
    [Parameter] public ShelfLine? Line { get; set; }

    /// <summary>The kind of its effect.</summary>
    [Parameter, EditorRequired] public EffectKind Kind { get; set; }

    /// <summary>The place of the last item on the shelf: a new one stands behind it.</summary>
    [Parameter] public int LastPlace { get; set; }

    /// <summary>Raised when something was done, with the item to look at next; with nothing when it is closed.</summary>
    [Parameter] public EventCallback<long?> OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsForGood => ItemEffect.LastsAs(Kind) == ItemKind.Permanent;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        figures = EffectForm.Of(Kind).ToDictionary(field => field.Name, field => field.Choices is { } choices ? choices[0].Code : "");
        place = LastPlace + 10;
        if (Line is null) return;
        var item = Line.Item;
        before = EffectForm.Values(item.Does);
        foreach (var (field, value) in before) figures[field] = value;
        (name, description, price, stock, limit) = (item.Name, item.Description, item.Price, item.Stock, item.MemberLimit);
        (cooldown, need, place) = (item.CooldownMinutes, item.Need ?? Everybody, item.SortOrder);
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Save()
    {
        if (Filled() is not { } draft) return;
        refused = Line is null ? ItemRules.CodeFault(Code) ?? ItemRules.Fault(draft) : ItemRules.Fault(draft);
        if ((refused ??= AuditReason.Check(why)) is not null) return;
        if (Line is null)
        {
            asked = new($"Put {draft.Name} on the shelf?", "Put it there", $"For {Figure(draft.Price)} XP, {ShelfWords.Whom(draft)}. It can be bought at once.", []);
            await Do(by => operations.Add(Code, draft, why!, by, gone.Token), id => id, $"{draft.Name} is on the shelf");
            return;
        }
        var changes = ItemRules.Changes(Line.Item, draft);
        if (changes.Count == 0)
        {
            refused = Problem.Of("shop.unchanged", "Nothing was changed.");
            return;
        }
        asked = new($"Change {Line.Item.Name}?", "Save", "It holds at once, for whoever buys from now on.", [.. changes.Select(change => new Diff.Change(change.What, change.Before, change.After))]);
        await Do(by => operations.Edit(Line.ItemId, draft, Line.Seen, why!, by, gone.Token), item => item.ItemId, $"{draft.Name} is changed");
    }

    private async Task Retire()
    {
        if ((refused = AuditReason.Check(why)) is not null) return;
        asked = new($"Retire {Line!.Item.Name}?", "Retire it", $"Nobody can buy it any more. {(Line.Sold == 1 ? "The 1 that was bought stays" : $"The {Figure(Line.Sold)} that were bought stay")}; you may bring it back.", [], IsDangerous: true);
        await Do(by => operations.Retire(Line.ItemId, why!, by, gone.Token), item => item.ItemId, $"{Line.Item.Name} is retired");
    }

    private async Task BringBack()
    {
        if ((refused = AuditReason.Check(why)) is not null) return;
        asked = new($"Bring {Line!.Item.Name} back?", "Bring it back", $"It can be bought at once, for {Figure(Line.Item.Price)} XP.", []);
        await Do(by => operations.BringBack(Line.ItemId, why!, by, gone.Token), item => item.ItemId, $"{Line.Item.Name} is for sale again");
    }

    private async Task Do<T>(Func<Actor, Task<Outcome<T>>> act, Func<T, long> idOf, string said)
    {
        StateHasChanged();
        if (!await confirm!.Ask()) return;
        isBusy = true;
        try
        {
            var outcome = await act(visit.ActorOf((await Authentication).User));
            refused = outcome.Problem;
            if (!outcome.Succeeded) return;
            toasts.Say(said);
            await OnDone.InvokeAsync(idOf(outcome.Value));
        }
        catch (DbException)
        {
            refused = Problem.Of("page.no-database", PageWords.NoDatabase);
        }
        finally
        {
            isBusy = false;
            StateHasChanged();
        }
    }

    private string Code => code?.Trim() ?? "";

    // What is filled in, or what is missing or cannot be read.
    private ItemDraft? Filled()
    {
        var effect = EffectForm.Read(Kind, figures);
        refused = price is null ? Problem.Of("shop.price", "Say what it costs, in XP.") : place is null ? Problem.Of("shop.order", "Say where on the shelf it stands.") : effect.Problem;
        return refused is not null ? null : new(name ?? "", description ?? "", price!.Value, stock, IsForGood ? 1 : limit, cooldown, need == Everybody ? null : need, place!.Value, effect.Value);
    }

    private string? Was(object? then, object? now) =>
        Line is null || $"{then}" == $"{now}" ? null : then is null or "" ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{then}");

    private static string Figure(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
