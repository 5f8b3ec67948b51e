using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>Telephone numbers, as far as can be told without calling them. Pure.</summary>
public static class PhoneRules
{
    /// <summary>Most digits that a number has anywhere in the world, the country's among them (ITU E.164).</summary>
    public const int MostDigits = 15;

    /// <summary>Fewest digits.</summary>
    public const int FewestDigits = 7;

    private const string Between = " -().";

    /// <summary>A number as it is kept: + and digits. Problem: <c>users.phone-form</c>.</summary>
    public static Outcome<string> Read(string? text)
    {
        var number = string.Concat((text ?? "").Where(c => !Between.Contains(c, StringComparison.Ordinal)));
        var digits = number.StartsWith('+') ? number[1..] : number;
        return digits.Length is >= FewestDigits and <= MostDigits && digits.All(char.IsAsciiDigit)
            ? "+" + digits
            : Problem.Of("users.phone-form", "This telephone number cannot be read, so nothing was kept. One has 7 to 15 digits.");
    }
}
