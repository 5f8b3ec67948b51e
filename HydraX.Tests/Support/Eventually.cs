namespace HydraX.Tests.Support;

/// <summary>Waits for what happens by itself, without guessing how long it takes.</summary>
public static class Eventually
{
    /// <summary>Returns as soon as the condition holds; fails when it does not in time.</summary>
    public static Task Holds(Func<bool> condition, Func<string>? found = null, TimeSpan? within = null, TimeSpan? every = null) =>
        Holds(() => Task.FromResult(condition()), found, within, every);

    /// <summary>As the other, for a condition that must be asked for.</summary>
    public static async Task Holds(Func<Task<bool>> condition, Func<string>? found = null, TimeSpan? within = null, TimeSpan? every = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > (within ?? TimeSpan.FromSeconds(30)))
                Assert.Fail($"It did not come to hold in time; {found?.Invoke() ?? "nothing more is known"}.");
            await Task.Delay(every ?? TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
