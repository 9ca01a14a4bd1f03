"""Off sick in one line: who, from when; everything else can wait."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.types import AbsenceKind
from rota_desk.edits.absences import describe_absence, note_absence, record_absence
from rota_desk.queries.restricted_absences import absence_reason
from rota_desk.queries.settings import setting
from rota_desk.words import day_words
from ui.bridge import Bridge
from ui.widgets.form import Form

KINDS = (
    (AbsenceKind.SICKNESS, "Sickness"),
    (AbsenceKind.CARER, "Carer"),
    (AbsenceKind.BEREAVEMENT, "Bereavement"),
    (AbsenceKind.JURY, "Jury service"),
    (AbsenceKind.INDUSTRIAL_ACTION, "Industrial action"),
    (AbsenceKind.OTHER, "Other"),
)
RESTRICTED = 'Only the record keeps this; everybody else reads "Unavailable".'
TOLD = "absence.told"  # the setting that says who usually is
Person = tuple[int, str]


def absence_form(
    bridge: Bridge,
    parent: QWidget,
    people: Sequence[Person],
    today: dt.date,
    clinician: int | None = None,
) -> Form:
    """Ask who is off and from when; the last day may stay open."""
    form = Form("Off sick, or absent", "Record absence", bridge, parent)
    person = form.choice("Who", people, clinician)
    first = form.day("First day", today)
    over = form.check("Has a last day already")
    last = form.day("Last day", today)
    last.widget.setEnabled(False)
    over.widget.toggled.connect(last.widget.setEnabled)  # type: ignore[attr-defined]  # a check box
    tell = form.line("To be told", str(bridge.ask(setting, key=TOLD)), "Unit sister, Dr Okafor")
    form.note(RESTRICTED)
    kind = form.choice("Kind", KINDS, AbsenceKind.SICKNESS)
    reason = form.line("Reason code", hint="S10 to S99, may wait")

    def submit() -> bool:
        who, what = person.value(), kind.value()
        if who is None or what is None:
            form.trouble("Choose the person and the kind from the lists.")
            return False
        done = bridge.do(
            record_absence,
            clinician=who,
            first=first.value(),
            last=last.value() if over.value() else None,
            kind=what,
            reason_code=reason.value(),
            tell=tuple(tell.value().split(",")),
        )
        return done is not None

    form.open_then(submit)
    return form


def absence_line_form(bridge: Bridge, parent: QWidget, name: str = "") -> Form:
    """Record an absence from one line; whoever is usually told stands there to be ticked off."""
    form = Form("Off sick", "Record absence", bridge, parent)
    said = form.line("Who and when", f"{name} from today" if name else "", "rowan from today")
    tell = form.line("To be told", str(bridge.ask(setting, key=TOLD)), "Unit sister, Dr Okafor")
    form.note("Also: rowan mon to wed. " + RESTRICTED)

    def submit() -> bool:
        told = tuple(tell.value().split(","))
        return bridge.do(note_absence, said=said.value(), tell=told) is not None

    form.open_then(submit)
    return form


def reason_form(bridge: Bridge, parent: QWidget, absence: int, name: str, first: dt.date) -> Form:
    """Write down why, for the record only."""
    known = bridge.ask(absence_reason, absence=absence)
    form = Form(f"{name}, from {day_words(first)}", "Save", bridge, parent)
    form.note(RESTRICTED)
    kind = form.choice("Kind", KINDS, known.kind)
    code = form.line("Reason code", known.reason_code)
    note = form.text("Note", known.note)

    def submit() -> bool:
        done = bridge.do(
            describe_absence,
            absence=absence,
            kind=kind.value() or known.kind,
            reason_code=code.value(),
            note=note.value(),
        )
        return done is not None

    form.open_then(submit)
    return form
