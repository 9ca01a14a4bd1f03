"""The forms of a gap: whom she asked and what they said, why it is open, until when."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.types import AskOutcome, GapActionKind, GapCause
from rota_desk.edits.answering import answer_for_cover, ask_for_cover
from rota_desk.edits.gaps import leave_gap_open, note_gap_cause
from rota_desk.queries.asks import Ask
from rota_desk.queries.gap_story import GapStory
from rota_desk.queries.gap_words import CAUSES
from rota_desk.queries.look_up import LookUp
from ui.bridge import Bridge
from ui.widgets.form import Field, Form

ANSWERS = (
    (None, "Not answered yet"),
    (AskOutcome.DECLINED, "Declined"),
    (AskOutcome.ACCEPTED, "Accepted"),
    (AskOutcome.NO_ANSWER, "No answer: not reached"),
    (AskOutcome.WITHDRAWN, "Withdrawn: accepted before, cannot after all"),
)
TRIED = (
    (GapActionKind.ASKED, "Asked"),
    (GapActionKind.OFFERED, "Offered"),
    (GapActionKind.BANK_REQUESTED, "Requested from the bank"),
    (GapActionKind.AGENCY_REQUESTED, "Requested from the agency"),
    (GapActionKind.ESCALATED, "Escalated"),
    (GapActionKind.NOTED, "Noted"),
)


def tried_form(
    bridge: Bridge,
    parent: QWidget,
    names: LookUp,
    *,
    session: int,
    title: str,
    kind: GapActionKind,
    clinician: int | None,
) -> Form:
    """Log what was tried for a gap; the answer may come later.

    Of a person who is known already it begins with what they said, else with who it was.
    """
    form = Form(title, "Keep", bridge, parent)

    def said() -> Field[str]:
        return form.line("Answer", hint="In words; empty: not yet")

    first = said() if clinician is not None else None
    people = [(None, "Nobody of the list"), *((one.id, one.name) for one in names.people)]
    who = form.choice("Person", people, clinician)
    other = form.line("Or whom else", hint="Bank office, duty lead")
    answer = first or said()
    what = form.choice("What", TRIED, kind)
    became = form.choice("It is", ANSWERS, None)
    on = form.check("Put them on the session if they accept", value=True)

    def submit() -> bool:
        chosen = what.value()
        if chosen is None:
            form.trouble("Choose from the list what was tried.")
            return False
        done = bridge.do(
            ask_for_cover,
            session=session,
            kind=chosen,
            clinician=who.value(),
            whom=other.value(),
            answer=answer.value(),
            outcome=became.value(),
            put_on=on.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def answer_form(
    bridge: Bridge,
    parent: QWidget,
    found: Sequence[Ask],
    *,
    title: str,
    session: int,
    filled: bool = False,
) -> Form:
    """Note what somebody said who was asked; whoever accepts may be put on in the same breath.

    Where it is `filled` meanwhile nobody is put on beside unless she says so.
    """
    form = Form(title, "Keep", bridge, parent)
    who = form.choice("Who", [(one.id, one.words) for one in found], found[0].id)
    became = form.choice("It is", ANSWERS[1:], AskOutcome.DECLINED)
    words = form.line("In words", hint="on leave that week; rings back at nine")
    if filled:
        form.note("It is covered meanwhile. Tell whoever still waits that it is taken.", "notice")
    on = form.check("Put them on the session if they accept", value=not filled)
    off = form.check("Take them off it if they withdraw", value=True)
    people = {one.id: one.clinician_id for one in found}

    def submit() -> bool:
        ask, outcome = who.value(), became.value()
        if ask is None or outcome is None:
            form.trouble("Choose who answered, and what they said.")
            return False
        acts = {AskOutcome.ACCEPTED: on.value(), AskOutcome.WITHDRAWN: off.value()}
        there = people[ask] if acts.get(outcome) else None
        done = bridge.do(
            answer_for_cover,
            action=ask,
            outcome=outcome,
            words=words.value(),
            session=session if there is not None else None,
        )
        return done is not None

    form.open_then(submit)
    return form


def leave_open_form(
    bridge: Bridge, parent: QWidget, *, session: int, title: str, day: dt.date
) -> Form:
    """Leave a gap open knowingly: why, and by when it is decided again."""
    form = Form(title, "Leave open", bridge, parent)
    why = form.line("Why", hint="No one suitable; two lists merged")
    decide = form.check("Decide again by a day", value=True)
    until = form.day("Decide by", day)

    def submit() -> bool:
        done = bridge.do(
            leave_gap_open,
            session=session,
            decision=why.value(),
            decide_by=until.value() if decide.value() else None,
        )
        return done is not None

    form.open_then(submit)
    return form


def cause_form(
    bridge: Bridge, parent: QWidget, *, session: int, title: str, story: GapStory | None
) -> Form:
    """Say why a session is uncovered."""
    form = Form(title, "Keep", bridge, parent)
    known = story.cause if story else GapCause.UNKNOWN
    cause = form.choice("Cause", tuple(CAUSES.items()), known)
    text = form.line("In words", story.cause_text if story else "")

    def submit() -> bool:
        chosen = cause.value()
        if chosen is None:
            form.trouble("Choose a cause from the list.")
            return False
        done = bridge.do(note_gap_cause, session=session, cause=chosen, text=text.value())
        return done is not None

    form.open_then(submit)
    return form
