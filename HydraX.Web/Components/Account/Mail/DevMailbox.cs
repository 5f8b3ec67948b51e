namespace HydraX.Web.Components.Account.Mail;

/// <summary>A mail that stayed in this process.</summary>
/// <param name="At">When, by the machine's clock.</param>
/// <param name="Letter">The mail.</param>
public sealed record KeptLetter(DateTimeOffset At, Letter Letter);

/// <summary>Development without a mail server: mail stays in memory and is read at <c>/dev/mail</c>.</summary>
public sealed class DevMailbox(TimeProvider machine) : IMail
{
    private const int MostKept = 100;

    private readonly Lock gate = new();
    private readonly LinkedList<KeptLetter> letters = [];

    /// <inheritdoc/>
    public bool IsOpen => true;

    /// <summary>What was sent, newest first.</summary>
    public IReadOnlyList<KeptLetter> Letters
    {
        get
        {
            lock (gate) return [.. letters];
        }
    }

    /// <inheritdoc/>
    public Task Send(Letter letter, CancellationToken stop)
    {
        lock (gate)
        {
            letters.AddFirst(new KeptLetter(machine.GetUtcNow(), letter));
            if (letters.Count > MostKept) letters.RemoveLast();
        }
        return Task.CompletedTask;
    }
}
