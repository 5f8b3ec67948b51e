using HydraX.Core.Kernel;

namespace HydraX.Core.Messaging;

/// <summary>Rung when there is something to send.</summary>
public sealed class OutboxBell : Bell;
