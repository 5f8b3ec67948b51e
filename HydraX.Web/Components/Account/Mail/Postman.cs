using System.Threading.Channels;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>
/// Sends mail behind the back of the request that asks for it: a page answers as fast for an address that is known as for one that is not. What
/// waits in memory is lost with the process; all of it can be asked for again.
/// </summary>
public sealed partial class Postman(IMail mail, TimeProvider machine, ILogger<Postman> log) : BackgroundService
{
    private const int MostTries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    private readonly Channel<Letter> waiting = Channel.CreateBounded<Letter>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether mail can be sent at all.</summary>
    public bool IsOpen => mail.IsOpen;

    /// <summary>Puts a mail on its way.</summary>
    public void Post(Letter letter) => waiting.Writer.TryWrite(letter);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var letter in waiting.Reader.ReadAllAsync(stoppingToken)) await Send(letter, stoppingToken);
    }

    private async Task Send(Letter letter, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await mail.Send(letter, stop);
                return;
            }
            // Whatever a mail server does, it is one mail that is lost, and not the process; a letter that can never be sent is not tried again.
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogNotSent(letter.Subject, attempt, e.Message);
                if (attempt == MostTries || e is FormatException or InvalidOperationException) return;
            }
            await Task.Delay(BetweenTries, machine, stop);
        }
    }

    [LoggerMessage(LogLevel.Error, "The mail \"{Subject}\" was not sent (try {Attempt}): {Reason}")]
    private partial void LogNotSent(string subject, int attempt, string reason);
}
