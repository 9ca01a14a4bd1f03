"""How an expense line reads in its queue."""

from decimal import Decimal

from models.types import ExpenseState
from rota_desk.domain.claim_case import Mark
from rota_desk.queries.expenses import ExpenseEvidence
from rota_desk.words import day_words
from ui.widgets.table import Column

QUEUES: tuple[tuple[str, tuple[ExpenseState, ...]], ...] = (
    (
        "To do",
        (
            ExpenseState.SUBMITTED,
            ExpenseState.QUERIED,
            ExpenseState.VERIFIED,
            ExpenseState.APPROVED,
        ),
    ),
    ("To verify", (ExpenseState.SUBMITTED,)),
    ("Queries", (ExpenseState.QUERIED,)),
    ("To approve", (ExpenseState.VERIFIED,)),
    ("To pay", (ExpenseState.APPROVED,)),
    ("Done", (ExpenseState.PAID, ExpenseState.REJECTED)),
    ("All", ()),
)
_KINDS = {
    ExpenseState.QUERIED: "warning",
    ExpenseState.REJECTED: "danger",
    ExpenseState.PAID: "good",
}
_MARKS = {Mark.CROSS: "✗", Mark.QUESTION: "?"}
_TONES = {Mark.CROSS: "danger", Mark.QUESTION: "warning", Mark.TICK: "good"}


def miles_words(one: ExpenseEvidence) -> str:
    """The miles of a journey; empty for anything else."""
    return "" if one.line.miles is None else f"{one.line.miles.normalize():f}"


def pounds_words(one: ExpenseEvidence) -> str:
    """What it is paid, or that nothing can be reckoned yet."""
    pounds = one.line.pounds
    return "not reckoned" if pounds is None else f"£{pounds:,.2f}"


def marks_words(one: ExpenseEvidence) -> str:
    """What asks for a look: "1 ✗ 2 ?"; "✓ agrees" where nothing does."""
    if one.line.state is ExpenseState.REJECTED:
        return "– rejected"
    found = [f"{one.count(mark)} {shape}" for mark, shape in _MARKS.items() if one.count(mark)]
    return " ".join(found) or "✓ agrees"


def _tone(one: ExpenseEvidence) -> str:
    return "soft" if one.line.state is ExpenseState.REJECTED else _TONES.get(one.worst, "soft")


def _total(one: ExpenseEvidence) -> Decimal:
    return one.line.pounds or Decimal(0)


COLUMNS: tuple[Column[ExpenseEvidence], ...] = (
    Column("Line", lambda e: e.line.reference, 84, spare=1),
    Column("Claimant", lambda e: e.line.claimant, 130, least=80),
    Column("Day", lambda e: day_words(e.line.day), 90, sort=lambda e: e.line.day),
    Column("What", lambda e: e.line.what, 210, tip=lambda e: e.line.note, least=70),
    Column(
        "Miles", miles_words, 60, right=True, sort=lambda e: e.line.miles or Decimal(0), spare=3
    ),
    Column("Amount", pounds_words, 90, right=True, sort=_total, tip=lambda e: e.line.reckoned),
    Column("Evidence", marks_words, 90, kind=_tone, tip=lambda e: e.summary, spare=2),
    Column(
        "State",
        lambda e: e.line.state_words,
        84,
        kind=lambda e: _KINDS.get(e.line.state, ""),
        sort=lambda e: list(ExpenseState).index(e.line.state),
        tip=lambda e: e.line.rejection_reason or e.line.query,
    ),
    Column(
        "What it asks",
        lambda e: e.summary if e.asks else f"Next: {e.line.next_step}",
        230,
        kind=lambda _e: "soft",
        tip=lambda e: e.summary,
        least=110,
        spare=4,
    ),
)
