using System.Security.Claims;
using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Core.Users.Duties;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Components.Layout;

/// <summary>Answers what the frame around a page shows.</summary>
public sealed class FrameDesk(FrameQuestions questions, Presence presence, Rehearsal rehearsal)
{
    /// <summary>The frame's facts for a person; a visitor's hold no person.</summary>
    public async Task<FrameFacts> Ask(ClaimsPrincipal person, CancellationToken stop)
    {
        await presence.Arrive();
        var caller = NeedHandler.CallerOf(person);
        var view = await questions.Of(caller.UserId, stop);
        var who = view.Member is not { } member ? null : new WhoIAm(member.Username, member.Standing.Rank.Code(), member.Standing.Level, member.Standing.LevelShare,
            member.Tier.Code(), member.Streak, member.WipeAt, [.. DutyRules.All.Select(line => line.Duty).Where(caller.Has)], member.TimeZone, member.WornFrame);
        return new(who, view.Now, rehearsal.IsOn, view.HasDemoContent, view.IsHeld, who is null ? null : caller.UserId);
    }
}
