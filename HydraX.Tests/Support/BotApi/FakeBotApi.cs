using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Support.BotApi;

/// <summary>
/// Telegram as a bot sees it: a real server on loopback that speaks the Bot API's wire format, keeps chats and an update
/// queue, and can be told to have a bad day. The other parts of this class are its methods (as the bot calls them), its
/// people (as a test plays them) and its webhook.
/// </summary>
public sealed partial class FakeBotApi : IAsyncDisposable
{
    /// <summary>The token of the bot that it serves unless told otherwise.</summary>
    public const string DefaultToken = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwxyz";

    /// <summary>The bot's @name.</summary>
    public const string BotName = "hydrax_test_bot";

    private readonly Lock gate = new();
    private readonly List<BotCall> calls = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly WebApplication server;

    // Everything that waits for anything (long polls, a test's Hears) waits for this, and looks again.
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeBotApi(string token)
    {
        Token = token;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Map("/{**path}", Receive);
    }

    /// <summary>The only token that it accepts.</summary>
    public string Token { get; }

    /// <summary>What <c>Telegram:BaseUrl</c> is set to.</summary>
    public string BaseUrl => server.Urls.Single();

    /// <summary>When true, a bot that sends faster than Telegram allows is answered 429, as by Telegram.</summary>
    public bool EnforcesRates { get; set; }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<FakeBotApi> Start(string token = DefaultToken)
    {
        var fake = new FakeBotApi(token);
        await fake.server.StartAsync();
        return fake;
    }

    /// <summary>What the bot has called so far, in order, refused calls included.</summary>
    public IReadOnlyList<BotCall> Calls(string? method = null)
    {
        lock (gate) return [.. calls.Where(call => method is null || call.Method == method)];
    }

    /// <summary>Waits until the bot has called <paramref name="method"/> at least so many times.</summary>
    public async Task<IReadOnlyList<BotCall>> Called(string method, int times = 1, TimeSpan? within = null)
    {
        IReadOnlyList<BotCall> found = [];
        await Until(() => (found = Calls(method)).Count >= times, within, () => $"{times} calls of {method}; there were {found.Count}.");
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        Signal();
        await Task.WhenAll(deliveries.Values);
        await server.DisposeAsync();
        stopping.Dispose();
    }

    private async Task Receive(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length != 2 || !path[0].StartsWith("bot", StringComparison.Ordinal))
        {
            await Write(http, Refusal(404, "Not Found"));
            return;
        }
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var call = new BotCall(Methods.Keys.FirstOrDefault(name => name.Equals(path[1], StringComparison.OrdinalIgnoreCase)) ?? path[1],
            body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject(), TimeProvider.System.GetUtcNow());
        lock (gate) calls.Add(call);
        Signal();

        if (path[0][3..] != Token) await Write(http, Refusal(401, "Unauthorized"));
        else if (!await Spoil(http, call)) await Write(http, await Answer(http, call));
    }

    private async Task<JsonObject> Answer(HttpContext http, BotCall call)
    {
        if (!Methods.TryGetValue(call.Method, out var method)) return Refusal(404, "Not Found: method not found");
        try
        {
            return new JsonObject { ["ok"] = true, ["result"] = await method(this, call, http.RequestAborted) };
        }
        catch (Refused refused)
        {
            return Refusal(refused.Code, refused.Message, refused.RetryAfter);
        }
        finally
        {
            Signal();
        }
    }

    private static JsonObject Refusal(int code, string description, int? retryAfter = null, long? migrateTo = null)
    {
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (retryAfter is { } wait) answer["parameters"] = new JsonObject { ["retry_after"] = wait };
        if (migrateTo is { } chat) answer["parameters"] = new JsonObject { ["migrate_to_chat_id"] = chat };
        return answer;
    }

    private static async Task Write(HttpContext http, JsonObject answer)
    {
        http.Response.StatusCode = answer["error_code"]?.GetValue<int>() ?? 200;
        if (answer["parameters"]?["retry_after"] is { } wait) http.Response.Headers.RetryAfter = wait.ToString();
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private void Signal() =>
        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private async Task Until(Func<bool> holds, TimeSpan? within, Func<string> missing)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(within ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            // Taken before looking, so that what happens in between is not slept through.
            var next = Volatile.Read(ref changed).Task;
            if (holds()) return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain for {missing()}");
            }
        }
    }

    /// <summary>A refusal by one of the methods.</summary>
    private sealed class Refused(int code, string description, int? retryAfter = null) : Exception(description)
    {
        public int Code => code;

        public int? RetryAfter => retryAfter;
    }
}

/// <summary>A call that the bot made: the method by its documented name, its arguments, and when it arrived.</summary>
public sealed record BotCall(string Method, JsonObject Arguments, DateTimeOffset At)
{
    /// <summary>The chat that it is for, if it is for one.</summary>
    public long? Chat => Arguments["chat_id"] is { } chat && chat.GetValueKind() == JsonValueKind.Number ? chat.GetValue<long>() : null;

    /// <summary>Its text, as it was sent.</summary>
    public string? Text => Arguments["text"]?.GetValue<string>();
}
