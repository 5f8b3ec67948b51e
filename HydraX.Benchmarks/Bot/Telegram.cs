using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using HydraX.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HydraX.Benchmarks.Bot;

/// <summary>What answers in the place of Telegram's server: agrees with everything, and remembers when each chat was written to.</summary>
internal sealed class Telegram : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<long, ConcurrentQueue<(long Asked, TaskCompletionSource<long> Answer)>> waiting = new();
    private int sent;

    private Telegram(WebApplication app) => this.app = app;

    public static string Token => "7000000001:AAbenchmarkbenchmarkbenchmarkbench";

    public string Address => app.Urls.Single();

    /// <summary>Messages that were not expected, such as notices.</summary>
    public int Others { get; private set; }

    public static async Task<Telegram> Start(CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Next()}");
        var telegram = new Telegram(builder.Build());
        telegram.app.MapPost("/bot{token}/{method}", telegram.Answer);
        await telegram.app.StartAsync(stop);
        return telegram;
    }

    /// <summary>Expects one message to a chat, and returns how long it took from now.</summary>
    public Task<long> Written(long chat)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.GetOrAdd(chat, _ => new()).Enqueue((Stopwatch.GetTimestamp(), answer));
        return answer.Task;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Answer(string method, HttpRequest request)
    {
        var now = Stopwatch.GetTimestamp();
        if (method == "getMe") return Ok("""{"id":7000000001,"is_bot":true,"first_name":"HydraX","username":"hydrax_benchmark_bot"}""");
        if (method != "sendMessage") return Ok("true");
        using var body = await JsonDocument.ParseAsync(request.Body);
        var chat = body.RootElement.GetProperty("chat_id").GetInt64();
        if (waiting.TryGetValue(chat, out var queue) && queue.TryDequeue(out var one)) one.Answer.SetResult(now - one.Asked);
        else Others++;
        return Ok($$"""{"message_id":{{Interlocked.Increment(ref sent)}},"date":1728000000,"chat":{"id":{{chat}},"type":"private"},"text":"…"}""");
    }

    private static IResult Ok(string result) => Results.Text($$"""{"ok":true,"result":{{result}}}""", "application/json");
}
