using System.Globalization;

namespace HydraX.Web.Components.Ui;

/// <summary>How figures are written everywhere: grouped, the true minus sign, money with two decimals.</summary>
public static class Figures
{
    private const char TrueMinus = '\u2212';

    /// <summary>1,240 or −300.</summary>
    public static string Count(long value) => Draw(value.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary>+178, −300 or 0.</summary>
    public static string Signed(long value) => Draw(value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture));

    /// <summary>1,334.40 or −19.50.</summary>
    public static string Money(decimal value) => Draw(value.ToString("#,0.00", CultureInfo.InvariantCulture));

    /// <summary>+22.40 or −8.96; nothing gained is 0.00.</summary>
    public static string SignedMoney(decimal value) => Draw(value.ToString("+#,0.00;-#,0.00;0.00", CultureInfo.InvariantCulture));

    /// <summary>A number for a style or a drawing, with a point and at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>1st, 2nd, 3rd, 4th, 11th.</summary>
    public static string Ordinal(long place) => (place % 100 is 11 or 12 or 13 ? 0 : place % 10) switch
    {
        1 => $"{place}st",
        2 => $"{place}nd",
        3 => $"{place}rd",
        _ => $"{place}th",
    };

    private static string Draw(string text) => text.Replace('-', TrueMinus);
}
