using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Ui;

/// <summary>Events of our own that hydrax.js raises. The compiler looks for a class of this name.</summary>
[EventHandler("onelapsed", typeof(EventArgs))]
public static class EventHandlers;
