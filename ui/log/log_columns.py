"""How entries of the log and bring-forward dates read in a table."""

from rota_desk.queries.log_book import CATEGORIES, Standing
from rota_desk.queries.open_log import LogLine, ReminderLine
from rota_desk.words import count_words, day_and_year, day_words, moment_words
from ui.widgets.table import Column

FILTERS = (
    (Standing.OPEN, "Open"),
    (Standing.MINE, "Mine"),
    (Standing.DUE, "Due"),
    (Standing.DONE, "Closed"),
    (Standing.ALL, "All"),
)


def due_words(line: LogLine) -> str:
    """When it falls due, or when it was closed."""
    if line.done is not None:
        return f"✓ closed {day_words(line.done)}"
    if line.due is None:
        return ""
    return f"▲ {day_words(line.due)}, overdue" if line.overdue else day_words(line.due)


def about_words(line: LogLine) -> str:
    """Whom or what it is about."""
    return " · ".join(part for part in (line.who, line.about) if part)


def text_words(line: LogLine) -> str:
    """What was said, in one line; marked where it was put right."""
    said = " ".join(line.text.split())
    return f"✎ {said}" if line.corrected else said


def _due_kind(line: LogLine) -> str:
    if line.done is not None:
        return "good"
    return "danger" if line.overdue else ""


ENTRIES: tuple[Column[LogLine], ...] = (
    Column("Since", lambda one: moment_words(one.at), 130, least=84, sort=lambda one: one.at),
    Column(
        "Age",
        lambda one: count_words(one.age, "day") if one.age else "today",
        64,
        right=True,
        sort=lambda one: one.age,
        spare=4,
    ),
    Column("About", lambda one: CATEGORIES[one.category], 86, spare=3),
    Column("What", text_words, 420, tip=lambda one: one.text, least=150),
    Column("Who or what", about_words, 210, least=90, spare=1),
    Column("Owner", lambda one: one.owner, 100, spare=2),
    Column("Due", due_words, 170, least=84, kind=_due_kind, sort=lambda one: str(one.due or "9")),
)


def _when(line: ReminderLine) -> str:
    said = day_and_year(line.due)
    return f"▲ {said}, overdue" if line.overdue else said


REMINDERS: tuple[Column[ReminderLine], ...] = (
    Column(
        "On",
        _when,
        210,
        kind=lambda one: "danger" if one.overdue else "",
        sort=lambda one: one.due,
    ),
    Column("What", lambda one: one.text, 460, least=150),
    Column("Person", lambda one: one.who, 160, least=80),
    Column("Owner", lambda one: one.owner, 120, spare=1),
)
