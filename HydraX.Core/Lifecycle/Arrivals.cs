using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Lifecycle;

/// <summary>Everything that follows a registration, in order. Referrals and onboarding join it when their slices exist.</summary>
public sealed class Arrivals(HydraXData data, UserDirectory users)
{
    /// <summary>The member of a Telegram account, registered now if this is their first message.</summary>
    public async Task<MemberCard> FromTelegram(TelegramPerson person, CancellationToken stop = default) =>
        await users.ByTelegram(person.Id, stop) ?? await data.Run(work => users.Register(work, person), stop);
}
