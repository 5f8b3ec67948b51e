using System.Security.Claims;

namespace HydraX.Web.Components.Layout;

/// <summary>What the frame around a page shows.</summary>
/// <param name="Who">The signed-in person, or nothing for a visitor.</param>
/// <param name="Now">Domain time when this was asked.</param>
/// <param name="IsRehearsal">Whether the process runs on a clock that an admin moves.</param>
/// <param name="ShowsDemoContent">Whether members marked as demo are among what is shown.</param>
/// <param name="IsHeld">Whether staff holds the person's account while it looks at it.</param>
/// <param name="UserId">The person's number; null for a visitor.</param>
public sealed record FrameFacts(WhoIAm? Who, DateTimeOffset Now, bool IsRehearsal, bool ShowsDemoContent, bool IsHeld = false, long? UserId = null);

/// <summary>Asks for the frame's facts, once for each page that is opened and whenever <see cref="FrameSignal"/> says so.</summary>
public delegate Task<FrameFacts> AskFrame(ClaimsPrincipal person, CancellationToken stop);

/// <summary>One per circuit: tells the frame that what it shows has changed.</summary>
public sealed class FrameSignal
{
    /// <summary>Raised by <see cref="Raise"/>, on the caller's thread.</summary>
    public event Action? Changed;

    /// <summary>Says that rank, tier, streak or pass may have changed.</summary>
    public void Raise() => Changed?.Invoke();
}
