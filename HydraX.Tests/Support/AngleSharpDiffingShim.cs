using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace HydraX.Tests.Support;

internal static class AngleSharpDiffingShim
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += static (ctx, name) =>
        name.Name == "AngleSharp.Diffing" ? ctx.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "shim", "AngleSharp.Diffing.dll")) : null;
}
