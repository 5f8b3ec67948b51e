using HydraX.Core.Messaging;
using HydraX.Core.Referrals;
using HydraX.Core.Users;
using HydraX.Web.Jobs;
using HydraX.Web.Telegram.Commands;
using HydraX.Web.Telegram.Conversation;
using HydraX.Web.Telegram.Login;
using HydraX.Web.Telegram.Receiving;
using HydraX.Web.Telegram.Replies;
using HydraX.Web.Telegram.Sending;
using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace HydraX.Web.Telegram;

/// <summary>Wires the bot.</summary>
public static class TelegramServices
{
    private static readonly TimeSpan RehearsalPatience = TimeSpan.FromMinutes(1);

    /// <summary>The bot as <c>Telegram:Mode</c> says; without one, the console in Development, and silence elsewhere.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section))
            .Configure(options => options.PublicUrl ??= configuration["PublicUrl"]).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsCheck>();
        services.AddSingleton<BotState>().AddSingleton<Links>().AddSingleton<SharedContacts>().AddSingleton<TelegramContacts>().AddSingleton<ReferralBook>();
        services.Configure<TelegramLoginOptions>(configuration.GetSection(TelegramLoginOptions.Section)).AddSingleton<TelegramLogin>();
        services.AddHealthChecks().AddCheck<BotHealth>("bot", tags: ["ready"]);
        AddConversation(services);
        AddSending(services);
        AddConnection(services, configuration.GetSection(TelegramOptions.Section).Get<TelegramOptions>()?.EffectiveMode ?? TelegramMode.Off, environment);
        return services;
    }

    /// <summary>Maps the webhook, where there is one, and lets a rehearsal's clock wait for messages on their way.</summary>
    public static WebApplication UseTelegram(this WebApplication app)
    {
        TelegramEndpoint.Map(app);
        var pump = app.Services.GetRequiredService<OutboxPump>();
        app.Services.GetRequiredService<Rehearsal>().AfterJob = stop => pump.Flushed(RehearsalPatience, stop);
        return app;
    }

    private static void AddConversation(IServiceCollection services)
    {
        foreach (var command in typeof(ChatCommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ChatCommand))))
            services.AddSingleton(typeof(ChatCommand), command);
        services.AddSingleton<CommandList>().AddSingleton(provider => new Lazy<CommandList>(provider.GetRequiredService<CommandList>));
        services.AddSingleton<Throttle>().AddSingleton<Taps>().AddSingleton<FrontDesk>().AddSingleton<IInboxHandler, UpdateHandler>();
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddSingleton(Notices.Words).AddSingleton<SealedReplies>().AddSingleton<Courier>();
        services.AddSingleton(provider => new Pace(provider.GetRequiredService<TimeProvider>(), PaceLimits.Of(provider.GetRequiredService<IOptions<TelegramOptions>>().Value.MessagesPerSecond)));
        services.AddSingleton<OutboxPump>().AddHostedService(provider => provider.GetRequiredService<OutboxPump>());
    }

    private static void AddConnection(IServiceCollection services, TelegramMode mode, IHostEnvironment environment)
    {
        if (mode == TelegramMode.Off)
        {
            if (environment.IsDevelopment()) services.AddSingleton<BotConsole>().AddSingleton<IBotTransport>(provider => provider.GetRequiredService<BotConsole>());
            else services.AddSingleton<IBotTransport, SilentTransport>();
            return;
        }
        services.AddSingleton<ITelegramBotClient>(provider => Connect(provider.GetRequiredService<IOptions<TelegramOptions>>().Value));
        services.AddSingleton<IBotTransport, TelegramTransport>().AddSingleton<BotIntroduction>();
        if (mode == TelegramMode.Polling) services.AddHostedService<TelegramPoller>();
        else services.AddSingleton<TelegramEndpoint>().AddHostedService<TelegramWebhook>();
    }

    private static TelegramBotClient Connect(TelegramOptions options) =>
        new(new TelegramBotClientOptions(options.BotToken!, options.BaseUrl is { Length: > 0 } url ? url : null));
}
