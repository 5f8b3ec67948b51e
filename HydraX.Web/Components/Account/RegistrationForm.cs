namespace HydraX.Web.Components.Account;

/// <summary>The fields of a registration, as a form binds them.</summary>
public sealed class RegistrationForm
{
    /// <summary>The name they want.</summary>
    public string? Username { get; set; }

    /// <summary>Their address.</summary>
    public string? Email { get; set; }

    /// <summary>As typed; taken out before the page is drawn again.</summary>
    public string? Password { get; set; }

    /// <summary>Whether they agree to the terms of use.</summary>
    public bool Agrees { get; set; }

    /// <summary>Which version of the terms they were shown.</summary>
    public int Terms { get; set; }

    /// <summary>What was typed. The password does not stay behind.</summary>
    public Registration Take()
    {
        var typed = new Registration(Username?.Trim() ?? "", Email?.Trim() ?? "", Password ?? "", Agrees ? Terms : null);
        Password = null;
        return typed;
    }
}
