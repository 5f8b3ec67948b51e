using System.Collections.Frozen;
using HydraX.Core.Kernel;

namespace HydraX.Core.Xp.Events;

/// <summary>What an event multiplies, and for whom.</summary>
/// <param name="Sources">Earned sources; empty means all of them.</param>
/// <param name="Tiers">Tiers; empty means all of them.</param>
public sealed record EventScope(IReadOnlyList<XpSource> Sources, IReadOnlyList<TierCode> Tiers)
{
    /// <summary>Everything earned, for everybody.</summary>
    public static readonly EventScope Everything = new([], []);

    private static readonly FrozenSet<XpSource> Earned = Enum.GetValues<XpSource>().Where(XpRules.IsEarned).ToFrozenSet();

    /// <summary>Whether it multiplies this source for this tier.</summary>
    public bool Covers(XpSource source, TierCode tier) => Has(source) && Has(tier);

    /// <summary>Whether it multiplies a source for anybody.</summary>
    public bool Has(XpSource source) => Earned.Contains(source) && (Sources.Count == 0 || Sources.Contains(source));

    /// <summary>Whether it is for a tier.</summary>
    public bool Has(TierCode tier) => Tiers.Count == 0 || Tiers.Contains(tier);

    /// <summary>The first source and tier that both multiply; null where they have nothing in common.</summary>
    public (XpSource Source, TierCode Tier)? Shared(EventScope other)
    {
        var sources = Enum.GetValues<XpSource>().Where(source => Has(source) && other.Has(source)).ToList();
        var tiers = Enum.GetValues<TierCode>().Where(tier => Has(tier) && other.Has(tier)).ToList();
        return sources.Count == 0 || tiers.Count == 0 ? null : (sources[0], tiers[0]);
    }

    /// <summary>The same in the order of the words; all of them named is none named.</summary>
    public EventScope Tidy()
    {
        var sources = Sources.Distinct().Order().ToList();
        var tiers = Tiers.Distinct().Order().ToList();
        return new(Earned.IsSubsetOf(sources) && sources.Count == Earned.Count ? [] : sources, tiers.Count == Enum.GetValues<TierCode>().Length ? [] : tiers);
    }

    /// <summary>Codes by commas, as a row keeps them.</summary>
    internal static string Text<T>(IReadOnlyList<T> codes) where T : struct, Enum => string.Join(',', codes.Select(code => code.Code()));

    /// <summary>What <see cref="Text{T}"/> wrote.</summary>
    internal static List<T> Read<T>(string text) where T : struct, Enum => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Codes<T>.Parse)];
}

/// <summary>An event as somebody of the staff wants it.</summary>
/// <param name="Name">What members call it.</param>
/// <param name="Description">What it is about, for members; may be empty.</param>
/// <param name="StartsAt">The first instant that counts.</param>
/// <param name="EndsAt">The first instant that no longer counts.</param>
/// <param name="Factor">What earned XP is multiplied with.</param>
/// <param name="Scope">What it multiplies, and for whom.</param>
public sealed record EventDraft(string Name, string Description, DateTimeOffset StartsAt, DateTimeOffset EndsAt, decimal Factor, EventScope Scope)
{
    /// <summary>The same without what cannot be seen, with instants in UTC as databases keep them.</summary>
    public EventDraft Tidy() => new(Lettering.Plain(Name), Lettering.Plain(Description), Clock.Cut(StartsAt), Clock.Cut(EndsAt), Factor, Scope.Tidy());
}

/// <summary>An event as the calendar holds it in memory.</summary>
/// <param name="EventId">Its row.</param>
/// <param name="Name">What members call it.</param>
/// <param name="Description">What it is about; may be empty.</param>
/// <param name="StartsAt">The first instant that counts.</param>
/// <param name="EndsAt">The first instant that no longer counts.</param>
/// <param name="Factor">What earned XP is multiplied with.</param>
/// <param name="Scope">What it multiplies, and for whom.</param>
public sealed record EventWindow(long EventId, string Name, string Description, DateTimeOffset StartsAt, DateTimeOffset EndsAt, decimal Factor, EventScope Scope)
{
    /// <summary>Whether an instant lies in it: its first one does, its end does not.</summary>
    public bool Holds(DateTimeOffset at) => StartsAt <= at && at < EndsAt;

    /// <summary>As a row has it.</summary>
    internal static EventWindow Of(XpEvent row) => new(row.EventId, row.Name, row.Description, row.StartsAt, row.EndsAt, row.Factor, new(EventScope.Read<XpSource>(row.Sources), EventScope.Read<TierCode>(row.Tiers)));
}
