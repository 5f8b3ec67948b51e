using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HydraX.Tests.Support.BotApi;

/// <summary>How a call goes wrong instead of being answered.</summary>
public abstract record Trouble
{
    /// <summary>429: the whole bot must wait.</summary>
    public static Trouble TooManyRequests(int retryAfter) => new Refusal(429, $"Too Many Requests: retry after {retryAfter}", retryAfter);

    /// <summary>403: the person blocked the bot.</summary>
    public static Trouble Blocked { get; } = new Refusal(403, "Forbidden: bot was blocked by the user");

    /// <summary>500: Telegram restarts something.</summary>
    public static Trouble ServerError { get; } = new Refusal(500, "Internal Server Error: restart");

    /// <summary>409: another process polls.</summary>
    public static Trouble Conflict { get; } = new Refusal(409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");

    /// <summary>401: the token was revoked.</summary>
    public static Trouble Unauthorized { get; } = new Refusal(401, "Unauthorized");

    /// <summary>400 with the given reason.</summary>
    public static Trouble BadRequest(string reason) => new Refusal(400, $"Bad Request: {reason}");

    /// <summary>The group became a supergroup.</summary>
    public static Trouble Migrated(long to) => new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: to);

    /// <summary>502 with a page of HTML.</summary>
    public static Trouble BadGateway { get; } = new Text(502, "<html><body>502 Bad Gateway</body></html>");

    /// <summary>200 with bytes that are no JSON.</summary>
    public static Trouble Garbage { get; } = new Text(200, "\u0000\u0001{]garbage");

    /// <summary>The connection is cut before the method did anything.</summary>
    public static Trouble Reset { get; } = new Cut(Done: false);

    /// <summary>The method did its work, and the connection is cut before the bot hears so.</summary>
    public static Trouble AnswerLost { get; } = new Cut(Done: true);

    /// <summary>The answer comes, but late.</summary>
    public static Trouble Slow(TimeSpan delay) => new Late(delay);

    internal sealed record Refusal(int Code, string Description, int? RetryAfter = null, long? MigrateTo = null) : Trouble;

    internal sealed record Text(int Status, string Body) : Trouble;

    internal sealed record Cut(bool Done) : Trouble;

    internal sealed record Late(TimeSpan Delay) : Trouble;
}

public sealed partial class FakeBotApi
{
    private readonly List<Planned> troubles = [];

    /// <summary>The next calls of <paramref name="method"/> (and for <paramref name="chat"/>, if given) go wrong.</summary>
    public void Answers(string method, Trouble trouble, int times = 1, long? chat = null)
    {
        lock (gate) troubles.Add(new Planned(method, chat, trouble) { Left = times });
    }

    /// <summary>The bad day is over.</summary>
    public void Recovers()
    {
        lock (gate) troubles.Clear();
    }

    /// <summary>Carries out the trouble that is planned for this call. False: nothing is, or the call goes on after it.</summary>
    private async Task<bool> Spoil(HttpContext http, BotCall call)
    {
        switch (Due(call))
        {
            case Trouble.Refusal refusal:
                await Write(http, Refusal(refusal.Code, refusal.Description, refusal.RetryAfter, refusal.MigrateTo));
                return true;
            case Trouble.Text text:
                http.Response.StatusCode = text.Status;
                await http.Response.WriteAsync(text.Body);
                return true;
            case Trouble.Cut cut:
                if (cut.Done) await Answer(http, call);
                http.Abort();
                return true;
            case Trouble.Late late:
                await Task.Delay(late.Delay, TimeProvider.System, http.RequestAborted);
                return false;
            default:
                return false;
        }
    }

    private Trouble? Due(BotCall call)
    {
        lock (gate)
        {
            var planned = troubles.FirstOrDefault(one => one.Left > 0 && one.Method == call.Method && (one.Chat is null || one.Chat == call.Chat));
            if (planned is null) return null;
            planned.Left--;
            return planned.Trouble;
        }
    }

    private sealed record Planned(string Method, long? Chat, Trouble Trouble)
    {
        public int Left { get; set; }
    }
}
