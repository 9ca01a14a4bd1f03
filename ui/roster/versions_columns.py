"""The columns of the two tables of Versions: what was told, and what differs."""

from rota_desk.queries.version_changes import Difference, Differs
from rota_desk.queries.versions import VersionLine
from rota_desk.words import count_words, day_words, moment_words, span_words
from ui.widgets.table import Column

SIGNS = {
    Differs.ADDED: "+",
    Differs.MOVED: "→",
    Differs.REMOVED: "−",
    Differs.CHANGED: "≠",
    Differs.BOOKED: "·",
}
KINDS = {
    Differs.ADDED: "good",
    Differs.MOVED: "notice",
    Differs.REMOVED: "danger",
    Differs.CHANGED: "warning",
    Differs.BOOKED: "soft",
}


def _held(one: VersionLine) -> str:
    gaps = count_words(one.gaps, "gap") if one.gaps else "no gaps"
    people = count_words(one.people, "person", "people")
    return f"{count_words(one.sessions, 'session')}, {people}, {gaps}"


def _how(one: Difference) -> str:
    return f"{SIGNS[one.how]} {one.how.value}"


def _since(one: VersionLine) -> str:
    return f"{one.untold} untold" if one.untold else ""


def _on(one: Difference, words: str) -> str:
    """What it was or is, without the day that stands in the first column."""
    return words.removeprefix(f"{day_words(one.day)} ")


def _by_day(one: Difference) -> tuple[bool, object, str]:
    """By day, then by person; what was booked comes last in any order."""
    return one.how is Differs.BOOKED, one.day, one.who


def _by_person(one: Difference) -> tuple[bool, str, object]:
    return one.how is Differs.BOOKED, one.who, one.day


VERSION_COLUMNS: tuple[Column[VersionLine], ...] = (
    Column("Version", lambda one: f"v{one.number}", 60, sort=lambda one: one.number),
    Column("Days", lambda one: span_words(one.first, one.last), 200, sort=lambda one: one.first),
    Column("Of", lambda one: one.rota or "Department", 130, least=80, spare=4),
    Column("Told", lambda one: moment_words(one.made), 130, sort=lambda one: one.made, spare=1),
    Column("By", lambda one: one.by, 90, least=50, spare=3),
    Column("Holds", _held, 230, sort=lambda one: one.sessions, least=110, spare=5),
    Column("Changes", _since, 90, kind=lambda one: "warning" if one.untold else ""),
    Column("Note", lambda one: one.note, 240, tip=lambda one: one.note, least=60, spare=2),
)

DIFFERENCE_COLUMNS: tuple[Column[Difference], ...] = (
    Column("Day", lambda one: day_words(one.day), 90, sort=_by_day),
    Column("Who", lambda one: one.who, 160, sort=_by_person, least=60),
    Column("How", _how, 140, kind=lambda one: KINDS[one.how], least=30),
    Column("Was", lambda one: _on(one, one.was), 330, tip=lambda one: one.was, least=66),
    Column("Is", lambda one: _on(one, one.now), 330, tip=lambda one: one.now, least=66),
)
