using HydraX.Core.Admin.Bulk;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Web.Pages.Admin.Bulk;

/// <summary>What the page of bulk operations says.</summary>
public static class BulkWords
{
    /// <summary>A kind in a word or two.</summary>
    public static string Name(BulkKind kind) => kind == BulkKind.Award ? "Award" : "Season reset";

    /// <summary>What a batch does to each: "+100 XP each".</summary>
    public static string Each(BulkOperation bulk) => Each(bulk.Kind, bulk.Amount, bulk.KeepsPercent);

    /// <summary>What a draft does to each.</summary>
    public static string Each(BulkDraft draft) => Each(draft.Kind, draft.Amount, draft.KeepsPercent);

    /// <summary>What a button does.</summary>
    public static string Do(BulkPreview preview) => preview.Draft.Kind == BulkKind.Award
        ? $"Give {Figures.Count(preview.Xp)} XP to {Members(preview.Members)}"
        : $"Begin the season for {Members(preview.Members)}";

    /// <summary>What a dry run found.</summary>
    public static IReadOnlyList<Sum.Entry> Sums(BulkPreview preview) => preview.Draft.Kind == BulkKind.Award
        ? [new("Members", Figures.Count(preview.Members)), new("XP each", Figures.Count(preview.Draft.Amount)), new("Would be promoted", Figures.Count(preview.Moved)), new("XP in all", Figures.Count(preview.Xp), IsTotal: true)]
        : [new("Members", Figures.Count(preview.Members)), new("Total XP before", Figures.Count(preview.Before)), new("Set aside", Figures.Count(preview.Xp)), new("Would change rank", Figures.Count(preview.Moved)), new("Total XP after", Figures.Count(preview.After), IsTotal: true)];

    /// <summary>What undoing a batch comes to.</summary>
    public static IReadOnlyList<Sum.Entry> Sums(BulkKind kind, BulkUndoPreview undo) =>
    [
        new("Members", Figures.Count(undo.Members)),
        .. Some("Would owe XP, having spent it", undo.Indebted),
        .. Some(kind == BulkKind.Award ? "Left out: a wipe took it" : "Left out: a wipe came since", undo.Wiped),
        .. Some("Left out: a prestige came since", undo.Prestiged),
        .. Some("Left out: taken back by hand", undo.Corrected),
        .. Some("Left out: merged or erased", undo.Gone),
        new(kind == BulkKind.Award ? "XP taken back" : "Total XP given back", Figures.Count(undo.Xp), IsTotal: true),
    ];

    /// <summary>What undoing a kind means.</summary>
    public static string Undoing(BulkKind kind) => kind == BulkKind.Award
        ? "Each line is taken back by its opposite, and what it had earned with it. Whoever has spent the XP owes it to their next awards. What a wipe took stays gone. Members are told."
        : "Each member gets back what the reset took, whatever they have earned since. Where a wipe or a prestige came in between, it would have taken that too, so nothing comes back. Members are told, and no promotion is celebrated.";

    /// <summary>Where a batch stands, as a tag.</summary>
    public static (string Text, string Look) State(BulkOperation bulk) => bulk.State switch
    {
        BulkState.Running => ("goes on", "accent"),
        BulkState.Done => ("done", "good"),
        BulkState.Undoing => ("is being undone", "warn"),
        _ => ("undone", ""),
    };

    /// <summary>How far a batch is, in figures.</summary>
    public static string Progress(BulkOperation bulk) => bulk.State is BulkState.Running or BulkState.Done
        ? $"{Figures.Count(bulk.Done)} of {Figures.Count(bulk.Expected)}, {Figures.Count(bulk.Xp)} XP {(bulk.Kind == BulkKind.Award ? "given" : "set aside")}"
        : $"{Figures.Count(bulk.Undone)} of {Figures.Count(bulk.Done)}, {Figures.Count(bulk.UndoneXp)} XP {(bulk.Kind == BulkKind.Award ? "taken back" : "given back")}";

    /// <summary>How far a batch is, between 0 and 1.</summary>
    public static double Share(BulkOperation bulk) => bulk.State switch
    {
        BulkState.Running => Of(bulk.Done, bulk.Expected),
        BulkState.Undoing => Of(bulk.Undone, bulk.Done),
        _ => 1,
    };

    private static double Of(long part, long all) => all == 0 ? 1 : Math.Min(1, part / (double)all);

    private static string Each(BulkKind kind, long amount, int keeps) => kind == BulkKind.Award ? $"+{Figures.Count(amount)} XP each" : $"{keeps} % of total XP kept";

    private static string Members(long count) => $"{Figures.Count(count)} {(count == 1 ? "member" : "members")}";

    private static IEnumerable<Sum.Entry> Some(string name, long count) => count > 0 ? [new Sum.Entry(name, Figures.Count(count))] : [];
}
