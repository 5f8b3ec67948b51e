using HydraX.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Core.Users;

/// <summary>A person with an account, from Telegram, from the web, or both: the row of <c>users</c>. Id is <c>user_id</c>, UserName is <c>username</c>.</summary>
public sealed class User : IdentityUser<long>
{
    /// <summary>The e-mail address, protected; <see cref="UserSecrets.Email"/> says how it is read.</summary>
    public string? ProtectedEmail { get; set; }

    /// <summary>What finds an address, unique: a keyed hash of it.</summary>
    public string? EmailLookup { get; set; }

    /// <summary>The telephone number that Telegram vouched for, protected; null if none was shown.</summary>
    public string? ProtectedPhone { get; set; }

    /// <summary>Not kept: addresses stand protected.</summary>
    public override string? Email
    {
        get => throw Unkept(nameof(ProtectedEmail));
        set => throw Unkept(nameof(ProtectedEmail));
    }

    /// <summary>Not kept: numbers stand protected.</summary>
    public override string? PhoneNumber
    {
        get => throw Unkept(nameof(ProtectedPhone));
        set => throw Unkept(nameof(ProtectedPhone));
    }

    /// <summary>The Telegram account, unique; null for a member who came by the web and has not linked one.</summary>
    public long? TelegramId { get; set; }

    /// <summary>The effective tier, for display and queries. Access is derived from subscription and pass dates, not from this.</summary>
    public TierCode Tier { get; set; } = TierCode.Nibbler;

    /// <summary>Where the subscription stands, as shown.</summary>
    public SubscriptionStatus SubscriptionStatus { get; set; } = SubscriptionStatus.Inactive;

    /// <summary>When what is paid or tried ends, exclusive.</summary>
    public DateTimeOffset? SubscriptionExpiresAt { get; set; }

    /// <summary>Whether an MT5 terminal is linked.</summary>
    public bool Mt5Connected { get; set; }

    /// <summary>Hash of the member's MT5 key; other keys have their own table.</summary>
    public string? ApiKey { get; set; }

    /// <summary>False while suspended: no sign-in, no bot, no API.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Since when staff looks at the account and it is held; null while it is not. See <see cref="Holds"/>.</summary>
    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a column of this row last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Why an admin suspended the account; null while active.</summary>
    public string? SuspendedReason { get; set; }

    /// <summary>Since when Telegram says that this person blocked the bot; null while messages reach them.</summary>
    public DateTimeOffset? TelegramBlockedAt { get; set; }

    /// <summary>When the person behind it was erased; what is left is a shell with a number. Null for everybody else.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>The account that this one was merged into, by its own person; it is closed then. Null for everybody else.</summary>
    public long? MergedIntoUserId { get; set; }

    /// <summary>Demo content: shown, marked, absent from analytics, removed by one admin action.</summary>
    public bool IsDemo { get; set; }

    /// <summary>The profile that came with registration.</summary>
    public UserProfile? Profile { get; set; }

    private static InvalidOperationException Unkept(string instead) => new($"A user's row does not hold this in the clear; {instead} does, by Protector.");
}

/// <summary>A role: Member, or one of <see cref="Roles.Staff"/>.</summary>
public sealed class Role : IdentityRole<long>;

/// <summary>Names of the roles. The migration makes their rows, so that they are there from the first start on, once, however many nodes start.</summary>
public static class Roles
{
    /// <summary>Everybody who registered.</summary>
    public const string Member = "Member";

    /// <summary>Keeps order among members. What each role may do stands in <see cref="Duties.DutyRules"/>.</summary>
    public const string Moderator = "Moderator";

    /// <summary>May do everything.</summary>
    public const string Admin = "Admin";

    /// <summary>Helps members.</summary>
    public const string Support = "Support";

    /// <summary>Looks after money.</summary>
    public const string Finance = "Finance";

    /// <summary>All of them; a role's row id is its place here, from 1. A new role goes to the end.</summary>
    public static readonly IReadOnlyList<string> All = [Member, Moderator, Admin, Support, Finance];

    /// <summary>The roles of staff, in the order shown. None stands above another; a person may hold several.</summary>
    public static readonly IReadOnlyList<string> Staff = [Moderator, Support, Finance, Admin];

    /// <summary>A role's row.</summary>
    public static long IdOf(string role) => All.Index().First(r => r.Item == role).Index + 1;
}
