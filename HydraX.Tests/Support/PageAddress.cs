using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace HydraX.Tests.Support;

/// <summary>
/// Waits for a page's address. They look again and again: Playwright's own waits for a navigation listen for one after a look at the address, and miss the one
/// that falls between the two on a busy machine. They do not wait until all is loaded; whatever is pressed next waits for itself.
/// </summary>
public static class PageAddress
{
    // Milliseconds that a busy machine may take; what is waited for comes within seconds.
    private const float Long = 60_000;

    /// <summary>Returns once the page's address ends so.</summary>
    public static Task Reaches(this IPage page, string end) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$"), new() { Timeout = Long });

    /// <summary>Returns once this is no part of the page's address.</summary>
    public static Task Leaves(this IPage page, string part) => Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(part)), new() { Timeout = Long });
}
