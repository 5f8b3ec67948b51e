using System.ComponentModel.DataAnnotations;
using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>E-mail addresses, as far as can be told without writing to them. Pure.</summary>
public static class EmailRules
{
    /// <summary>Most characters.</summary>
    public const int Longest = 255;

    private static readonly EmailAddressAttribute Form = new();

    /// <summary>Null for an address that may be used. Problem: <c>users.email-form</c>.</summary>
    public static Problem? Check(string? email) =>
        email?.Trim() is not { Length: > 0 and <= Longest } text || !Form.IsValid(text) || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? Problem.Of("users.email-form", "This is no e-mail address. One looks like name@example.org.")
            : null;
}
