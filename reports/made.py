"""What every document needs once it is drawn: its stamp, its format, its file."""

import datetime as dt
from typing import TypeVar

from reports.document import Document, Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.words import file_word
from reports.wording import version_words
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.rota_sheet import RotaSheet

T = TypeVar("T")

_MEDIA = {
    "pdf": pdf.MEDIA_TYPE,
    "xlsx": xlsx.MEDIA_TYPE,
    "csv": csv.MEDIA_TYPE,
    "json": "application/json",
}


def stamp(desk: Desk, sheet: RotaSheet, code: str) -> Stamp:
    """What every page says of itself, now."""
    refuse_what_if(desk)
    head = desk.ask(letterhead)
    version = version_words(sheet.version, sheet.changes)
    return Stamp(head.department, version, head.wall, desk.who, code)


def refuse_what_if(desk: Desk) -> None:
    """Nothing of a what-if leaves the desk."""
    if desk.trying:
        raise Refusal("This is a what-if: nothing of it is printed or sent. Apply it first.")


def chosen(draw: dict[str, T], name: str, form: str) -> T:
    """How a document is drawn in a format; a refusal names those it has."""
    if form not in draw:
        raise Refusal(f"{name} is made as {', '.join(draw)}, not as {form}. Choose one of these.")
    return draw[form]


def checked(start: dt.date, end: dt.date) -> dt.date:
    """The end of a period; a refusal when it does not lie after its start."""
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    return end


def document(name: str, start: dt.date, form: str, content: bytes) -> Document:
    """A finished file with its name."""
    return Document(name, f"{file_word(name)}-{start}.{form}", _MEDIA[form], content)
