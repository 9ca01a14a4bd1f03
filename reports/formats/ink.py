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
    "blue": Tint("D3E6FA", "14406B"),
    "green": Tint("DDEFD9", "1D4D1B"),
    "amber": Tint("FBE3B4", "5A3B00"),
    "yellow": Tint("FBF1BD", "544700"),
    "orange": Tint("FADBC0", "6A3206"),
    "red": Tint("F8D3CF", "7A1712"),
    "purple": Tint("E6DAF5", "46217A"),
    "violet": Tint("E6DAF5", "46217A"),
    "teal": Tint("DCEBEC", "0F4A50"),
    "mint": Tint("CFF0E7", "0A4F40"),
    "pink": Tint("F9D9E8", "75154A"),
    "brown": Tint("E9DDD2", "53351A"),
    "navy": Tint("2F3E5C", "FFFFFF"),
    "indigo": Tint("2F3E5C", "FFFFFF"),
    "dark": Tint("2F3E5C", "FFFFFF"),
    "grey": Tint("ECEEF1", "374151"),
}


def tint(name: str) -> Tint:
    """The tint of that name; grey when the name is not known here."""
    return TINTS.get(name.casefold(), TINTS["grey"])
