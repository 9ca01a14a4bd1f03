"""How the ledger of gaps reads in a table."""

from models.types import GapCause
from rota_desk.queries.gap_words import CAUSES
from rota_desk.queries.provision import OverLine, ShortLine
from rota_desk.words import count_words, day_words
from ui.widgets.table import Column


def notice_words(line: ShortLine) -> str:
    """How long before the session its gap was known."""
    if line.known_days is None:
        return ""
    return "same day" if line.known_days <= 0 else count_words(line.known_days, "day")


def _cause_kind(line: ShortLine) -> str:
    return "warning" if line.cause == CAUSES[GapCause.UNKNOWN] else ""


SHORT: tuple[Column[ShortLine], ...] = (
    Column("When", lambda one: one.when, 130, sort=lambda one: one.start, least=84),
    Column("What", lambda one: one.what, 170, least=90),
    Column("Where", lambda one: one.place, 130, least=70),
    Column("Need", lambda one: str(one.need), 48, right=True, sort=lambda one: one.need),
    Column("Have", lambda one: str(one.have), 48, right=True, sort=lambda one: one.have),
    Column(
        "Cause",
        lambda one: one.cause,
        210,
        kind=_cause_kind,
        tip=lambda one: one.cause,
        least=110,
    ),
    Column(
        "Known since",
        lambda one: day_words(one.known_on) if one.known_on else "",
        100,
        sort=lambda one: str(one.known_on or ""),
    ),
    Column("Notice", notice_words, 80, right=True, sort=lambda one: one.known_days or 0),
    Column("Decision asked", lambda one: one.asked, 220, tip=lambda one: one.asked, least=90),
    Column("What was tried", lambda one: one.tried, 420, tip=lambda one: one.tried, least=100),
)

OVER: tuple[Column[OverLine], ...] = (
    Column("When", lambda one: one.when, 130, sort=lambda one: one.start),
    Column("What", lambda one: one.what, 170, least=90),
    Column("Where", lambda one: one.place, 130, least=70),
    Column("Need", lambda one: str(one.need), 48, right=True, sort=lambda one: one.need),
    Column("Have", lambda one: str(one.have), 48, right=True, sort=lambda one: one.have),
    Column("Note", lambda one: one.why, 420, tip=lambda one: one.why, least=110),
)
