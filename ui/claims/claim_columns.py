"""How a claim reads in the queue."""

from collections.abc import Mapping

from models.types import ClaimState
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.said import span
from rota_desk.queries.claim_evidence import ClaimEvidence
from rota_desk.queries.claims import ClaimLine
from ui.widgets.table import Column

FILTERS: tuple[tuple[str, tuple[ClaimState, ...]], ...] = (
    (
        "To do",
        (
            ClaimState.DRAFT,
            ClaimState.PRE_AUTHORISED,
            ClaimState.WORKED,
            ClaimState.CLAIMED,
            ClaimState.QUERIED,
            ClaimState.ROTA_VERIFIED,
            ClaimState.APPROVED,
            ClaimState.SENT,
        ),
    ),
    ("To verify", (ClaimState.CLAIMED,)),
    ("To approve", (ClaimState.ROTA_VERIFIED,)),
    ("To pay", (ClaimState.APPROVED, ClaimState.SENT)),
    (
        "Not submitted",
        (ClaimState.DRAFT, ClaimState.PRE_AUTHORISED, ClaimState.WORKED, ClaimState.QUERIED),
    ),
    ("Done", (ClaimState.PAID, ClaimState.REJECTED, ClaimState.CANCELLED)),
    ("All", ()),
)
_KINDS = {
    ClaimState.QUERIED: "warning",
    ClaimState.REJECTED: "danger",
    ClaimState.PAID: "good",
    ClaimState.CANCELLED: "soft",
}
_MARKS = {Mark.CROSS: "✗", Mark.QUESTION: "?"}
_TONES = {Mark.CROSS: "danger", Mark.QUESTION: "warning"}


def quantity_words(claim: ClaimLine) -> str:
    """The quantity with its unit: "4 h", "1 session"."""
    number = f"{claim.quantity.normalize():f}"
    return f"{number} h" if claim.unit == "hour" else f"{number} {claim.unit}"


def marks_words(found: ClaimEvidence | None) -> str:
    """What asks for a look: "1 ✗ 2 ?"; "✓ agrees" where nothing does; empty if not checked."""
    if found is None:
        return ""
    counts = ((found.count(mark), shape) for mark, shape in _MARKS.items())
    return " ".join(f"{count} {shape}" for count, shape in counts if count) or "✓ agrees"


def _tone(found: ClaimEvidence | None) -> str:
    if found is None:
        return ""
    tones = (tone for mark, tone in _TONES.items() if found.count(mark))
    return next(tones, "good")


def claim_columns(checked: Mapping[int, ClaimEvidence]) -> tuple[Column[ClaimLine], ...]:
    """The columns of the queue; what was checked is looked up by the number of the claim."""
    evidence: Column[ClaimLine] = Column(
        "Evidence",
        lambda c: marks_words(checked.get(c.claim_id)),
        90,
        kind=lambda c: _tone(checked.get(c.claim_id)),
        tip=lambda c: checked[c.claim_id].summary if c.claim_id in checked else "",
        spare=1,
    )
    return (*_BEFORE, evidence, *_AFTER)


_BEFORE: tuple[Column[ClaimLine], ...] = (
    Column("Claim", lambda c: c.reference, 90),
    Column("Claimant", lambda c: c.claimant, 130, least=80),
    Column("Session", lambda c: span(c.start, c.end), 170, sort=lambda c: c.start, least=74),
    Column("Activity", lambda c: c.activity, 150, least=60, spare=3),
    Column("Quantity", quantity_words, 74, right=True, sort=lambda c: c.quantity, spare=2),
    Column("Amount", lambda c: f"£{c.amount:,.2f}", 84, right=True, sort=lambda c: c.amount),
)
_AFTER: tuple[Column[ClaimLine], ...] = (
    Column(
        "State",
        lambda c: c.state_words,
        116,
        kind=lambda c: _KINDS.get(c.state, ""),
        sort=lambda c: list(ClaimState).index(c.state),
        tip=lambda c: c.rejection_reason,
    ),
    Column("Next", lambda c: c.next_step, 230, kind=lambda _c: "soft", least=100, spare=4),
)
