namespace HydraX.Core.Shop.Effects;

/// <summary>A frame that can be worn: how it looks stands in the style sheet under its code.</summary>
/// <param name="Code">As it is stored.</param>
/// <param name="Name">As shown.</param>
public sealed record WornFrame(string Code, string Name);

/// <summary>All frames there are.</summary>
public static class WornFrames
{
    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<WornFrame> All { get; } = [new("steel", "Steel"), new("ember", "Ember"), new("tide", "Tide"), new("laurel", "Laurel"), new("aurora", "Aurora")];

    /// <summary>The frame of a code; null if there is none.</summary>
    public static WornFrame? Find(string? code) => All.FirstOrDefault(frame => frame.Code == code);
}
