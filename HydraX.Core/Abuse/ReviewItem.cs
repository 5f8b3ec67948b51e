using HydraX.Core.Kernel;

namespace HydraX.Core.Abuse;

/// <summary>What asked for a look.</summary>
[LowerCodes]
public enum ReviewRule
{
    /// <summary>Many accounts came from one address.</summary>
    ManyAccounts,

    /// <summary>A member's network and device changed back and forth.</summary>
    Switching,

    /// <summary>A member was in two countries sooner than anybody travels.</summary>
    Travel,

    /// <summary>Many sign-ins failed from one address.</summary>
    FailuresFromAddress,

    /// <summary>Many sign-ins failed on one account.</summary>
    FailuresOnAccount,

    /// <summary>An API key was used from a network where it was never used before.</summary>
    KeyElsewhere,

    /// <summary>A day's XP is far above the member's usual.</summary>
    SuddenXp,

    /// <summary>Awards came as evenly as a clock's.</summary>
    EvenAwards,

    /// <summary>Earned XP of a member was reversed again and again.</summary>
    RepeatedReversals,
}

/// <summary>Where a look stands.</summary>
[LowerCodes]
public enum ReviewState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>The member's account is held until somebody releases it or suspends the account.</summary>
    Held,

    /// <summary>Nothing was wrong, or nothing any more.</summary>
    Released,

    /// <summary>The account was suspended.</summary>
    Suspended,
}

/// <summary>Something for staff to look at: the row of <c>review_items</c>. Instants are of the machine's clock.</summary>
public sealed class ReviewItem
{
    /// <summary>Row id.</summary>
    public long ReviewItemId { get; set; }

    /// <summary>The rule.</summary>
    public ReviewRule Rule { get; set; }

    /// <summary>What it is about: <c>user:12</c>, <c>key:5</c>, <c>address:k1.…</c> (a keyed hash).</summary>
    public string Subject { get; set; } = "";

    /// <summary>The member it is about; of several the last one seen, and null where none is known.</summary>
    public long? SubjectUserId { get; set; }

    /// <summary>Ids, figures and coarse networks as JSON; nothing that names a person.</summary>
    public string Evidence { get; set; } = "{}";

    /// <summary>Unique: rule and subject while it is open or held, null afterwards.</summary>
    public string? OpenKey { get; set; }

    /// <summary>Which finding was counted last; the same one is not counted twice.</summary>
    public string LastFinding { get; set; } = "";

    /// <summary>When it was first found.</summary>
    public DateTimeOffset FirstSeenAt { get; set; }

    /// <summary>When it was last found.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>How often it was found.</summary>
    public int Count { get; set; }

    /// <summary>Where it stands.</summary>
    public ReviewState State { get; set; }

    /// <summary>Who decided last.</summary>
    public long? DecidedByUserId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why, in their words.</summary>
    public string? Why { get; set; }
}

/// <summary>What an item rests on. Each rule fills in what it has.</summary>
public sealed record Evidence
{
    /// <summary>Members, the last one seen first; at most twenty.</summary>
    public IReadOnlyList<long>? Members { get; init; }

    /// <summary>Coarse networks: the usual ones, or the only one.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>The coarse network that is new.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Devices, in words.</summary>
    public IReadOnlyList<string>? Devices { get; init; }

    /// <summary>Countries, as the proxy says them.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>How often.</summary>
    public int? Times { get; init; }

    /// <summary>How many accounts.</summary>
    public int? Accounts { get; init; }

    /// <summary>Within how many minutes.</summary>
    public int? Minutes { get; init; }

    /// <summary>The part of a key that may be shown.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The day, as 2026-11-23.</summary>
    public string? Day { get; init; }

    /// <summary>XP of that day.</summary>
    public long? Xp { get; init; }

    /// <summary>XP of a usual day.</summary>
    public long? UsualXp { get; init; }
}

/// <summary>A member who came from an address: the row of <c>address_sightings</c>, forgotten after two days.</summary>
public sealed class AddressSighting
{
    /// <summary>Row id.</summary>
    public long SightingId { get; set; }

    /// <summary>A keyed hash of the address; the address itself is kept nowhere.</summary>
    public string AddressKey { get; set; } = "";

    /// <summary>Who.</summary>
    public long UserId { get; set; }

    /// <summary>When last, by the machine's clock.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>A network that an API key was used from: the row of <c>api_key_networks</c>.</summary>
public sealed class KeyNetwork
{
    /// <summary>Row id.</summary>
    public long KeyNetworkId { get; set; }

    /// <summary>The key.</summary>
    public long ApiKeyId { get; set; }

    /// <summary>The network, coarse.</summary>
    public string Network { get; set; } = "";

    /// <summary>When first, by the machine's clock.</summary>
    public DateTimeOffset FirstSeenAt { get; set; }

    /// <summary>When last.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>How often, at most one in ten minutes counted.</summary>
    public long Uses { get; set; }
}
