namespace HydraX.Core.Users.Sessions;

/// <summary>Section <c>Sessions</c>: how long a browser stays signed in. OWASP ASVS 5.0, 7.3 asks for both limits; the figures are ours.</summary>
public sealed class SessionLimits
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sessions";

    /// <summary>Longest time without use of a browser that is not to stay signed in.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Longest time altogether of one.</summary>
    public TimeSpan AtMost { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Longest time without use of a browser that stays signed in.</summary>
    public TimeSpan StayIdle { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Longest time altogether of one.</summary>
    public TimeSpan StayAtMost { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Longest time without use for staff, whatever they ticked.</summary>
    public TimeSpan StaffIdle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest time altogether for staff.</summary>
    public TimeSpan StaffAtMost { get; set; } = TimeSpan.FromHours(12);

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, idle, most) in new[] { ("", Idle, AtMost), ("Stay", StayIdle, StayAtMost), ("Staff", StaffIdle, StaffAtMost) })
        {
            if (idle < TimeSpan.FromMinutes(10)) yield return $"Sessions:{name}Idle must be at least 10 minutes, for example 01:00:00.";
            if (most < idle) yield return $"Sessions:{name}AtMost must be at least as long as Sessions:{name}Idle, for example 7.00:00:00 for seven days.";
        }
    }
}
