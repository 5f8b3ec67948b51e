using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HydraX.Tests.Support.BotApi;

/// <summary>How updates reach the bot: by polling, or by the webhook that the bot has set.</summary>
public sealed partial class FakeBotApi
{
    private readonly List<(long Id, JsonObject Update)> queue = [];
    private readonly Dictionary<long, Task> deliveries = [];
    private long lastUpdate = 1000;
    private int polls;
    private string? webhook;
    private string? webhookSecret;

    /// <summary>Where the bot wants its updates posted; null while it polls.</summary>
    public string? Webhook
    {
        get
        {
            lock (gate) return webhook;
        }
    }

    /// <summary>What reaches a webhook on an in-memory server; a real network address needs none.</summary>
    public HttpMessageHandler? WebhookHandler { get; set; }

    /// <summary>Updates that the bot has not confirmed.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return queue.Count;
        }
    }

    /// <summary>Puts an update of any shape into the queue, under the next id.</summary>
    public long Pushes(JsonObject update)
    {
        lock (gate) return Enqueue(update, ++lastUpdate);
    }

    /// <summary>Puts an update of any shape into the queue under an id of the test's choice: repeated, reordered, from the future.</summary>
    public void PushesAs(long id, JsonObject update)
    {
        lock (gate) Enqueue(update, id);
    }

    /// <summary>Waits until the bot has confirmed everything.</summary>
    public Task Drained(TimeSpan? within = null) => Until(() => Waiting == 0, within, () => $"the queue to drain; {Waiting} updates are left.");

    private long Enqueue(JsonObject update, long id)
    {
        var numbered = (JsonObject)update.DeepClone();
        numbered["update_id"] = id;
        queue.Add((id, numbered));
        if (webhook is not null) Deliver();
        Signal();
        return id;
    }

    private async Task<JsonNode?> GetUpdates(JsonObject arguments, CancellationToken stop)
    {
        var offset = arguments["offset"]?.GetValue<long>() ?? 0;
        var limit = Math.Clamp(arguments["limit"]?.GetValue<int>() ?? 100, 1, 100);
        var timeout = TimeSpan.FromSeconds(Math.Clamp(arguments["timeout"]?.GetValue<int>() ?? 0, 0, 50));
        var started = TimeProvider.System.GetTimestamp();
        var mine = Interlocked.Increment(ref polls);
        Signal();
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            lock (gate)
            {
                if (webhook is not null)
                    throw new Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
                if (mine != Volatile.Read(ref polls))
                    throw new Refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
                Confirm(offset);
                if (queue.Count > 0) return new JsonArray([.. queue.OrderBy(one => one.Id).Take(limit).Select(one => one.Update.DeepClone())]);
            }
            var left = timeout - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || stopping.IsCancellationRequested) return new JsonArray();
            await Task.WhenAny(next, Task.Delay(left, TimeProvider.System, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    private void Confirm(long offset)
    {
        if (offset >= 0) queue.RemoveAll(one => one.Id < offset);
        else queue.RemoveRange(0, Math.Max(0, queue.Count + (int)offset));
    }

    private Task<JsonNode?> SetWebhook(JsonObject arguments)
    {
        var secret = arguments["secret_token"]?.GetValue<string>();
        if (secret?.Length is 0 or > 256 || secret?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') == false)
            throw new Refused(400, "Bad Request: secret token contains unallowed characters");
        lock (gate)
        {
            webhook = arguments["url"]?.GetValue<string>() is { Length: > 0 } url ? url : null;
            webhookSecret = secret;
            if (webhook is not null) Deliver();
        }
        return Done(true);
    }

    private Task<JsonNode?> DeleteWebhook(JsonObject arguments)
    {
        lock (gate)
        {
            webhook = null;
            if (arguments["drop_pending_updates"]?.GetValue<bool>() == true) queue.Clear();
        }
        return Done(true);
    }

    private Task<JsonNode?> GetWebhookInfo()
    {
        lock (gate)
            return Done(new JsonObject { ["url"] = webhook ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = queue.Count });
    }

    // As Telegram does: in order within a chat, chats beside each other. What is being delivered has left the queue's
    // hands only when the bot has answered 2xx.
    private void Deliver()
    {
        foreach (var (id, update) in queue.Where(one => !underWay.Contains(one.Update)).ToList())
        {
            underWay.Add(update);
            var chat = ChatIn(update);
            var before = deliveries.GetValueOrDefault(chat, Task.CompletedTask);
            deliveries[chat] = Task.Run(async () =>
            {
                await before;
                await DeliverOne(id, update);
            });
        }
    }

    private readonly HashSet<JsonObject> underWay = [];

    private async Task DeliverOne(long id, JsonObject update)
    {
        using var http = WebhookHandler is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        for (var wait = TimeSpan.FromMilliseconds(50); !stopping.IsCancellationRequested; wait *= 2)
        {
            var (url, secret) = (webhook, webhookSecret);
            if (url is null || await Posted(http, url, secret, update)) break;
            await Task.WhenAny(Task.Delay(wait, TimeProvider.System, stopping.Token));
        }
        lock (gate)
        {
            underWay.Remove(update);
            if (webhook is not null) queue.RemoveAll(one => one.Id == id && ReferenceEquals(one.Update, update));
        }
        Signal();
    }

    private async Task<bool> Posted(HttpClient http, string url, string? secret, JsonObject update)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(update) };
            if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            using var response = await http.SendAsync(request, stopping.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static long ChatIn(JsonObject update) =>
        new[] { "message", "edited_message", "my_chat_member" }.Select(part => update[part]?["chat"]?["id"])
            .Append(update["callback_query"]?["message"]?["chat"]?["id"])
            .FirstOrDefault(chat => chat is not null)?.GetValue<long>() ?? 0;
}
