"""The forms of Claims: a claim's facts, a signature, a query, a time shift."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from rota_desk.domain.claim_road import REASON_WORDS
from rota_desk.domain.rates import UNITS
from rota_desk.domain.times import span_on
from rota_desk.edits.claims import add_claim, change_claim
from rota_desk.queries.claims import ClaimLine
from rota_desk.queries.look_up import LookUp
from ui.bridge import Bridge
from ui.widgets.form import Form

REASONS = tuple(REASON_WORDS.items())
MORNING, NOON = dt.time(8), dt.time(12)


def claim_form(
    bridge: Bridge, parent: QWidget, names: LookUp, claim: ClaimLine | None = None
) -> Form:
    """Ask for a claim's facts; the end is on the next day when it is not after the start."""
    title = f"Correct {claim.reference}" if claim else "Add a claim"
    form = Form(title, "Save" if claim else "Add claim", bridge, parent)
    people = [(one.id, one.name) for one in names.people]
    person = form.choice("Claimant", people, claim.clinician_id if claim else None)
    person.widget.setEnabled(claim is None)
    activity = form.choice(
        "Activity",
        [(one.id, f"{one.code}  {one.name}") for one in names.activities],
        claim.activity_id if claim else None,
    )
    day = form.day("Day", claim.start.date() if claim else names.today)
    starts = form.clock("From", claim.start.time() if claim else MORNING)
    ends = form.clock("Until", claim.end.time() if claim else NOON)
    rooms = [(None, "No room"), *((one.id, one.name) for one in names.rooms)]
    room = form.choice("Room", rooms, claim.room_id if claim else None)
    reason = form.choice("Reason", REASONS, claim.reason_code if claim else "WLI")
    unit = form.choice(
        "Paid by the", [(one, one) for one in UNITS], claim.unit if claim else "hour"
    )
    count = form.amount(
        "Quantity", claim.quantity if claim and claim.unit != "hour" else None, "not for hours"
    )
    asked = form.line("Requested by", claim.requested_by if claim else "")
    listed = form.line("List number", claim.list_ref if claim else "", "In theatre or clinic")
    declared = form.line(
        "Declared", claim.declaration if claim else "", "SPA, leave or time shift: what was said"
    )
    evidence = form.line("Evidence kept", claim.evidence_link if claim else "", "Where it lies")
    note = form.text("Note", claim.note if claim else "")

    def submit() -> bool:
        who, what = person.value(), activity.value()
        if who is None or what is None:
            form.trouble("Choose a claimant and an activity from the lists.")
            return False
        start, end = span_on(day.value(), starts.value(), ends.value())
        facts = {
            "activity": what,
            "start": start,
            "end": end,
            "reason_code": reason.value() or "WLI",
            "room": room.value(),
            "session": claim.session_id if claim else None,
            "requested_by": asked.value(),
            "unit": unit.value() or "hour",
            "quantity": _quantity(count.value(), unit.value()),
            "note": note.value(),
            "site": claim.site_id if claim else None,
            "list_ref": listed.value(),
            "declaration": declared.value(),
            "evidence_link": evidence.value(),
        }
        if claim is None:
            return bridge.do(add_claim, clinician=who, **facts) is not None  # type: ignore[arg-type]
        return bridge.do(change_claim, claim=claim.claim_id, **facts) is not None  # type: ignore[arg-type]

    form.open_then(submit)
    return form


def _quantity(count: Decimal | None, unit: str | None) -> Decimal | None:
    return None if unit in (None, "hour") else count


def signature_form(
    title: str, done: str, bridge: Bridge, parent: QWidget, then: Callable[[str], bool]
) -> Form:
    """Ask who signs; the desk's own name stands there already."""
    form = Form(title, done, bridge, parent)
    form.note("Claimant, verifier and approver are three different people.")
    by = form.line("Signed by", bridge.desk.who)
    form.open_then(lambda: then(by.value()))
    return form


def authorise_form(
    bridge: Bridge,
    parent: QWidget,
    claim: ClaimLine,
    now: dt.datetime,
    then: Callable[[str, dt.datetime, str], bool],
) -> Form:
    """Ask who authorised a session beforehand, when, and under which reference."""
    form = Form(f"Pre-authorise {claim.reference}", "Pre-authorise", bridge, parent)
    by = form.line("Authorised by", bridge.desk.who)
    day = form.day("On", now.date())
    at = form.clock("At", now.time())
    reference = form.line("Reference", hint="Of the letter or message; may be empty")
    form.open_then(
        lambda: then(by.value(), dt.datetime.combine(day.value(), at.value()), reference.value())
    )
    return form


def words_form(
    title: str,
    done: str,
    label: str,
    *,
    bridge: Bridge,
    parent: QWidget,
    then: Callable[[str], bool],
) -> Form:
    """Ask for a few words that go on record: a reason, a question, a batch."""
    form = Form(title, done, bridge, parent)
    said = form.line(label)
    form.open_then(lambda: then(said.value()))
    return form


def patients_form(
    bridge: Bridge,
    parent: QWidget,
    claim: ClaimLine,
    then: Callable[[int | None, int | None], bool],
) -> Form:
    """Ask how many patients were seen, a count, never who, and the points of an endoscopy list."""
    form = Form(f"Mark {claim.reference} worked", "Mark worked", bridge, parent)
    count = form.line("Patients seen", hint="A number, never who")
    points = form.line("Points done", hint="Where lists are counted in points")

    def submit() -> bool:
        for field, what in ((count, "patients"), (points, "points")):
            if field.value() and not field.value().isdigit():
                form.trouble(f"The number of {what} is a whole number, or empty.")
                return False
        return then(*(int(one.value()) if one.value() else None for one in (count, points)))

    form.open_then(submit)
    return form


def link_form(
    bridge: Bridge,
    parent: QWidget,
    claim: ClaimLine,
    *,
    sessions: Sequence[tuple[int, str]],
    then: Callable[[int], bool],
) -> Form:
    """Ask which session of the rota, at the same time, a claim is for."""
    form = Form(f"Session of {claim.reference}", "Link", bridge, parent)
    if not sessions:
        form.note("The rota has no session at that time. Add it on the Rota first.")
    first = claim.session_id or (sessions[0][0] if sessions else None)
    session = form.choice("Session", sessions, first)

    def submit() -> bool:
        number = session.value()
        if number is None:
            form.trouble("Choose a session from the list.")
            return False
        return then(number)

    form.open_then(submit)
    return form


def shift_form(
    bridge: Bridge,
    parent: QWidget,
    claim: ClaimLine,
    *,
    sessions: Sequence[tuple[int, str]],
    today: dt.date,
    then: Callable[[int, dt.date], bool],
) -> Form:
    """Ask which session of the claimant makes up for the displaced one."""
    form = Form(f"Time shift for {claim.reference}", "Agree", bridge, parent)
    if not sessions:
        form.note("The claimant has no other session near that day. Add it on the Rota first.")
    session = form.choice("Make-up session", sessions)
    agreed = form.day("Agreed on", min(today, claim.start.date() - dt.timedelta(days=1)))

    def submit() -> bool:
        number = session.value()
        if number is None:
            form.trouble("Choose a session from the list.")
            return False
        return then(number, agreed.value())

    form.open_then(submit)
    return form
