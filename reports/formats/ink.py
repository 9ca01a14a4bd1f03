"""Colours for paper: each tint has letters dark enough on it, and its own grey."""

from dataclasses import dataclass

INK = "1F2937"
QUIET = "566173"  # 4.5:1 and better on white
RULE = "C9D0D9"
SHADE = "F1F3F6"
SLATE = "3D4A5C"


@dataclass(frozen=True, slots=True)
class Tint:
    """A ground and the letters on it, as six hexadecimal digits each."""

    ground: str
    letters: str


TINTS = {
    "blue": Tint("D4E6F7", "0B3C6E"),
    "green": Tint("D9EFDA", "14502A"),
    "amber": Tint("FBE4B6", "5C3B00"),
    "violet": Tint("E8DDF6", "47236E"),
    "grey": Tint("EAECEF", "3E454F"),
    "teal": Tint("D5ECEA", "0A4945"),
    "navy": Tint("2F3D5B", "FFFFFF"),
    "red": Tint("F9D6D0", "7A1C11"),
    "sand": Tint("F0E7D7", "53421E"),
    "rose": Tint("F9DAE7", "721A43"),
}


def tint(name: str) -> Tint:
    """The tint of that name; grey when the name is not known here."""
    return TINTS.get(name.casefold(), TINTS["grey"])
