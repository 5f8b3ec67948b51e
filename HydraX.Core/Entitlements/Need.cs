using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Core.Users.Duties;

namespace HydraX.Core.Entitlements;

/// <summary>Who somebody is to us, in ascending order: each may do what those before it may.</summary>
[LowerCodes]
public enum Who
{
    /// <summary>Anybody at all, signed in or not.</summary>
    Anybody,

    /// <summary>A registered member.</summary>
    Member,

    /// <summary>Somebody of the staff, whatever their duties.</summary>
    Staff,
}

/// <summary>How lately somebody must have proved who they are.</summary>
[LowerCodes]
public enum Proven
{
    /// <summary>Within the last ten minutes.</summary>
    Lately,
}

/// <summary>
/// One thing that a bot command, page or API route requires. Each of them declares at least one, and all that it declares must be met;
/// what declares nothing is refused. <see cref="Access.Meets"/> decides, with the same sentence everywhere.
/// </summary>
public sealed record Need
{
    private Need()
    {
    }

    /// <summary>The least that the caller must be, null if another kind of need.</summary>
    public Who? Who { get; private init; }

    /// <summary>A duty that the caller must have, null if another kind of need.</summary>
    public Duty? Duty { get; private init; }

    /// <summary>The least tier, null if another kind of need. A Press Pass with APEX access counts as APEX.</summary>
    public TierCode? Tier { get; private init; }

    /// <summary>A feature that the member must have, null if another kind of need.</summary>
    public Feature? Feature { get; private init; }

    /// <summary>A scope that the API key must have, null if another kind of need.</summary>
    public string? Scope { get; private init; }

    /// <summary>How lately the member must have proved who they are, null if another kind of need.</summary>
    public Proven? Proven { get; private init; }

    /// <summary>Requires that the member has proved lately who they are.</summary>
    public static Need Of(Proven proven) => new() { Proven = proven };

    /// <summary>Requires somebody of at least this standing.</summary>
    public static Need Of(Who who) => new() { Who = who };

    /// <summary>Requires somebody of the staff whose duty it is.</summary>
    public static Need Of(Duty duty) => new() { Duty = duty };

    /// <summary>Requires this tier or a higher one.</summary>
    public static Need Of(TierCode atLeast) => new() { Tier = atLeast };

    /// <summary>Requires a feature.</summary>
    public static Need Of(Feature feature) => new() { Feature = feature };

    /// <summary>Requires an API key with a scope.</summary>
    public static Need OfScope(string scope) => new() { Scope = scope };

    /// <summary>The need as one word: <c>who:staff</c>, <c>duty:keys</c>, <c>tier:FANG</c>, <c>feature:auto_fire</c>, <c>proven:lately</c>, <c>scope:xp:write</c>.</summary>
    public string Code => this switch
    {
        { Who: { } who } => $"who:{who.Code()}",
        { Duty: { } duty } => $"duty:{duty.Code()}",
        { Tier: { } tier } => $"tier:{tier.Code()}",
        { Feature: { } feature } => $"feature:{feature.Code()}",
        { Proven: { } proven } => $"proven:{proven.Code()}",
        _ => $"scope:{Scope}",
    };

    /// <summary>Reads a <see cref="Code"/>; null if it is none.</summary>
    public static Need? Find(string code)
    {
        var parts = code.Split(':', 2);
        if (parts.Length < 2) return null;
        return parts[0] switch
        {
            "who" when Codes<Who>.TryParse(parts[1], out var who) => Of(who),
            "duty" when Codes<Duty>.TryParse(parts[1], out var duty) => Of(duty),
            "tier" when Codes<TierCode>.TryParse(parts[1], out var tier) => Of(tier),
            "feature" when Codes<Feature>.TryParse(parts[1], out var feature) => Of(feature),
            "proven" when Codes<Proven>.TryParse(parts[1], out var proven) => Of(proven),
            "scope" when parts[1].Length > 0 => OfScope(parts[1]),
            _ => null,
        };
    }

    /// <inheritdoc />
    public override string ToString() => Code;
}
