using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Types;

namespace Telegram.Bot;

/// <summary>How the Bot API writes JSON: snake case, Unix seconds, and something new every month.</summary>
public static class JsonBotAPI
{
    /// <summary>Lenient in reading: unknown fields, kinds and enum values pass; numbers may come as strings.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // The Bot API reads UTF-8: unescaped it is shorter, which counts for people who write in Cyrillic or emoji.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LenientEnumConverter(), new ChatIdConverter(), new UnixTimeConverter() },
    };
}

/// <summary>The envelope around every answer.</summary>
internal sealed class ApiResponse<TResult>
{
    public bool Ok { get; set; }

    public TResult? Result { get; set; }

    public string? Description { get; set; }

    public int? ErrorCode { get; set; }

    public ResponseParameters? Parameters { get; set; }
}

/// <summary>Enum values by their snake-case names; a name that is new to us reads as 0, never as an error.</summary>
internal sealed class LenientEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OfOne<>).MakeGenericType(typeToConvert))!;

    private sealed class OfOne<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
    {
        private static readonly Dictionary<string, TEnum> ByName =
            Enum.GetValues<TEnum>().ToDictionary(value => WireName(value), StringComparer.OrdinalIgnoreCase);

        private static readonly ConcurrentDictionary<TEnum, string> Names = new();

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return ByName.GetValueOrDefault(reader.GetString()!);
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Names.GetOrAdd(value, WireName));

        private static string WireName(TEnum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
    }
}

/// <summary>A chat is a number or an @name.</summary>
internal sealed class ChatIdConverter : JsonConverter<ChatId>
{
    public override ChatId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? new ChatId(id)
        : reader.TokenType == JsonTokenType.String && reader.GetString() is ['@', ..] name ? new ChatId(name)
        : throw new JsonException("A chat is a number or an @name.");

    public override void Write(Utf8JsonWriter writer, ChatId value, JsonSerializerOptions options)
    {
        if (value.Identifier is { } id) writer.WriteNumberValue(id);
        else writer.WriteStringValue(value.Username);
    }
}

/// <summary>Unix seconds; a number outside the calendar is cut to its ends, since a stranger's date must not stop an update.</summary>
internal sealed class UnixTimeConverter : JsonConverter<DateTime>
{
    private static readonly long Last = new DateTimeOffset(DateTime.MaxValue, TimeSpan.Zero).ToUnixTimeSeconds();

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seconds = reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new JsonException("A date is a number of Unix seconds."),
        };
        return DateTimeOffset.FromUnixTimeSeconds((long)Math.Clamp(seconds, 0, Last)).UtcDateTime;
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(new DateTimeOffset(value, TimeSpan.Zero).ToUnixTimeSeconds());
}
