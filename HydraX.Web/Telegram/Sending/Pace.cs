namespace HydraX.Web.Telegram.Sending;

/// <summary>How fast the bot may write, so that Telegram need not stop it. Its limits are not written down exactly; these keep below what its FAQ names.</summary>
/// <param name="PerSecond">Messages a second over all chats (Telegram: about 30), after a burst of <paramref name="Burst"/>.</param>
/// <param name="Burst">Messages at once after a pause.</param>
/// <param name="ChatBurst">Messages at once in one chat; one a second follows.</param>
/// <param name="GroupBurst">Messages at once in a group.</param>
/// <param name="GroupPerMinute">Messages a minute in a group that follow; with the burst they stay at Telegram's 20.</param>
public sealed record PaceLimits(double PerSecond = 25, double Burst = 5, double ChatBurst = 3, double GroupBurst = 5, double GroupPerMinute = 15)
{
    /// <summary>The limits of a bot that may send so many messages a second over all.</summary>
    public static PaceLimits Of(double perSecond) => new(perSecond, Math.Max(1, perSecond / 5));
}

/// <summary>
/// Gives permits to write: per chat, per group and over all, and none at all while Telegram has told the bot to wait. One
/// process at a time sends, so these buckets, in its memory, are all there are.
/// </summary>
public sealed class Pace(TimeProvider machine, PaceLimits limits)
{
    private const int ChatsToForgetAt = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, TokenBucket> chats = [];
    private TokenBucket all = TokenBucket.Full(limits.Burst, limits.PerSecond, machine.GetUtcNow());
    private DateTimeOffset pausedUntil;

    /// <summary>Telegram asked the whole bot to wait. A shorter wait does not end a longer one.</summary>
    public void Pause(TimeSpan wait)
    {
        lock (gate)
        {
            var until = machine.GetUtcNow() + wait;
            if (until > pausedUntil) pausedUntil = until;
        }
    }

    /// <summary>How long the bot as a whole must wait for its next message; zero when it need not.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate) return WaitForAll(machine.GetUtcNow());
        }
    }

    /// <summary>How many messages may be begun now over all chats.</summary>
    public int Room
    {
        get
        {
            lock (gate) return WaitForAll(machine.GetUtcNow()) > TimeSpan.Zero ? 0 : Math.Max(1, (int)all.Permits);
        }
    }

    /// <summary>Chats that have no permit now, each with the time until it has one.</summary>
    public IReadOnlyDictionary<long, TimeSpan> Exhausted
    {
        get
        {
            lock (gate)
            {
                var now = machine.GetUtcNow();
                if (chats.Count > ChatsToForgetAt) Forget(now);
                return chats.Select(chat => (chat.Key, chat.Value.Until(now).Wait)).Where(chat => chat.Wait > TimeSpan.Zero)
                    .ToDictionary(chat => chat.Key, chat => chat.Wait);
            }
        }
    }

    /// <summary>Takes a permit for a chat. Otherwise it takes none and returns how long to wait before asking again.</summary>
    /// <param name="chat">Positive for a person, negative for a group, as Telegram numbers them.</param>
    public TimeSpan Take(long chat)
    {
        lock (gate)
        {
            var now = machine.GetUtcNow();
            var bucket = chats.TryGetValue(chat, out var known) ? known.Until(now) : Fresh(chat, now);
            var wait = TimeSpan.FromTicks(Math.Max(WaitForAll(now).Ticks, bucket.Wait.Ticks));
            if (wait > TimeSpan.Zero) return wait;
            all = all.Take();
            chats[chat] = bucket.Take();
            return TimeSpan.Zero;
        }
    }

    private TimeSpan WaitForAll(DateTimeOffset now)
    {
        all = all.Until(now);
        return pausedUntil > now ? pausedUntil - now : all.Wait;
    }

    private TokenBucket Fresh(long chat, DateTimeOffset now) => chat < 0
        ? TokenBucket.Full(limits.GroupBurst, limits.GroupPerMinute / 60, now)
        : TokenBucket.Full(limits.ChatBurst, 1, now);

    private void Forget(DateTimeOffset now)
    {
        foreach (var chat in chats.Where(chat => chat.Value.Until(now).IsFull).Select(chat => chat.Key).ToList()) chats.Remove(chat);
    }
}
