"""How a request to bank or agency reads in its queue."""

from collections.abc import Callable
from decimal import Decimal

from models.types import CoverRequestState
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.cover_road import OPEN
from rota_desk.queries.bank import BankFacts, BankLine
from ui.widgets.table import Column

_KINDS = {
    CoverRequestState.REQUESTED: "warning",
    CoverRequestState.OFFERED: "warning",
    CoverRequestState.REFUSED: "danger",
    CoverRequestState.CANCELLED: "soft",
}


def _waits(one: BankFacts) -> bool:
    return one.state in OPEN


def _papers(one: BankFacts) -> bool:
    return one.bought.wants != ""


def _to_come(one: BankFacts) -> bool:
    return one.state is CoverRequestState.FILLED and not one.bought.worked


def _done(one: BankFacts) -> bool:
    return one.passed_on is not None or one.state in (
        CoverRequestState.REFUSED,
        CoverRequestState.CANCELLED,
    )


QUEUES: tuple[tuple[str, Callable[[BankFacts], bool]], ...] = (
    ("To do", lambda one: _waits(one) or _papers(one)),
    ("Unanswered", _waits),
    ("Papers", _papers),
    ("To come", _to_come),
    ("Done", _done),
    ("All", lambda _one: True),
)


def pounds_words(one: BankFacts) -> str:
    """What it costs; of what was not filled, what it would have."""
    if one.state in (CoverRequestState.REFUSED, CoverRequestState.CANCELLED):
        return "–"
    return "no rate" if one.bought.cost is None else f"£{one.bought.cost:,.2f}"


def papers_words(one: BankFacts) -> str:
    """The ticks: timesheet, invoice, payment."""
    if not one.bought.worked:
        return ""
    ticks = [("timesheet", one.bought.timesheet_seen), ("paid", one.passed_on is not None)]
    if one.bought.via.value == "agency":
        ticks.insert(1, ("invoice", one.bought.invoice_seen))
    return "  ".join(f"{'✓' if seen else '–'} {name}" for name, seen in ticks)


def _marks(one: BankLine) -> str:
    found = [
        f"{one.count(mark)} {shape}"
        for mark, shape in ((Mark.CROSS, "✗"), (Mark.QUESTION, "?"))
        if one.count(mark)
    ]
    return " ".join(found) or "✓ agrees"


def _tone(one: BankLine) -> str:
    if one.count(Mark.CROSS):
        return "danger"
    return "warning" if one.count(Mark.QUESTION) else "good"


COLUMNS: tuple[Column[BankLine], ...] = (
    Column("Request", lambda b: b.line.reference, 84, spare=1),
    Column("Shift", lambda b: b.line.when, 215, sort=lambda b: b.line.start, least=110),
    Column("What", lambda b: b.line.what, 190, tip=lambda b: b.line.what, least=70),
    Column("Through", lambda b: b.line.via_words, 120, least=96, spare=3),
    Column("Who", lambda b: b.line.who or b.line.grade, 130, least=80),
    Column(
        "Cost",
        lambda b: pounds_words(b.line),
        84,
        right=True,
        sort=lambda b: b.line.bought.cost or Decimal(0),
    ),
    Column(
        "State",
        lambda b: b.line.state_words,
        90,
        kind=lambda b: _KINDS.get(b.line.state, ""),
        tip=lambda b: b.line.answer,
    ),
    Column("Evidence", _marks, 78, kind=_tone, spare=2),
    Column(
        "Papers, or what next",
        lambda b: papers_words(b.line) or b.line.next_step,
        180,
        kind=lambda b: "" if b.line.bought.worked else "soft",
        tip=lambda b: b.line.next_step,
        least=110,
        spare=4,
    ),
)
