namespace HydraX.Web.Components.Ui;

/// <summary>The pictures that <see cref="Icon"/> can draw.</summary>
public enum IconName
{
    Hydra, Home, Ticket, Boards, Shop, Person, People, Settings, Shield, Sliders, Clock, Send, Eye, Leave, Sun, Moon, Flask, Warning,
    Check, Cross, Plus, Minus, Arrow, ArrowBack, ChevronDown, Info, Lock, Flame, Target, Rings, Bolt, Star, Crown, Medal, Snow, Radar,
    Cap, Share, Card, Bell, Search, Up, Down, Robot, Key, Refresh, Copy, Trash, Edit, Magazine, Title, Calendar, Layers,
}
