namespace HydraX.Core.Kernel;

/// <summary>The process must not start, and the message tells whoever starts it what to change. It needs no stack trace.</summary>
public sealed class StartException(string message) : Exception(message);
