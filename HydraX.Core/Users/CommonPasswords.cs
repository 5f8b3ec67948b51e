using System.Collections.Frozen;

namespace HydraX.Core.Users;

/// <summary>
/// What people choose first: the words below, of love and sport, months, the trade's own; and a list of what was found in many places, by how often
/// (<c>common-passwords.txt</c>, written by <c>build/common-passwords.sh</c> from an npm package, whose licence stands beside it). Short ones stand here too,
/// because they come with digits around them.
/// </summary>
public static class CommonPasswords
{
    // Less is no word: a few digits around one or two letters are whatever somebody made up.
    private const int FewestLetters = 3;

    private const string Words = """
        password passwort passwords passw motdepasse contrasena parola parool wachtwoord haslo secret secretpassword topsecret
        letmein letmeinnow welcome welcomeback welcomehome changeme changemenow changeit default guest login logmein iloveyou iloveyouso
        iloveu loveyou lovely lover forever whatever nothing something anything trustno trustnoone opensesame openup
        qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertz qwertzui qwertzuiop azerty azertyui azertyuiop asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl
        zxcv zxcvb zxcvbn zxcvbnm qwertyasdf qwerasdf qwerasdfzxcv qazwsx qazwsxedc qazwsxedcrfv wsxedc edcrfv poiuytrewq lkjhgfdsa mnbvcxz
        qweasd qweasdzxc asdfqwer asdasd asdasdasd qweqwe qweqweqwe zxczxc zxczxczxc adgjmp abcd abcde abcdef abcdefg abcdefgh abcabc abcabcabc
        1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsx zaq1xsw2 qwe123qwe 123qweasd 123qweasdzxc
        1234554321 1234512345 1231231231 1212121212 1122334455 1357924680 0987654321 0123456789 1234567890 12345678910 123456789a 123456789q 147258369 147258369a
        159753456 789456123 789456123a 741852963 963852741 1020304050 1029384756 9876543210 1234567899 1234567891 1111122222 1234567887654321
        admin administrator adminadmin root rootroot toor system sysadmin superuser superadmin manager master masterkey mastermind test testtest testing tester
        testpassword user useruser username account myaccount mypassword mypass mypasswords newpassword oldpassword yourpassword thepassword nopassword
        computer internet network server database security hello hellohello helloworld hithere goodbye sunshine sunshines princess princesses prince
        dragon dragons dragonball monkey monkeys football footballs baseball basketball hockey soccer volleyball softball superman batman spiderman ironman
        starwars startrek pokemon minecraft fortnite roblox warcraft worldofwarcraft counterstrike callofduty leagueoflegends playstation nintendo
        michael jennifer jessica jordan michelle daniel ashley amanda andrea andrew anthony joshua matthew robert thomas william charlie charlotte
        alexander alexandra benjamin christian christopher elizabeth nicholas samantha stephanie victoria veronica sebastian
        shadow shadows killer killers hunter hunters ranger buster tigger ginger pepper cookie cookies summer summertime winter spring autumn
        january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
        flower flowers butterfly purple orange banana chocolate cheese chicken freedom freedoms liberty america american england germany
        london paris berlin newyork losangeles chelsea arsenal liverpool manchester manchesterunited barcelona realmadrid juventus bayern
        mustang ferrari porsche mercedes corvette harley harleydavidson yamaha money moneymoney rich getrich richrich dollar dollars million millionaire
        bitcoin bitcoins ethereum crypto cryptocurrency satoshi satoshinakamoto blockchain hodl hodlhodl tothemoon moonshot lambo whenlambo
        trading trader traders daytrader daytrading forex forextrading forextrader metatrader stocks invest investor broker bullish bearish
        hydrax hydra hydraxhydrax tradingbot telegram telegrambot presspass nibbler commander fieldmarshal correcthorsebatterystaple
        blink blinkone access accessgranted matrix phoenix thunder lightning diamond diamonds golden silver platinum rainbow angel angels angelina
        babygirl babyboy baby sweetheart sweety honey darling lovelove mylove familyfirst family children mother father brother sister jesus
        jesuschrist jesussaves godisgood blessed heaven samsung google facebook youtube twitter instagram linkedin microsoft windows apple iphone android
        """;

    /// <summary>The list, what is found most often first, in small letters.</summary>
    public static IReadOnlyList<string> Listed { get; } = Read();

    private static readonly FrozenSet<string> All = Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Listed).Concat(Listed.Select(PasswordRules.Bare).Where(bare => bare.Length >= FewestLetters)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is among them, without regard to case.</summary>
    public static bool Has(string word) => All.Contains(word);

    private static string[] Read()
    {
        using var lines = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
