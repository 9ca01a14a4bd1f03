"""Text made fit for a page, a cell or a line."""

import re
import unicodedata

_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
_KEPT = {"\n", "\t"}
_UNPRINTED = {"Cc", "Cs"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Drop control characters, broken halves of characters and marks that turn text round.

    Line ends and tabs stay.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter
        for letter in text
        if letter in _KEPT
        or (unicodedata.category(letter) not in _UNPRINTED and letter not in _TURNING)
    )


def one_line(text: str) -> str:
    """The printable text with every run of spaces and line ends as one space."""
    return " ".join(printable(text).split())


def file_word(text: str) -> str:
    """Make a word that every file system takes: lower case, ASCII letters, digits, hyphens.

    Names that Windows keeps for itself, such as `con`, get a word in front.
    """
    bare = unicodedata.normalize("NFKD", text.translate(_SPELT)).casefold()
    kept = [letter if letter.isascii() and letter.isalnum() else "-" for letter in _unmarked(bare)]
    word = "-".join(part for part in "".join(kept).split("-") if part) or "unnamed"
    return f"file-{word}" if _KEPT_BY_WINDOWS.fullmatch(word) else word


def _unmarked(text: str) -> str:
    """The text without its accents and apostrophes."""
    return "".join(
        letter for letter in text if not unicodedata.combining(letter) and letter not in "'\u2019"
    )


_SPELT = str.maketrans(
    {"Ł": "L", "ł": "l", "ß": "ss", "Ø": "O", "ø": "o", "Æ": "Ae", "æ": "ae", "Đ": "D", "đ": "d"}
)
