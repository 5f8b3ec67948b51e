using HydraX.Web.Hosting;

return await Startup.Run(async () =>
{
    var builder = WebApplication.CreateBuilder(Composition.Options(args));
    builder.AddSettingsAndLogs();
    builder.AddDomain();
    builder.AddDoors();

    var app = builder.Build();
    await app.Prepare();
    app.UseDoors();
    await app.RunAsync();
});

/// <summary>Names the entry point for tests.</summary>
public partial class Program;
