using System.Runtime.CompilerServices;
using HydraX.Core.Protection;

namespace HydraX.Tests.Support;

/// <summary>The master key of all that tests start, in this process and in others.</summary>
public static class TestKeys
{
    /// <summary>The setting, as an environment variable names it.</summary>
    public const string Variable = "Security__MasterKey";

    public static readonly string Master = MasterKey.NewSetting();

    [ModuleInitializer]
    internal static void Provide() => Environment.SetEnvironmentVariable(Variable, Master);
}
