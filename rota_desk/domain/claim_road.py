"""The road of a claim: which step may follow which, and whether two names are one person."""

from __future__ import annotations

import re

from models.types import ClaimState

OPEN_STATES = (
    ClaimState.DRAFT,
    ClaimState.PRE_AUTHORISED,
    ClaimState.WORKED,
    ClaimState.CLAIMED,
    ClaimState.QUERIED,
    ClaimState.ROTA_VERIFIED,
    ClaimState.APPROVED,
)
MAY: dict[str, tuple[ClaimState, ...]] = {
    "change": (
        ClaimState.DRAFT,
        ClaimState.PRE_AUTHORISED,
        ClaimState.WORKED,
        ClaimState.QUERIED,
    ),
    "link": (
        ClaimState.DRAFT,
        ClaimState.PRE_AUTHORISED,
        ClaimState.WORKED,
        ClaimState.CLAIMED,
        ClaimState.QUERIED,
    ),
    "pre-authorise": (ClaimState.DRAFT,),
    "mark worked": (ClaimState.PRE_AUTHORISED,),
    "claim as cancelled late": (ClaimState.PRE_AUTHORISED,),
    "submit": (ClaimState.WORKED, ClaimState.QUERIED),
    "verify": (ClaimState.CLAIMED,),
    "approve": (ClaimState.ROTA_VERIFIED,),
    "send to payroll": (ClaimState.APPROVED,),
    "mark paid": (ClaimState.SENT,),
    "query": (ClaimState.CLAIMED, ClaimState.ROTA_VERIFIED),
    "reject": OPEN_STATES,
    "cancel": (ClaimState.DRAFT, ClaimState.PRE_AUTHORISED, ClaimState.WORKED),
}
STATE_WORDS = {
    ClaimState.DRAFT: "Draft",
    ClaimState.PRE_AUTHORISED: "Pre-authorised",
    ClaimState.WORKED: "Worked",
    ClaimState.CLAIMED: "Claimed",
    ClaimState.QUERIED: "Queried",
    ClaimState.ROTA_VERIFIED: "Rota verified",
    ClaimState.APPROVED: "Approved",
    ClaimState.SENT: "Sent to payroll",
    ClaimState.PAID: "Paid",
    ClaimState.REJECTED: "Rejected",
    ClaimState.CANCELLED: "Cancelled",
}
REASON_WORDS = {
    "WLI": "Waiting-list initiative",
    "VACANCY": "Vacancy",
    "SICKNESS": "Absence cover",  # what people read never says more
    "INSOURCING": "Insourcing",
}
NEXT_STEP = {
    ClaimState.DRAFT: "have it pre-authorised",
    ClaimState.PRE_AUTHORISED: "mark it worked afterwards",
    ClaimState.WORKED: "submit it",
    ClaimState.CLAIMED: "verify it against the rota",
    ClaimState.QUERIED: "answer the query and submit it again",
    ClaimState.ROTA_VERIFIED: "have it approved",
    ClaimState.APPROVED: "send it to payroll",
    ClaimState.SENT: "mark it paid",
    ClaimState.PAID: "nothing more: a paid claim never changes",
    ClaimState.REJECTED: "nothing more: it stays with its reason",
    ClaimState.CANCELLED: "nothing more",
}
_TITLES = re.compile(
    r"^(dr|mr|mrs|ms|miss|mx|prof|professor|sister|sr|matron)\b\.?\s*", re.IGNORECASE
)


def may(step: str, state: ClaimState) -> bool:
    """Whether a step, "verify", can be taken from a state."""
    return state in MAY[step]


def same_person(one: str, other: str) -> bool:
    """Whether two names are plainly one person's: title, full stops and case left aside."""
    return bool(one.strip()) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    bare = _TITLES.sub("", name.strip())
    return " ".join(bare.replace(".", " ").casefold().split())
