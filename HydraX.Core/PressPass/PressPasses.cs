using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.PressPass;

/// <summary>The door to Press Passes: starting, resting, ending and granting them. What follows for tier, XP and messages is Lifecycle's.</summary>
public sealed class PressPasses
{
    /// <summary>
    /// Puts a member on their pass: a new one, a granted one, or the one they rested. Problems: <c>press-pass.active</c>, <c>press-pass.paid</c>,
    /// <c>press-pass.used</c>.
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="member">Who, locked.</param>
    /// <param name="isPaying">Whether a paid subscription gives access now.</param>
    /// <param name="days">Length of a first pass.</param>
    public async Task<Outcome<Pass>> Activate(Work work, LockedMember member, bool isPaying, int days)
    {
        var profile = member.Profile;
        if (isPaying) return PressPassProblems.Paid;
        var passes = await work.Db.Passes.Where(p => p.UserId == member.UserId).OrderBy(p => p.GrantNo).ToListAsync(work.Stop);
        var pass = passes.Find(p => p.EndedAt is null && p.EndsAt > member.At) ?? passes.Find(p => p.ActivatedAt is null);
        if (profile.PressPassActive) return Problem.Of("press-pass.active", $"The Press Pass already runs, until {pass?.EndsAt:yyyy-MM-dd HH:mm} UTC.");
        if (pass is null && passes.Count > 0) return PressPassProblems.Used;

        if (pass is null) work.Db.Add(pass = new() { UserId = member.UserId, LengthDays = days });
        if (pass.ActivatedAt is null)
        {
            pass.ActivatedAt = member.At;
            pass.EndsAt = member.At.AddDays(pass.LengthDays);
        }
        await work.Save();
        await OpenSpell(work, pass, member);
        profile.PressPassActive = true;
        profile.WipeSettledUntil = member.At;
        profile.WipeUntil = pass.EndsAt;
        return pass;
    }

    /// <summary>Takes a member off their pass; it may be activated again until it ends. Problem: <c>press-pass.inactive</c>.</summary>
    public async Task<Outcome<PassSpell>> Rest(Work work, LockedMember member)
    {
        if (!member.Profile.PressPassActive) return Problem.Of("press-pass.inactive", "No Press Pass runs.");
        return await Close(work, member);
    }

    /// <summary>Ends the running pass for good.</summary>
    public async Task<Pass> End(Work work, LockedMember member, PassEnd reason)
    {
        var spell = await Close(work, member);
        var pass = await work.Db.Passes.FirstAsync(p => p.PassId == spell.PassId, work.Stop);
        pass.EndedAt = member.At;
        pass.EndReason = reason;
        return pass;
    }

    /// <summary>Grants another pass. Problems: <c>press-pass.days</c>, <c>press-pass.granted</c> (one is still unused).</summary>
    public async Task<Outcome<Pass>> Grant(Work work, LockedMember member, int days, long adminId)
    {
        if (days is < PressPassRules.FewestDays or > PressPassRules.MostDays)
            return Problem.Of("press-pass.days", $"A Press Pass lasts {PressPassRules.FewestDays} to {PressPassRules.MostDays} days, not {days}.");
        var passes = await work.Db.Passes.Where(p => p.UserId == member.UserId).ToListAsync(work.Stop);
        if (passes.Exists(p => p.ActivatedAt is null)) return Problem.Of("press-pass.granted", "A granted Press Pass is still unused.");
        var pass = new Pass { UserId = member.UserId, GrantNo = passes.Count == 0 ? 0 : passes.Max(p => p.GrantNo) + 1, LengthDays = days, GrantedBy = adminId };
        work.Db.Add(pass);
        return pass;
    }

    private static async Task OpenSpell(Work work, Pass pass, LockedMember member)
    {
        var number = await work.Db.PassSpells.CountAsync(s => s.PassId == pass.PassId, work.Stop) + 1;
        work.Db.Add(new PassSpell { PassId = pass.PassId, UserId = member.UserId, SpellNo = number, StartsAt = member.At });
    }

    private static async Task<PassSpell> Close(Work work, LockedMember member)
    {
        var spell = await work.Db.PassSpells.FirstAsync(s => s.UserId == member.UserId && s.EndsAt == null, work.Stop);
        var end = member.Profile.WipeUntil is { } until && until < member.At ? until : member.At;
        spell.EndsAt = end;
        member.Profile.PressPassActive = false;
        member.Profile.WipeSettledUntil = null;
        member.Profile.WipeUntil = null;
        return spell;
    }
}
