using HydraX.Web.Hosting.Limits;
using HydraX.Web.Telegram.Sending;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Telegram.Conversation;

/// <summary>Whether somebody who writes a lot is still listened to.</summary>
public enum Hearing
{
    /// <summary>Listened to.</summary>
    Open,

    /// <summary>No longer, and they are to be told so.</summary>
    JustClosed,

    /// <summary>Not listened to, and told before.</summary>
    Closed,
}

/// <summary>
/// How much one person may ask of the bot: so many at once (setting <c>Limits:BotQuestionsAtOnce</c>) and one a second. Whoever asks for more is told once, and is listened to again when they have
/// let it rest for a while. Kept in this node's memory: it protects the node, and forgetting it harms nobody.
/// </summary>
public sealed class Throttle(TimeProvider machine, IOptions<LimitOptions> options)
{
    private const double PerSecond = 1;
    private const int PeopleToForgetAt = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, (TokenBucket Bucket, bool IsClosed)> people = [];

    private double Burst => options.Value.BotQuestionsAtOnce;

    // Half of what comes at once: less would close them out again with the next message.
    private double OpensAgainAt => Math.Max(1, Burst / 2);

    /// <summary>How long somebody who was just closed out has to wait.</summary>
    public TimeSpan Rest => TimeSpan.FromSeconds(OpensAgainAt / PerSecond);

    /// <summary>Counts one question of a person.</summary>
    public Hearing Ask(long person)
    {
        lock (gate)
        {
            var now = machine.GetUtcNow();
            if (people.Count >= PeopleToForgetAt) Forget(now);
            var (known, wasClosed) = people.TryGetValue(person, out var entry) ? entry : (TokenBucket.Full(Burst, PerSecond, now), false);
            var bucket = known.Until(now);
            var isOpen = wasClosed ? bucket.Permits >= OpensAgainAt : bucket.Wait == TimeSpan.Zero;
            people[person] = isOpen ? (bucket.Take(), false) : (bucket, true);
            return isOpen ? Hearing.Open : wasClosed ? Hearing.Closed : Hearing.JustClosed;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var person in people.Where(person => person.Value.Bucket.Until(now).IsFull).Select(person => person.Key).ToList()) people.Remove(person);
    }
}
