using HydraX.Core.Kernel;

namespace HydraX.Core.PressPass;

/// <summary>Refusals that a page shows before anybody asks.</summary>
public static class PressPassProblems
{
    /// <summary>Nobody can start a pass at present.</summary>
    public static readonly Problem Closed = Problem.Of("press-pass.closed", "No Press Pass can be activated at present.");

    /// <summary>The member, or an erased one with the same Telegram account or address, has had it.</summary>
    public static readonly Problem Used = Problem.Of("press-pass.used", "The Press Pass is one per person, and yours has been used. An admin can grant another.");

    /// <summary>The member pays.</summary>
    public static readonly Problem Paid = Problem.Of("press-pass.paid", "A paid subscription runs. The Press Pass is a trial for members without one.");
}
