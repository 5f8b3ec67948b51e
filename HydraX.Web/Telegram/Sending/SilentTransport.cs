namespace HydraX.Web.Telegram.Sending;

/// <summary>Where there is no bot: nobody is reached, and what was to be told does not pile up.</summary>
public sealed class SilentTransport : IBotTransport
{
    private static readonly Task<Delivery> Nowhere = Task.FromResult<Delivery>(new Delivery.Nowhere("There is no bot: Telegram:Mode is Off."));

    /// <inheritdoc/>
    public Task<Delivery> Send(long chatId, TransportMessage message, CancellationToken stop) => Nowhere;

    /// <inheritdoc/>
    public Task<Delivery> Replace(long chatId, int messageId, TransportMessage message, CancellationToken stop) => Nowhere;

    /// <inheritdoc/>
    public Task<Delivery> AnswerTap(string tapId, string? toast, CancellationToken stop) => Nowhere;
}
