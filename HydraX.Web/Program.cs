using HydraX.Web.Components;
using HydraX.Web.Components.Layout;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddAuthentication().AddCookie(o => o.LoginPath = HydraX.Web.Urls.SignIn);
builder.Services.AddAuthorization();
builder.Services.AddFrame(services => (_, _) =>
    Task.FromResult(new FrameFacts(null, services.GetRequiredService<TimeProvider>().GetUtcNow(), IsRehearsal: false, ShowsDemoContent: false)));

var app = builder.Build();
app.UseStatusCodePagesWithReExecute(HydraX.Web.Urls.NotFound);
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGet("/health/live", () => "ok");
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
