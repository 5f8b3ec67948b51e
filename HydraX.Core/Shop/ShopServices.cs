using HydraX.Core.Data.Holdings;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Shop;

/// <summary>Wires the shop.</summary>
public static class ShopServices
{
    /// <summary>The shop's door and its questions. Needs audit and entitlements; the host opens it after migrating (<see cref="XpShop.Open"/>).</summary>
    public static IServiceCollection AddShop(this IServiceCollection services) => services.AddSingleton(ShopParts.Built).AddSingleton<XpShop>().AddSingleton<ShopQuestions>().AddHoldings(ShopHoldings.All);
}
