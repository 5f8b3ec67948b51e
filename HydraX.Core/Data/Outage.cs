using Microsoft.Extensions.Logging;

namespace HydraX.Core.Data;

/// <summary>
/// What keeps a part of the process that works in the background from its work. The log is told once when it begins and once when it is over, however often
/// the part tries in between; a stack trace is written only where the database is not to blame.
/// </summary>
/// <param name="log">The log of the part.</param>
/// <param name="what">What cannot be done, as a sentence begins: <c>The outbox cannot be worked through</c>.</param>
public sealed partial class Outage(ILogger log, string what)
{
    private const string Database = "database";

    private string? known;

    /// <summary>It was tried and failed.</summary>
    public void Met(Exception failure)
    {
        var sentence = DatabaseTrouble.Sentence(failure);
        var now = sentence is null ? $"{failure.GetType()}: {failure.Message}" : Database;
        if (Interlocked.Exchange(ref known, now) == now) return;
        if (sentence is null) LogFailed(failure, what);
        else LogDatabase(what, sentence, failure.GetBaseException().Message);
    }

    /// <summary>It was tried and done.</summary>
    public void Over()
    {
        if (Volatile.Read(ref known) is not null && Interlocked.Exchange(ref known, null) is not null) LogOver(what);
    }

    [LoggerMessage(LogLevel.Error, "{What}. {Trouble} It is tried until it works. ({Reason})")]
    private partial void LogDatabase(string what, string trouble, string reason);

    [LoggerMessage(LogLevel.Error, "{What}. It is tried until it works.")]
    private partial void LogFailed(Exception failure, string what);

    [LoggerMessage(LogLevel.Information, "It works again, after this: {What}")]
    private partial void LogOver(string what);
}
