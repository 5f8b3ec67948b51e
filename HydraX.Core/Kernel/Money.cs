namespace HydraX.Core.Kernel;

/// <summary>Money is <c>decimal</c> USD, rounded line by line with this one function.</summary>
public static class Money
{
    /// <summary>To the cent, half away from zero.</summary>
    public static decimal Round(decimal usd) => Math.Round(usd, 2, MidpointRounding.AwayFromZero);
}
