using System.Net.Http.Headers;
using System.Text;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Core;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Entitlements;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Tiers;
using HydraX.Core.Xp;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HydraX.Benchmarks.Bot;

/// <summary>The webhook's door alone: an update is checked, read for its number and chat, kept once, and answered; nobody works on it yet.</summary>
internal sealed class IntakeBenchmark : IBenchmark
{
    private const int Updates = 5_000;
    private const int Rounds = 7;

    // As many connections as the product lets Telegram open.
    private const int AtOnce = 40;

    private int nextUpdate;

    public string Name => "intake";

    public string About => "Webhook updates taken in";

    public async Task Run(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        var connection = await server.Create("intake");
        await using (await Domain.Open(DatabaseProvider.PostgreSql, connection, stop)) { }
        await using var source = NpgsqlDataSource.Create(connection);
        await using (var table = source.CreateCommand("CREATE TABLE bare_updates (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)")) await table.ExecuteNonQueryAsync(stop);

        await using var ours = await Ours(connection, stop);
        await using var bare = await Bare(source, stop);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
        client.DefaultRequestHeaders.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
        var contest = await Contest.Between(Rounds, () => Post(client, ours.Urls.Single() + TelegramEndpoint.Path, stop), () => Post(client, bare.Urls.Single(), stop));

        await ours.StopAsync(stop);
        report.Row("updates a second beside a bare endpoint that inserts the same body", contest, 0.8);
        report.Note($"Both are Kestrel in this process on the same PostgreSQL; {AtOnce} connections, {Updates:N0} updates a round, {Rounds} rounds in turns. The bare endpoint reads the body and inserts it as one row, a pooled connection each. Ours checks the secret, reads number and chat, knows repeats, and gathers what arrives together into one transaction.");
    }

    private static string Secret => "a-secret-of-the-benchmark";

    private async Task<Durations> Post(HttpClient client, string address, CancellationToken stop) => await Durations.Of(Updates, AtOnce, async _ =>
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(UpdateText.Message(Interlocked.Increment(ref nextUpdate), 700_000 + nextUpdate % 5_000, "/me")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(address, content, stop);
        answer.EnsureSuccessStatusCode();
    });

    private static async Task<WebApplication> Ours(string connection, CancellationToken stop)
    {
        var builder = Builder();
        builder.Configuration["Database:Provider"] = nameof(DatabaseProvider.PostgreSql);
        builder.Configuration["ConnectionStrings:HydraX"] = connection;
        builder.Services.AddHydraXData(builder.Configuration).AddMessaging().AddMembersAndXp(new XpOptions(), new()).AddAudit().AddProtection(builder.Configuration).AddTiers(builder.Configuration).AddEntitlements().AddNeeds();
        builder.Services.AddSingleton<SharedContacts>().AddSingleton<TelegramEndpoint>().Configure<TelegramOptions>(o =>
        {
            (o.Mode, o.WebhookSecret) = (TelegramMode.Webhook, Secret);
        });
        var app = builder.Build();
        TelegramEndpoint.Map(app);
        await app.StartAsync(stop);
        return app;
    }

    private static async Task<WebApplication> Bare(NpgsqlDataSource source, CancellationToken stop)
    {
        var app = Builder().Build();
        app.MapPost("/", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            await using var insert = source.CreateCommand("INSERT INTO bare_updates (body) VALUES ($1)");
            insert.Parameters.Add(new() { Value = body });
            await insert.ExecuteNonQueryAsync(http.RequestAborted);
            return Results.Ok();
        });
        await app.StartAsync(stop);
        return app;
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Next()}");
        return builder;
    }
}
