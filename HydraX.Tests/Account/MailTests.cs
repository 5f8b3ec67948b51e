using System.Net;
using System.Net.Sockets;
using System.Text;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account.Mail;

namespace HydraX.Tests.Account;

public sealed class MailTests
{
    [Fact]
    public async Task Mail_goes_out_by_SMTP_with_its_link_whole()
    {
        await using var server = new FakeSmtp();
        await using var app = await AccountApp.Start(settings:
            [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{server.Port}"), ("Smtp:From", "HydraX <no-reply@hydrax.example>"), ("PublicUrl", "http://hydrax.example")]);

        app.Get<Postman>().Post(new("kes@example.org", "Grüße", "Somebody asked.", "http://hydrax.example/account/reset?user=1&code=" + new string('A', 200)));

        await Eventually.Holds(() => server.Letters.Count == 1);
        var letter = server.Letters[0];
        Assert.Contains("RCPT TO:<kes@example.org>", letter, StringComparison.Ordinal);
        Assert.Contains("MAIL FROM:<no-reply@hydrax.example>", letter, StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: base64", letter, StringComparison.Ordinal);
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(letter[(letter.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));
        Assert.Equal($"Somebody asked.\n\nhttp://hydrax.example/account/reset?user=1&code={new string('A', 200)}\n\nHydraX\n", body.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Without_a_mail_server_outside_Development_registration_by_mail_is_closed_in_words()
    {
        await using var app = await AccountApp.Start(settings: [("Environment", "Production"), ("PublicUrl", "http://hydrax.example"), .. ProductionSettings]);
        var browser = app.Open();

        Assert.Contains("This server sends no mail", (await browser.Get("/account/register")).Text, StringComparison.Ordinal);
        Assert.Contains("This server sends no mail", (await browser.Get("/account/forgot")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/dev/mail")).Status);
    }

    [Fact]
    public async Task In_Development_mail_is_read_in_the_mailbox_of_the_process()
    {
        await using var app = await AccountApp.Start();
        var browser = app.Open();
        Assert.Contains("Nothing was sent yet", (await browser.Get("/dev/mail")).Text, StringComparison.Ordinal);
        await browser.Submit("/account/register", ("Typed.Username", "kestrel"), ("Typed.Email", "kes@example.org"), ("Typed.Password", AccountApp.Password), ("Typed.Agrees", "true"));
        await app.Mail("kes@example.org", "Confirm");

        var mailbox = await browser.Get("/dev/mail");

        var link = mailbox.Document.QuerySelector("article a")!.GetAttribute("href")!;
        Assert.StartsWith($"{app.Address}account/confirm?user=", link, StringComparison.Ordinal);
    }

    private static (string, string)[] ProductionSettings => [];

    /// <summary>A mail server that speaks just enough SMTP to take mail.</summary>
    private sealed class FakeSmtp : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource over = new();
        private readonly Task serving;
        private readonly List<string> letters = [];

        public FakeSmtp()
        {
            listener.Start();
            serving = Serve();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public IReadOnlyList<string> Letters
        {
            get
            {
                lock (letters) return [.. letters];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            listener.Dispose();
            await serving;
            over.Dispose();
        }

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(over.Token);
                    await Talk(client.GetStream());
                }
            }
            catch (Exception e) when (over.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task Talk(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 here");
            var said = new StringBuilder();
            while (await reader.ReadLineAsync(over.Token) is { } line)
            {
                said.Append(line).Append("\r\n");
                if (line == "QUIT") break;
                if (line != "DATA")
                {
                    await writer.WriteLineAsync("250 ok");
                    continue;
                }
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync(over.Token) is { } text && text != ".") said.Append(text).Append("\r\n");
                lock (letters) letters.Add(said.ToString());
                await writer.WriteLineAsync("250 taken");
            }
        }
    }
}
