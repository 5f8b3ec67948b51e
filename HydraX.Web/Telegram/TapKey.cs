using System.Globalization;

namespace HydraX.Web.Telegram;

/// <summary>
/// What a button carries through Telegram, at most 64 bytes: which message of the outbox it stands under and which of its buttons it is. What it
/// does, and for whom, stays with us, so nothing that a client sends back can do more than its person may.
/// </summary>
/// <param name="MessageId">The row of the outbox.</param>
/// <param name="Button">Counted from 0, row after row.</param>
public readonly record struct TapKey(long MessageId, int Button)
{
    /// <summary>Reads a key; null for anything that is none.</summary>
    public static TapKey? Read(string? data)
    {
        var parts = data?.Split('.');
        return parts is { Length: 2 }
            && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var message) && message > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var button)
            ? new TapKey(message, button)
            : null;
    }

    /// <summary>As it travels.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MessageId:x}.{Button}");
}
