using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using HydraX.Benchmarks.Databases;
using HydraX.Benchmarks.Measuring;
using HydraX.Benchmarks.Web;
using HydraX.Core.Data;
using HydraX.Web.Telegram.Receiving;

namespace HydraX.Benchmarks.Bot;

/// <summary>From an update that is posted to the site to its answer at Telegram's door, through inbox, conversation and outbox of a real process.</summary>
internal sealed class RepliesBenchmark : IBenchmark
{
    private const int Members = 2_000;
    private const string Secret = "a-secret-of-the-benchmark";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    private int nextUpdate;

    public string Name => "replies";

    public string About => "From an update to its answer";

    public async Task Run(Report report, CancellationToken stop)
    {
        await using var server = await PostgreSqlServer.Start(stop) ?? throw new InvalidOperationException("This benchmark needs PostgreSQL installed.");
        var connection = await server.Create("replies");
        await using (var domain = await Domain.Open(DatabaseProvider.PostgreSql, connection, stop)) await domain.Members(Members, onPass: false, stop);
        await using var telegram = await Telegram.Start(stop);
        await using var site = SiteProcess.Start(Path.Combine(AppContext.BaseDirectory, "HydraX.Web.dll"),
            ("Database:Provider", "PostgreSql"), ("ConnectionStrings:HydraX", connection), ("PublicUrl", "https://hydrax.example"),
            ("Telegram:BotToken", Telegram.Token), ("Telegram:BaseUrl", telegram.Address), ("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", Secret), ("Telegram:MessagesPerSecond", "1000"));
        site.Client.DefaultRequestHeaders.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
        await site.Answers("/health/live", stop);

        // Each member's first message of the day brings XP and a notice of it; that is not what is measured.
        await Converse(site, telegram, 100, Members, stop);
        foreach (var rate in new[] { 50, 500 })
        {
            var took = await Converse(site, telegram, rate, (int)(rate * Length.TotalSeconds), stop);
            report.Row($"at {rate} updates a second, {took.Count:N0} in all", Report.Spread(took));
        }
        report.Note($"`/me` of {Members:N0} members on PostgreSQL, posted at even intervals whether or not the answers have come, against a server that answers as Telegram does. The site is one process on the same cores, allowed 1,000 messages a second (`Telegram:MessagesPerSecond`); with the usual 25 the outbox holds answers back as Telegram's limits demand.");
    }

    private async Task<Durations> Converse(SiteProcess site, Telegram telegram, int perSecond, int updates, CancellationToken stop)
    {
        var answers = new List<Task<long>>(updates);
        var posts = new List<Task>(updates);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < updates; i++)
        {
            var early = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.FromMilliseconds(1)) await Task.Delay(early, stop);
            var person = 700_001 + i % Members;
            answers.Add(telegram.Written(person));
            posts.Add(Post(site, person, stop));
        }
        await Task.WhenAll(posts);
        return Durations.From(await Task.WhenAll(answers).WaitAsync(TimeSpan.FromMinutes(2), stop), Stopwatch.GetElapsedTime(began));
    }

    private async Task Post(SiteProcess site, long person, CancellationToken stop)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(UpdateText.Message(Interlocked.Increment(ref nextUpdate), person, "/me")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await site.Client.PostAsync(TelegramEndpoint.Path, content, stop);
        answer.EnsureSuccessStatusCode();
    }
}
