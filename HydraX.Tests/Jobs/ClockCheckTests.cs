using HydraX.Core.Data;
using HydraX.Core.Jobs;
using HydraX.Tests.Support;
using Microsoft.Extensions.Logging;

namespace HydraX.Tests.Jobs;

public sealed class ClockCheckTests
{
    [Fact]
    public async Task A_clock_far_from_the_database_servers_is_told_and_one_that_agrees_is_not()
    {
        Needs.PostgreSql();
        await using var core = await TestCore.Create(DatabaseProvider.PostgreSql);
        Lines right = new(), wrong = new();

        await new ClockCheck(core.Data, TimeProvider.System, right).Look(CancellationToken.None);
        await new ClockCheck(core.Data, new TestTime(TimeProvider.System.GetUtcNow().AddHours(1)), wrong).Look(CancellationToken.None);

        Assert.Empty(right.Written);
        Assert.Contains(" s from the database server's", Assert.Single(wrong.Written), StringComparison.Ordinal);
    }

    private sealed class Lines : ILogger<ClockCheck>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
