"""How a claim reads in the queue."""

from models.types import ClaimState
from rota_desk.domain.said import span
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


def quantity_words(claim: ClaimLine) -> str:
    """The quantity with its unit: "4 h", "1 session"."""
    number = f"{claim.quantity.normalize():f}"
    return f"{number} h" if claim.unit == "hour" else f"{number} {claim.unit}"


COLUMNS: tuple[Column[ClaimLine], ...] = (
    Column("Claim", lambda c: c.reference, 90),
    Column("Claimant", lambda c: c.claimant, 130),
    Column("Session", lambda c: span(c.start, c.end), 170, sort=lambda c: c.start),
    Column("Activity", lambda c: c.activity, 150),
    Column("Quantity", quantity_words, 74, right=True, sort=lambda c: c.quantity),
    Column("Amount", lambda c: f"£{c.amount:,.2f}", 84, right=True, sort=lambda c: c.amount),
    Column(
        "State",
        lambda c: c.state_words,
        116,
        kind=lambda c: _KINDS.get(c.state, ""),
        sort=lambda c: list(ClaimState).index(c.state),
        tip=lambda c: c.rejection_reason,
    ),
    Column("Next", lambda c: c.next_step, 200, kind=lambda _c: "soft"),
)
