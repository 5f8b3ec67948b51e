using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Ui;

/// <summary>The drawings behind <see cref="Icon"/>, on a field of 20 by 20, in strokes of the text's colour.</summary>
internal static class IconShapes
{
    private static readonly FrozenDictionary<IconName, MarkupString> Shapes = new Dictionary<IconName, string>
    {
        [IconName.Hydra] = """<path d="M10 17.5V5M10 11C6.300 11 4.700 8.900 4.700 5M10 11c3.700 0 5.300-2.100 5.300-6M8.200 5.800 10 3l1.800 2.800M3.100 6.600 4.700 4.400l2 2M16.900 6.600l-1.600-2.200-2 2"/>""",
        [IconName.Home] = """<path d="m3 9.200 7-5.700 7 5.700V16.500H3zM8 16.500V12h4v4.500"/>""",
        [IconName.Ticket] = """<path d="M2.500 6h15v2.500a1.500 1.500 0 0 0 0 3V14h-15v-2.500a1.500 1.500 0 0 0 0-3zM12.500 6.500v1M12.500 9.500v1M12.500 12.500v1"/>""",
        [IconName.Boards] = """<path d="M3 16.500V11h4v5.500M8 16.500v-13h4v13M13 16.500V7.500h4v9"/>""",
        [IconName.Shop] = """<path d="M4.200 7h11.600l.9 10H3.300zM7 9V6a3 3 0 0 1 6 0v3"/>""",
        [IconName.Person] = """<circle cx="10" cy="6.700" r="3.200"/><path d="M3.700 17c.5-3.400 2.900-5 6.300-5s5.800 1.600 6.300 5"/>""",
        [IconName.People] = """<circle cx="7.200" cy="7" r="2.700"/><path d="M2.200 16.300c.3-3.100 2.100-4.600 5-4.600s4.700 1.500 5 4.600M13.200 4.700a2.300 2.300 0 0 1 0 4.500M14.600 12c2 .4 3 1.800 3.200 4.300"/>""",
        [IconName.Settings] = """<circle cx="10" cy="10" r="2.700"/><path d="M10 2.700v2.200M10 15.100v2.200M2.700 10h2.200M15.100 10h2.200M4.800 4.800l1.600 1.600M13.600 13.600l1.600 1.600M15.200 4.800l-1.600 1.600M6.400 13.600l-1.600 1.600"/>""",
        [IconName.Shield] = """<path d="M10 2.500 16.300 5v5c0 3.900-2.600 6.200-6.300 7.500C6.300 16.200 3.700 13.900 3.700 10V5z"/>""",
        [IconName.Sliders] = """<path d="M2.500 6h8M14.500 6h3M2.500 14h3M9.500 14h8"/><circle cx="12.500" cy="6" r="2"/><circle cx="7.500" cy="14" r="2"/>""",
        [IconName.Clock] = """<circle cx="10" cy="10" r="7"/><path d="M10 6v4.200l2.700 1.800"/>""",
        [IconName.Send] = """<path d="M17.300 2.700 9 11M17.300 2.700 12 17.300 9 11 2.700 8z"/>""",
        [IconName.Eye] = """<path d="M2 10c2-3.700 4.700-5.500 8-5.500s6 1.800 8 5.500c-2 3.700-4.700 5.500-8 5.500S4 13.700 2 10z"/><circle cx="10" cy="10" r="2.500"/>""",
        [IconName.Leave] = """<path d="M8 3.500H3.500v13H8M12.500 6.500 16 10l-3.500 3.500M16 10H7.500"/>""",
        [IconName.Sun] = """<circle cx="10" cy="10" r="3.500"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.400 4.400l1.400 1.400M14.200 14.200l1.400 1.400M15.600 4.400l-1.400 1.400M5.800 14.200l-1.400 1.400"/>""",
        [IconName.Moon] = """<path d="M16.500 12.300A7 7 0 0 1 7.700 3.500a7 7 0 1 0 8.800 8.800z"/>""",
        [IconName.Flask] = """<path d="M7.700 2.800h4.600M8.500 2.800v5L4 16.700h12L11.500 7.800v-5M6.200 12.300h7.600"/>""",
        [IconName.Warning] = """<path d="M10 3 18 16.800H2zM10 8v4M10 14.200v.3"/>""",
        [IconName.Check] = """<path d="m4.300 10.600 3.700 3.700 7.700-8.300"/>""",
        [IconName.Cross] = """<path d="m5.500 5.500 9 9M14.500 5.500l-9 9"/>""",
        [IconName.Plus] = """<path d="M10 4.500v11M4.500 10h11"/>""",
        [IconName.Minus] = """<path d="M4.500 10h11"/>""",
        [IconName.Arrow] = """<path d="M3.500 10h13M12 5.500l4.500 4.500-4.500 4.500"/>""",
        [IconName.ArrowBack] = """<path d="M16.500 10h-13M8 5.500 3.500 10 8 14.500"/>""",
        [IconName.ChevronDown] = """<path d="m5.500 8 4.500 4.500L14.500 8"/>""",
        [IconName.Info] = """<circle cx="10" cy="10" r="7"/><path d="M10 9.300v4M10 6.500v.3"/>""",
        [IconName.Lock] = """<rect x="4.500" y="9" width="11" height="8" rx="1.500"/><path d="M7 9V6.300a3 3 0 0 1 6 0V9"/>""",
        [IconName.Flame] = """<path class="full" d="M10.600 2.200c.2 3.200 4.400 4.700 4.400 9.200a5 5 0 0 1-10 0c0-2 .9-3.200 2-4.400.1 1.500.8 2.300 1.600 2.400-.6-2.600.2-5.200 2-7.200z"/>""",
        [IconName.Target] = """<circle cx="10" cy="10" r="5.700"/><path d="M10 2v4M10 14v4M2 10h4M14 10h4"/>""",
        [IconName.Rings] = """<circle cx="10" cy="10" r="7"/><circle cx="10" cy="10" r="3"/>""",
        [IconName.Bolt] = """<path d="M11.200 2.500 4.500 11.300h5l-.7 6.200 6.700-8.800h-5z"/>""",
        [IconName.Star] = """<path d="m10 2.700 2.200 4.700 5.100.6-3.800 3.500 1 5.100L10 14.100l-4.500 2.500 1-5.100L2.700 8l5.100-.6z"/>""",
        [IconName.Crown] = """<path d="m3 6.500 3.600 3.300L10 4l3.400 5.800L17 6.500 15.600 16H4.400z"/>""",
        [IconName.Medal] = """<path d="M6.500 2.500 9 8M13.500 2.500 11 8"/><circle cx="10" cy="12.500" r="4.700"/><path d="m8.300 12.600 1.200 1.200 2.200-2.500"/>""",
        [IconName.Snow] = """<path d="M10 2.500v15M3.500 6.200l13 7.600M16.500 6.200l-13 7.600M8 3.800l2 1.700 2-1.700M8 16.200l2-1.700 2 1.700"/>""",
        [IconName.Radar] = """<path d="M15 5a7 7 0 1 0 2 5M12.300 7.700a3.200 3.200 0 1 0 .9 2.300M10 10l6-6"/>""",
        [IconName.Cap] = """<path d="m2 8 8-3.800L18 8l-8 3.800zM5.500 10v3.800c2.500 2 6.500 2 9 0V10"/>""",
        [IconName.Share] = """<circle cx="5" cy="10" r="2.200"/><circle cx="15" cy="5" r="2.200"/><circle cx="15" cy="15" r="2.200"/><path d="m7 9 6-3M7 11l6 3"/>""",
        [IconName.Card] = """<rect x="2.500" y="5" width="15" height="10.500" rx="2"/><path d="M2.500 8.700h15M5.500 12.500h3"/>""",
        [IconName.Bell] = """<path d="M5 13.700V9c0-3.200 2-5.200 5-5.200S15 5.800 15 9v4.700l1.200 1.100H3.800zM8.500 17h3"/>""",
        [IconName.Search] = """<circle cx="9" cy="9" r="5.500"/><path d="m13.200 13.200 4 4"/>""",
        [IconName.Up] = """<path class="full" d="M10 4 18 17H2z"/>""",
        [IconName.Down] = """<path d="M10 16 17 4.500H3z"/>""",
        [IconName.Robot] = """<rect x="3.500" y="7" width="13" height="9.500" rx="2"/><path d="M10 7V3.500M7.500 11v.5M12.500 11v.5M8 14h4"/>""",
        [IconName.Key] = """<circle cx="7" cy="13" r="3.700"/><path d="m9.700 10.300 7-7M13.500 6.500l2 2M11.500 8.500l1.300 1.300"/>""",
        [IconName.Refresh] = """<path d="M16.300 10a6.300 6.300 0 1 1-1.800-4.400M16.500 3v3.500H13"/>""",
        [IconName.Copy] = """<rect x="7" y="7" width="9.500" height="9.500" rx="1.500"/><path d="M13 7V3.500H3.500V13H7"/>""",
        [IconName.Trash] = """<path d="M3.500 5.500h13M8 5.500v-2h4v2M5 5.500l.8 11h8.400l.8-11M8.500 9v4.500M11.500 9v4.500"/>""",
        [IconName.Edit] = """<path d="M3.500 16.500 4.300 13 13.700 3.500l2.800 2.800L7 15.700zM11.800 5.400l2.800 2.800"/>""",
        [IconName.Magazine] = """<path d="M6 3h6.500c.7 5-.2 9.500-2.500 14H4c2-4.500 2.700-9 2-14zM6.200 6.500h6.500M6 10h6.200M5 13.500h6"/>""",
        [IconName.Title] = """<path d="M4 5.500v-2h12v2M10 3.500v13M7.500 16.500h5"/>""",
        [IconName.Calendar] = """<rect x="3" y="4.500" width="14" height="12.500" rx="2"/><path d="M3 8.800h14M7 2.800v3.400M13 2.800v3.400"/>""",
        [IconName.Layers] = """<path d="m10 3 7 3.600-7 3.600-7-3.600zM3 10.200l7 3.600 7-3.600M3 13.600l7 3.600 7-3.600"/>""",
    }.ToFrozenDictionary(p => p.Key, p => new MarkupString(p.Value));

    /// <summary>The shapes of one icon, to stand inside an svg element.</summary>
    internal static MarkupString Of(IconName name) => Shapes[name];
}
