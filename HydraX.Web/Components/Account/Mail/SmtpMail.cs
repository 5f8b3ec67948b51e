using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Mail by SMTP, with STARTTLS where a password travels.</summary>
internal sealed class SmtpMail(IOptions<SmtpOptions> options) : IMail
{
    public bool IsOpen => true;

    public async Task Send(Letter letter, CancellationToken stop)
    {
        var smtp = options.Value;
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.IsEncrypted };
        if (!string.IsNullOrEmpty(smtp.User)) client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        using var message = new MailMessage(new MailAddress(smtp.From!), new MailAddress(letter.To))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Body,
            BodyEncoding = Encoding.UTF8,
        };
        await client.SendMailAsync(message, stop);
    }
}
