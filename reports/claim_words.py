"""How claims are told on paper: figures, a verdict, what is asked, and each claim's facts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.types import ClaimState
from reports.privacy import discreet
from reports.wording import counted, moment_words
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.claim_road import REASON_WORDS
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import span
from rota_desk.queries.claim_evidence import ClaimEvidence
from rota_desk.queries.claims import ClaimLine
from rota_desk.queries.claims_pack import ClaimsPack

SHAPES = {Mark.CROSS: "✗", Mark.QUESTION: "?", Mark.TICK: "✓", Mark.NOT_CHECKED: "–"}
SAID = {
    Mark.CROSS: "Cross",
    Mark.QUESTION: "Question",
    Mark.TICK: "Tick",
    Mark.NOT_CHECKED: "Not checked",
}
GRAVEST_FIRST = (Mark.CROSS, Mark.QUESTION, Mark.TICK, Mark.NOT_CHECKED)


def pounds(amount: Decimal) -> str:
    """An amount as money: "£1,240.00"."""
    return f"£{amount:,.2f}"


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return f"{number.normalize():f}"


def figures(pack: ClaimsPack) -> list[tuple[str, str]]:
    """The numbers to know first, each with its words."""
    return [
        (str(pack.total.sessions), "claims that stand"),
        (plain(pack.total.hours), "hours"),
        (pounds(pack.total.amount), "in all"),
        (str(pack.crossed), "with a cross"),
        (str(pack.to_look_at - pack.crossed), "with questions only"),
        (str(pack.fallen.sessions), "rejected or cancelled"),
    ]


def verdict(pack: ClaimsPack) -> str:
    """Say in a sentence how the claims stand against rota, leave, plan and rates."""
    if not pack.claims:
        return "No claim lies in these days."
    if not pack.to_look_at:
        return "Every claim agrees with everything it was compared with."
    clear = pack.total.sessions - pack.to_look_at
    return (
        f"{counted(clear, 'claim')} {'agrees' if clear == 1 else 'agree'} with everything; "
        f"{counted(pack.crossed, 'claim')} {'has' if pack.crossed == 1 else 'have'} a cross."
    )


def asks(pack: ClaimsPack) -> list[str]:
    """What is asked of the authoriser."""
    found = []
    for state, words in (
        (ClaimState.CLAIMED, "to be verified against the rota"),
        (ClaimState.ROTA_VERIFIED, "to be approved"),
        (ClaimState.APPROVED, "to be sent to payroll"),
        (ClaimState.QUERIED, "whose query has to be answered"),
    ):
        here = [one.claim for one in pack.standing if one.claim.state is state]
        if here:
            total = sum((one.amount for one in here), Decimal(0))
            found.append(f"{counted(len(here), 'claim')}, {pounds(total)}, {words}.")
    if pack.overlaps:
        found.append(f"{counted(pack.overlaps, 'claim')} sharing time with something else paid.")
    if pack.verified_after_payment:
        found.append(f"{counted(pack.verified_after_payment, 'claim')} paid before verification.")
    return found or ["Nothing: no claim waits for anybody."]


def marks(one: ClaimEvidence) -> str:
    """The evidence in a line of shapes: "1 ✗, 2 ?, 11 ✓"."""
    return marks_of(one.checks)


def marks_of(checks: Sequence[Check]) -> str:
    """Checks in a line of shapes: "1 ✗, 2 ?, 11 ✓"."""
    counts = [(sum(one.mark is mark for one in checks), SHAPES[mark]) for mark in GRAVEST_FIRST]
    return ", ".join(f"{count} {shape}" for count, shape in counts if count)


def many(mark: Mark, count: int) -> str:
    """What a mark is called, once or several times."""
    said = SAID[mark].lower()
    if count == 1 or mark is Mark.NOT_CHECKED:
        return said
    return f"{said}es" if mark is Mark.CROSS else f"{said}s"


def reason(claim: ClaimLine) -> str:
    """Why the extra session was wanted."""
    return REASON_WORDS.get(claim.reason_code, discreet(claim.reason_code))


def quantity(claim: ClaimLine) -> str:
    """The quantity with its unit: "4 h", "1 session"."""
    return f"{plain(claim.quantity)} {'h' if claim.unit == 'hour' else claim.unit}"


def place(claim: ClaimLine) -> str:
    """Site and room."""
    return ", ".join(part for part in (claim.room, claim.site) if part)


def checks(one: ClaimEvidence) -> list[tuple[Mark, str, str]]:
    """Each check with its title and its words, the gravest first."""
    ordered: list[Check] = sorted(one.checks, key=lambda check: GRAVEST_FIRST.index(check.mark))
    return [(check.mark, check.title, discreet(check.words)) for check in ordered]


def facts(claim: ClaimLine) -> list[tuple[str, str]]:
    """What the claim is, line by line; what is empty is left out."""
    patients = "" if claim.patients is None else str(claim.patients)
    points = "" if claim.points is None else str(claim.points)
    lines = [
        ("Session", span(claim.start, claim.end)),
        ("Activity", claim.activity),
        ("Place", place(claim)),
        ("List", claim.list_ref),
        ("Grade and terms", " · ".join(part for part in (claim.grade, claim.contract) if part)),
        ("Reason", reason(claim)),
        ("Requested by", claim.requested_by),
        ("Patients", patients),
        ("Points", points),
        ("Quantity", quantity(claim)),
        ("Reckoned", claim.priced_as),
        ("Declared", discreet(claim.declaration)),
        ("Evidence kept", discreet(claim.evidence_link)),
    ]
    return [(title, said) for title, said in lines if said]


def record(claim: ClaimLine) -> list[tuple[str, str]]:
    """Who did which step and when, as far as the claim has come."""
    steps = [
        ("Pre-authorised", claim.pre_authorised_by, claim.pre_authorised_at),
        ("Claimed", claim.claimant if claim.submitted_at else "", claim.submitted_at),
        ("Verified", claim.verified_by, claim.verified_at),
        ("Approved", claim.approved_by, claim.approved_at),
    ]
    found = [(step, f"{who}, {moment_words(at)}" if at else who) for step, who, at in steps if who]
    if claim.pre_authorisation_ref:
        found.append(("Reference", claim.pre_authorisation_ref))
    if claim.payroll_batch:
        found.append(("Payroll batch", claim.payroll_batch))
    if claim.paid_on:
        found.append(("Paid", f"{day_words(claim.paid_on)} {claim.paid_on.year}"))
    if claim.rejection_reason:
        found.append(("Rejected because", discreet(claim.rejection_reason)))
    return [*found, *_notes(claim)]


def _notes(claim: ClaimLine) -> Iterator[tuple[str, str]]:
    for line in claim.note.splitlines():
        yield "Note", discreet(line)
