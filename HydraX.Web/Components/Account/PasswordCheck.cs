using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace HydraX.Web.Components.Account;

/// <summary>Hands <see cref="PasswordRules"/> to ASP.NET Core Identity.</summary>
internal sealed class PasswordCheck : IPasswordValidator<User>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        PasswordRules.Check(password, user.UserName, await manager.GetEmailAsync(user)) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Sentence })
            : IdentityResult.Success;
}
