using HydraX.Core.Users;

namespace HydraX.Web.Live;

/// <summary>The open pages of this node, by member: to count them, and to end them the moment that a session ends.</summary>
public sealed class OpenCircuits
{
    private const int PacesToForgetAt = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, HashSet<CircuitWatch>> open = [];
    private readonly Dictionary<long, ActPace> paces = [];

    /// <summary>Listens to the end of sessions on this node.</summary>
    public OpenCircuits(SignIns signIns) => signIns.Ended += (userId, session) => End(userId, session);

    /// <summary>The members who have a page open here.</summary>
    public IReadOnlyList<long> Members
    {
        get
        {
            lock (gate) return [.. open.Keys];
        }
    }

    /// <summary>How many pages a member has open here.</summary>
    public int Count(long userId) => Of(userId).Count;

    /// <summary>Ends a member's open pages here; with the hash of a session's token only those of that one.</summary>
    public void End(long userId, string? session = null)
    {
        foreach (var circuit in Of(userId))
            if (session is null || circuit.Session == session) circuit.End();
    }

    /// <summary>
    /// Ends those of a member's open pages whose session no longer holds, or whose roles are others now. Returns the sessions whose pages were used since
    /// their use was last noted.
    /// </summary>
    public IReadOnlyCollection<string> EndUnless(long userId, SignInState? state, DateTimeOffset now)
    {
        var used = new HashSet<string>();
        foreach (var circuit in Of(userId))
        {
            if (circuit.Fits(state, now) is not { } session) circuit.End();
            else if (circuit.TakeUse() && session.IsToBeNoted(now)) used.Add(session.TokenHash);
        }
        return used;
    }

    // A member's pages share a pace, and one that is closed and opened anew goes on with it.
    internal ActPace Add(long userId, CircuitWatch circuit, ActPace fresh)
    {
        lock (gate)
        {
            if (paces.Count >= PacesToForgetAt)
                foreach (var rested in paces.Where(one => one.Value.IsRested && !open.ContainsKey(one.Key)).Select(one => one.Key).ToList()) paces.Remove(rested);
            if (!open.TryGetValue(userId, out var circuits)) open.Add(userId, circuits = []);
            circuits.Add(circuit);
            if (!paces.TryGetValue(userId, out var pace)) paces.Add(userId, pace = fresh);
            return pace;
        }
    }

    internal void Remove(long userId, CircuitWatch circuit)
    {
        lock (gate)
            if (open.TryGetValue(userId, out var circuits) && circuits.Remove(circuit) && circuits.Count == 0) open.Remove(userId);
    }

    private IReadOnlyList<CircuitWatch> Of(long userId)
    {
        lock (gate) return open.TryGetValue(userId, out var circuits) ? [.. circuits] : [];
    }
}
