using HydraX.Core.Kernel;

namespace HydraX.Core.Audit;

/// <summary>The reason that somebody of the staff gives for what they do.</summary>
public static class AuditReason
{
    /// <summary>Most characters of it.</summary>
    public const int Longest = AuditTrail.LongestWhy;

    /// <summary>What is said where it is missing: <c>audit.why</c>.</summary>
    public static readonly Problem Missing = Problem.Of("audit.why", $"Say why, in at most {Longest} characters: the audit log keeps it.");

    /// <summary>Null for a reason that will do, else <see cref="Missing"/>.</summary>
    public static Problem? Check(string? why) => why?.Trim().Length is > 0 and <= Longest ? null : Missing;
}
