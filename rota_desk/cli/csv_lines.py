"""The text of a CSV file line by line, with plain words for whatever is no text."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rota_desk.errors import CannotOpen

_WORKBOOKS = (b"PK", b"\xd0\xcf")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HANDED_OVER = ("/dev/", "/proc/")
_MARK = b"\xef\xbb\xbf"
_LONGEST_LINE = 64 * 2**20  # bytes; a whole file of an old Mac is one line
_OLD_END = re.compile(r"(?<=\r)(?!\n)")


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file for reading, or say in a sentence why it cannot be."""
    if not name:
        raise CannotOpen("No file is named; give the name of the CSV file.")
    try:
        _refuse_pipe(name)
        with Path(name).open("rb") as file:
            yield file
    except IsADirectoryError:
        raise CannotOpen(f"{name} is a folder; name the CSV file in it.") from None
    except FileNotFoundError:
        raise CannotOpen(f"There is no file {name}; check the name and the folder.") from None
    except PermissionError:
        raise CannotOpen(_unreadable(name)) from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or "the name is none"
        raise CannotOpen(f"{name} cannot be read: {why}.") from None


def _refuse_pipe(name: str) -> None:
    """Refuse a pipe with a name of its own, which would be waited for without end.

    What a shell hands over, such as /dev/stdin, has somebody who writes into it.
    """
    if Path(name).is_fifo() and not name.startswith(_HANDED_OVER):
        raise CannotOpen(f"{name} is a pipe, not a file; keep what comes out of it in a CSV file.")


def _unreadable(name: str) -> str:
    """Tell a folder, which some systems refuse as forbidden, from a file that is."""
    if Path(name).is_dir():
        return f"{name} is a folder; name the CSV file in it."
    return f"{name} may not be read by you; ask whoever owns it, or copy it to your own folder."


def lines_of(name: str, file: BinaryIO) -> Iterator[str]:
    """Give the lines of a file in UTF-8, each with its end, without a byte-order mark."""
    number = 0
    heading = ""
    while raw := file.readline(_LONGEST_LINE + 1):
        if len(raw) > _LONGEST_LINE:
            raise CannotOpen(f"{name} is not a CSV file: row {number + 1} has no end to be seen.")
        if not number:
            raw = _begun(name, raw)
        for line in _OLD_END.split(_decoded(name, raw, number + 1, heading)):
            number += 1
            heading = heading or line
            if line:
                yield line


def _begun(name: str, raw: bytes) -> bytes:
    if raw.startswith(_WORKBOOKS):
        raise CannotOpen(f"{name} is a workbook, not a CSV file; save its sheet as CSV (UTF-8).")
    if raw.startswith(_WIDE):
        raise CannotOpen(
            f"{name} is in UTF-16 (Unicode text), not in UTF-8; save it as CSV (UTF-8)."
        )
    return raw.removeprefix(_MARK)


def _decoded(name: str, raw: bytes, number: int, heading: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        where = _where(raw[: wrong.start].decode("utf-8"), number, heading)
        raise CannotOpen(
            f"{name} is not in UTF-8 ({where}); save it as CSV (UTF-8) and try again."
        ) from None
    if "\x00" in text:
        where = _where(text.partition("\x00")[0], number, heading)
        raise CannotOpen(
            f"{name} is not a text file ({where} holds a NUL); save the sheet as CSV (UTF-8)."
        )
    return text


def _where(before: str, number: int, heading: str) -> str:
    """Name the row and the column in which a line goes wrong, as well as can be told."""
    headings = heading.strip().split(",")
    place = before.count(",")
    known = number > 1 and place < len(headings) and headings[place].strip(' "')
    return f"row {number}, column {known or place + 1}"


def separated_by(headings: str, needed: Iterable[str]) -> str:
    """Name what a first row parts its headings by when it is no comma, empty if nothing does."""
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        parted = [one.strip(' "').lower() for one in headings.strip().split(mark)]
        if all(one in parted for one in needed):
            return word
    return ""
