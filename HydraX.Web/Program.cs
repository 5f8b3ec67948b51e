using HydraX.Web.Hosting;

return await Startup.Run(async () =>
{
    var command = CommandLine.Find(args);
    var builder = WebApplication.CreateBuilder(Composition.Options(args));
    builder.AddSettingsAndLogs();
    builder.AddDomain();
    builder.AddDoors();

    var app = builder.Build();
    if (command is not null) return await app.Run(command);
    // SQLite answers on the thread that asks, so the pipeline is put together beside it, and all that the server would only make when it begins.
    var prepared = Task.Run(app.Prepare);
    app.UseDoors();
    app.MakeAhead();
    await prepared;
    return await app.RunToItsEnd();
});

/// <summary>Names the entry point for tests.</summary>
public partial class Program;
