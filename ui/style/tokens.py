"""The colours of the window by meaning, for light and for dark, as plain values."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Pattern(StrEnum):
    """What tells tints apart where colour cannot: in grey and for a colour-blind reader."""

    PLAIN = "plain"
    DOTS = "dots"
    RISING = "rising"
    FALLING = "falling"
    LINES = "lines"
    BARS = "bars"
    CROSS = "cross"
    DIAMONDS = "diamonds"
    DENSE = "dense"
    SOLID = "solid"


@dataclass(frozen=True, slots=True)
class Tint:
    """An activity's colour: what is filled, what is written on it, its outline and pattern."""

    fill: str
    ink: str
    edge: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the desk. Every name says what the colour means, never which colour it is."""

    name: str
    dark: bool
    paper: str  # the ground of tables and fields
    panel: str  # the ground of rails, bars and headers
    raised: str  # cards and menus
    line: str  # hairlines; carry no meaning
    edge: str  # outlines of fields and buttons; 3:1 on paper
    text: str
    soft: str  # secondary text; still 4.5:1
    accent: str
    on_accent: str
    accent_fill: str  # selected rows, chosen rail entry
    focus: str
    weekend: str
    holiday: str
    group: str  # the band that names a staff group
    hatch: str  # stripes of leave and of gaps
    danger: str
    danger_fill: str
    warning: str
    warning_fill: str
    notice: str
    notice_fill: str
    good: str
    good_fill: str

    def tokens(self) -> dict[str, str]:
        """Every colour by its name, as the style sheet asks for them."""
        return {
            field.name: str(getattr(self, field.name))
            for field in fields(self)
            if field.name not in {"name", "dark"}
        }

    def tint(self, name: str) -> Tint:
        """The tint of that name in this look; an unknown name reads as grey."""
        tints = DARK_TINTS if self.dark else LIGHT_TINTS
        return tints.get(name, tints["grey"])


LIGHT = Theme(
    name="light",
    dark=False,
    paper="#ffffff",
    panel="#f7f8fa",
    raised="#ffffff",
    line="#e3e6ea",
    edge="#7c8591",
    text="#1b1f24",
    soft="#58606b",
    accent="#1d5b9e",
    on_accent="#ffffff",
    accent_fill="#e1edf9",
    focus="#1d5b9e",
    weekend="#f2f4f7",
    holiday="#f6efdd",
    group="#f2f4f7",
    hatch="#c9ced6",
    danger="#ab1f17",
    danger_fill="#fdeceb",
    warning="#815300",
    warning_fill="#fff4d9",
    notice="#1d5b9e",
    notice_fill="#e8f1fb",
    good="#1c6a38",
    good_fill="#e9f5eb",
)

DARK = Theme(
    name="dark",
    dark=True,
    paper="#15181c",
    panel="#1b1f24",
    raised="#20252b",
    line="#2d333b",
    edge="#788391",
    text="#e8ebef",
    soft="#a3adb8",
    accent="#7db8f2",
    on_accent="#0c1c2c",
    accent_fill="#1d3348",
    focus="#8cc4fa",
    weekend="#1b1f25",
    holiday="#2b2618",
    group="#1d2228",
    hatch="#464e59",
    danger="#ff9a8f",
    danger_fill="#3a1c1a",
    warning="#f3c267",
    warning_fill="#352a12",
    notice="#8cc4fa",
    notice_fill="#182b3e",
    good="#86d49b",
    good_fill="#17301e",
)

LIGHT_TINTS = {
    "blue": Tint("#d4e6f7", "#0b3c6e", "#4a82ba", Pattern.PLAIN),
    "green": Tint("#d9efda", "#14502a", "#4c8f5f", Pattern.DOTS),
    "amber": Tint("#fbe4b6", "#5c3b00", "#a87a1d", Pattern.RISING),
    "violet": Tint("#e8ddf6", "#47236e", "#8a67b3", Pattern.DIAMONDS),
    "grey": Tint("#eaecef", "#3e454f", "#828b96", Pattern.LINES),
    "teal": Tint("#d5ecea", "#0a4945", "#3f8f89", Pattern.BARS),
    "navy": Tint("#2f3d5b", "#ffffff", "#1c2740", Pattern.SOLID),
    "red": Tint("#f9d6d0", "#7a1c11", "#bb5a4c", Pattern.FALLING),
    "sand": Tint("#f0e7d7", "#53421e", "#958259", Pattern.DENSE),
    "rose": Tint("#f9dae7", "#721a43", "#b4608a", Pattern.CROSS),
}

DARK_TINTS = {
    "blue": Tint("#1d3c5a", "#d6e9fb", "#5f94c6", Pattern.PLAIN),
    "green": Tint("#1f4029", "#d3f0d9", "#5f9f70", Pattern.DOTS),
    "amber": Tint("#4d3a10", "#fce6b4", "#b58f3c", Pattern.RISING),
    "violet": Tint("#3b2956", "#eadcfb", "#9c7ec7", Pattern.DIAMONDS),
    "grey": Tint("#31373f", "#dde2e8", "#818b97", Pattern.LINES),
    "teal": Tint("#173f3d", "#cdefeb", "#4f9f99", Pattern.BARS),
    "navy": Tint("#465a88", "#ffffff", "#8ea3d1", Pattern.SOLID),
    "red": Tint("#54241d", "#fddad4", "#c5736a", Pattern.FALLING),
    "sand": Tint("#3f3724", "#f0e5cd", "#988761", Pattern.DENSE),
    "rose": Tint("#4d2338", "#fad8e6", "#bd7398", Pattern.CROSS),
}


_LINEAR_BELOW = 0.04045  # WCAG 2.2, relative luminance


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 black to 1 white (WCAG 2.2)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
