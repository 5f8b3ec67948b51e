namespace HydraX.Web.Jobs;

/// <summary>Whose time the domain goes by.</summary>
public enum ClockMode
{
    /// <summary>The machine's.</summary>
    System,

    /// <summary>A clock that an admin moves forward; refused in Production.</summary>
    Rehearsal,
}

/// <summary>Section <c>Clock</c>.</summary>
public sealed class ClockOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Clock";

    /// <summary>Whose time the domain goes by.</summary>
    public ClockMode Mode { get; set; } = ClockMode.System;

    /// <summary>Whether the configuration asks for a rehearsal.</summary>
    public static bool IsRehearsal(IConfiguration configuration) => configuration.GetValue($"{Section}:{nameof(Mode)}", ClockMode.System) == ClockMode.Rehearsal;
}
