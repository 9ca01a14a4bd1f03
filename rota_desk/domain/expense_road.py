"""The road of an expense line: which step may follow which, and what its kinds are called."""

from __future__ import annotations

from models.types import ExpenseKind, ExpenseState

OPEN_STATES = (
    ExpenseState.SUBMITTED,
    ExpenseState.QUERIED,
    ExpenseState.VERIFIED,
    ExpenseState.APPROVED,
)
SIGNED = (ExpenseState.VERIFIED, ExpenseState.APPROVED, ExpenseState.PAID)  # has its amount
MAY: dict[str, tuple[ExpenseState, ...]] = {
    "change": (ExpenseState.SUBMITTED, ExpenseState.QUERIED),
    "query": (ExpenseState.SUBMITTED, ExpenseState.VERIFIED),
    "answer": (ExpenseState.QUERIED,),
    "verify": (ExpenseState.SUBMITTED,),
    "approve": (ExpenseState.VERIFIED,),
    "mark paid": (ExpenseState.APPROVED,),
    "reject": OPEN_STATES,
}
STATE_WORDS = {
    ExpenseState.SUBMITTED: "Submitted",
    ExpenseState.QUERIED: "Queried",
    ExpenseState.VERIFIED: "Verified",
    ExpenseState.APPROVED: "Approved",
    ExpenseState.REJECTED: "Rejected",
    ExpenseState.PAID: "Paid",
}
NEXT_STEP = {
    ExpenseState.SUBMITTED: "verify it, or ask",
    ExpenseState.QUERIED: "note the answer",
    ExpenseState.VERIFIED: "have it approved",
    ExpenseState.APPROVED: "mark it paid",
    ExpenseState.REJECTED: "nothing more: it stays with its reason",
    ExpenseState.PAID: "nothing more: a paid line never changes",
}
KIND_WORDS = {
    ExpenseKind.MILEAGE: "Mileage",
    ExpenseKind.TRAVEL: "Fare",
    ExpenseKind.COURSE_FEE: "Course fee",
    ExpenseKind.SUBSISTENCE: "Subsistence",
    ExpenseKind.ACCOMMODATION: "Accommodation",
    ExpenseKind.PASSENGER: "As passenger",
    ExpenseKind.OTHER: "Other",
}


def may(step: str, state: ExpenseState) -> bool:
    """Whether a step, "verify", can be taken from a state."""
    return state in MAY[step]
