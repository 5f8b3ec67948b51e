namespace HydraX.Web.Components.Account.Mail;

/// <summary>The way out of this process for mail.</summary>
public interface IMail
{
    /// <summary>Whether mail can be sent at all: false where no server is set. Registration by e-mail is closed then.</summary>
    bool IsOpen { get; }

    /// <summary>Hands a mail over; returns once it has been taken.</summary>
    /// <exception cref="System.Net.Mail.SmtpException">It was not taken.</exception>
    Task Send(Letter letter, CancellationToken stop);
}

/// <summary>No mail server is set, outside Development.</summary>
internal sealed class NoMail : IMail
{
    public bool IsOpen => false;

    public Task Send(Letter letter, CancellationToken stop) => throw new InvalidOperationException("No mail server is set (Smtp:Host), so nothing may ask to send mail.");
}
