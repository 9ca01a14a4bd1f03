"""What every document needs once it is asked for: its format, its stamp, its file."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol, TypeVar

from reports.document import Document, Stamp, check_code
from reports.formats import csv, pdf, xlsx
from reports.formats.words import file_word
from reports.report import Build, BuildForOne
from reports.wording import version_words
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.rota_version import rota_version
from rota_desk.unit_of_work import Reading

T = TypeVar("T")
Told_co = TypeVar("Told_co", covariant=True)
Shown_contra = TypeVar("Shown_contra", contravariant=True)
Draw = dict[str, Callable[[T, Stamp, str], bytes]]

_MEDIA = {
    "pdf": pdf.MEDIA_TYPE,
    "xlsx": xlsx.MEDIA_TYPE,
    "csv": csv.MEDIA_TYPE,
    "json": "application/json",
}


class Asked(Protocol[Told_co]):
    """A question about the days from `start` until before `end`."""

    def __call__(self, read: Reading, /, *, start: dt.date, end: dt.date) -> Told_co:
        """Answer it."""
        ...


class AskedOfOne(Protocol[Told_co]):
    """The same about one clinician, or about everybody whom it concerns."""

    def __call__(
        self, read: Reading, /, *, start: dt.date, end: dt.date, clinician: int | None
    ) -> Told_co:
        """Answer it."""
        ...


class Printed(Protocol[Shown_contra]):
    """Draws pages of a size of paper."""

    def __call__(self, found: Shown_contra, mark: Stamp, /, *, paper: str) -> bytes:
        """Draw them."""
        ...


class Versioned(Protocol):
    """Whatever knows its version and what changed since."""

    @property
    def version(self) -> int:
        """The newest version that speaks of the days; 0 before any."""
        ...

    @property
    def changes(self) -> int:
        """How many entries of the days differ from it."""
        ...


def drawers(
    *,
    pdf: Printed[T] | None = None,
    xlsx: Callable[[T, Stamp], bytes] | None = None,
    csv: Callable[[T], bytes] | None = None,
    json: Callable[[T, Stamp], bytes] | None = None,
    paper: str = "A4",
) -> Draw[T]:
    """How a document is drawn in each of its formats; `paper` is its usual sheet."""
    draw: Draw[T] = {}
    if pdf is not None:
        draw["pdf"] = lambda found, mark, on: pdf(found, mark, paper=on or paper)
    if xlsx is not None:
        draw["xlsx"] = lambda found, mark, _: xlsx(found, mark)
    if csv is not None:
        draw["csv"] = lambda found, _mark, _: csv(found)
    if json is not None:
        draw["json"] = lambda found, mark, _: json(found, mark)
    return draw


def of_days(
    name: str,
    asked: Asked[T],
    facts: Callable[[T], tuple[object, ...]],
    draw: Draw[T],
    *,
    versioned: bool = False,
) -> Build:
    """A document of some days: what is asked, what a reader can see of it, how it is drawn.

    A `versioned` one has another check code once the rota has another version.
    """

    def build(
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
    ) -> Document:
        drawn = chosen(draw, name, format)
        found = desk.ask(asked, start=start, end=checked(start, end))
        mark = stamped(desk, start, end, facts(found), versioned=versioned)
        return document(name, start, format, drawn(found, mark, paper))

    return build


def of_one(
    name: str,
    asked: AskedOfOne[T],
    facts: Callable[[T], tuple[object, ...]],
    draw: Draw[T],
    *,
    versioned: bool = False,
    whose: Callable[[T], str] | None = None,
    days: Callable[[T], tuple[dt.date, dt.date] | None] | None = None,
) -> BuildForOne:
    """Likewise, of one clinician where one is named.

    `whose` is the person's name, for the file of one; `days` are those that the answer speaks of,
    where they are not the ones asked for: a leave year, a quarter.
    """

    def build(
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
        clinician: int | None = None,
    ) -> Document:
        drawn = chosen(draw, name, format)
        found = desk.ask(asked, start=start, end=checked(start, end), clinician=clinician)
        first, after = (days(found) if days else None) or (start, end)
        mark = stamped(desk, first, after, facts(found), versioned=versioned)
        of = whose(found) if whose and clinician is not None else ""
        return document(
            f"{name}-{file_word(of)}" if of else name, first, format, drawn(found, mark, paper)
        )

    return build


def stamped(
    desk: Desk,
    start: dt.date,
    end: dt.date,
    facts: tuple[object, ...],
    *,
    versioned: bool = False,
) -> Stamp:
    """What every page says of itself, now, and of the rota of its days."""
    refuse_what_if(desk)
    rota = desk.ask(rota_version, start=start, end=end)
    return stamp(desk, rota, check_code(*facts, *((rota.version,) if versioned else ())))


def stamp(desk: Desk, sheet: Versioned, code: str) -> Stamp:
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
