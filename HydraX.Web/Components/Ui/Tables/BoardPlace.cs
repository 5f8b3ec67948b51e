using HydraX.Web.Components.Ui.Standing;

namespace HydraX.Web.Components.Ui.Tables;

/// <summary>One place on a board.</summary>
/// <param name="Position">1, 2, 2, 4: equal values share a position.</param>
/// <param name="Username">Whose it is; null where nobody is named.</param>
/// <param name="Rank">The rank's code.</param>
/// <param name="Tier">The tier's code.</param>
/// <param name="Value">What is ranked, written.</param>
/// <param name="Move">Places won since the last period, lost below zero, nothing where it is not known.</param>
/// <param name="Note">A quiet line: the squad, how far ahead, who was first in a tie.</param>
/// <param name="IsMe">Whether it is the person who looks.</param>
/// <param name="Frame">The code of the frame worn around the insignia.</param>
/// <param name="Unnamed">What stands in place of a name.</param>
/// <param name="Badges">The badges that they show.</param>
/// <param name="Zone">A word beside the name with its meaning: good or warn.</param>
public sealed record BoardPlace(
    long Position, string? Username, string Rank, string Tier, string Value, int? Move = null, string? Note = null, bool IsMe = false, string Unnamed = "deleted member", (string Word, string Look)? Zone = null, string? Frame = null,
    IReadOnlyList<Showcase.Item>? Badges = null);
