"""The forms of Leave: asking for days, changing them, leaving a session out."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QCheckBox, QDateEdit, QWidget

from models.types import LeaveKind, LeavePart, LeaveUnit
from rota_desk.domain.leave_arithmetic import amount_words
from rota_desk.edits.allowances import set_allowance
from rota_desk.edits.leave import change_leave, leave_out_session, take_in_session
from rota_desk.edits.leave_rule import ask_for_leave
from rota_desk.edits.leave_weighing import weigh_leave
from rota_desk.errors import Refusal
from rota_desk.queries.leave import LeaveLine, leave_detail
from rota_desk.queries.leave_balance import LeaveBalance, balance_title
from rota_desk.queries.leave_words import kind_words
from rota_desk.queries.life_event import life_event_clause
from ui.bridge import Bridge
from ui.leave.leave_panel import session_words
from ui.widgets.form import Form

KINDS = tuple((kind, kind_words(kind)) for kind in LeaveKind)
FIRST_PARTS = (
    (LeavePart.WHOLE, "whole day"),
    (LeavePart.PM, "afternoon on"),
    (LeavePart.AM, "morning only"),
)
LAST_PARTS = ((LeavePart.WHOLE, "whole day"), (LeavePart.AM, "until midday"))
UNITS = (
    (LeaveUnit.DAYS, "days"),
    (LeaveUnit.HOURS, "hours"),
    (LeaveUnit.SESSIONS, "sessions"),
    (LeaveUnit.PAS, "PAs"),
)
EVENT = "Life-changing event (kept private)"
PAUSE = 150  # milliseconds after the last change before the effect is asked for
Person = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The days that stand in the form."""

    clinician: int
    kind: LeaveKind
    first: dt.date
    last: dt.date
    first_part: LeavePart
    last_part: LeavePart
    life_event: bool


class DaysFields:
    """First and last day with their halves; the last day follows the first."""

    def __init__(self, form: Form, first: dt.date, last: dt.date) -> None:
        self.first = form.day("First day", first)
        self.first_part = form.choice("Begins", FIRST_PARTS, LeavePart.WHOLE)
        self.last = form.day("Last day", last)
        self.last_part = form.choice("Ends", LAST_PARTS, LeavePart.WHOLE)
        self.first.widget.dateChanged.connect(self._follow)  # type: ignore[attr-defined]  # a date

    def _follow(self, _day: object) -> None:
        if self.last.value() < self.first.value():
            self.last.fill(self.first.value())

    def widgets(self) -> tuple[QWidget, ...]:
        """The fields that change the days."""
        return (
            self.first.widget,
            self.first_part.widget,
            self.last.widget,
            self.last_part.widget,
        )

    def parts(self) -> tuple[LeavePart, LeavePart]:
        """The halves that are chosen."""
        return (
            self.first_part.value() or LeavePart.WHOLE,
            self.last_part.value() or LeavePart.WHOLE,
        )


def request_form(
    bridge: Bridge,
    parent: QWidget,
    people: Sequence[Person],
    *,
    clinician: int | None,
    first: dt.date,
    last: dt.date,
    then: Callable[[int], object] = lambda _leave: None,
) -> Form:
    """Ask for leave; the effect shows while the days are chosen, `then` hears its number."""
    form = Form("Ask for leave", "Ask for leave", bridge, parent)
    person = form.choice("Who", people, clinician)
    kind = form.choice("Kind", KINDS, LeaveKind.ANNUAL)
    days = DaysFields(form, first, last)
    event = form.check(EVENT)
    note = form.line("Note")
    course = form.line("Course", hint="study leave only")
    place = form.line("Place", hint="study leave only")
    fees = form.amount("Fees", None, "£")

    def asked() -> Asked | None:
        who, what = person.value(), kind.value()
        if who is None or what is None:
            return None
        first = days.first.value()
        bound = _has_clause(bridge, who, what, first)
        form.show_only(event, when=bound)
        marked = bound and event.value()
        return Asked(who, what, first, days.last.value(), *days.parts(), marked)

    def submit() -> bool:
        one = asked()
        if one is None:
            form.trouble("Choose the person and the kind from the lists.")
            return False
        done = bridge.do(
            ask_for_leave,
            clinician=one.clinician,
            kind=one.kind,
            first=one.first,
            last=one.last,
            first_part=one.first_part,
            last_part=one.last_part,
            note=note.value(),
            course=course.value(),
            place=place.value(),
            fees=fees.value(),
            life_event=one.life_event,
        )
        if done is None:
            return False
        then(done.value)
        return True

    asked()
    watched = (person.widget, kind.widget, *days.widgets(), event.widget)
    _watch(form, watched, lambda: _tell_effect(form, bridge, asked()))
    form.open_then(submit)
    return form


def _watch(form: Form, widgets: Sequence[QWidget], tell: Callable[[], None]) -> None:
    """Tell the effect a moment after the last change."""
    rest = QTimer(form, singleShot=True, interval=PAUSE)
    rest.timeout.connect(tell)
    for widget in widgets:
        _changed(widget).connect(lambda _changed: rest.start())
    rest.start()


def _changed(widget: QWidget) -> SignalInstance:
    """What tells that a field holds something else now."""
    if isinstance(widget, QDateEdit):
        return widget.dateChanged
    if isinstance(widget, QCheckBox):
        return widget.toggled
    return widget.currentTextChanged  # type: ignore[attr-defined, no-any-return]  # a box of choices


def _has_clause(bridge: Bridge, clinician: int, kind: LeaveKind, first: dt.date) -> bool:
    """Whether the person's contract grants leave for life-changing events at all."""
    return bridge.ask(life_event_clause, clinician=clinician, kind=kind, first=first) is not None


def _tell_effect(form: Form, bridge: Bridge, asked: Asked | None) -> None:
    if asked is None:
        form.effect("")
        return
    would = bridge.preview(
        weigh_leave,
        clinician=asked.clinician,
        kind=asked.kind,
        first=asked.first,
        last=asked.last,
        first_part=asked.first_part,
        last_part=asked.last_part,
        life_event=asked.life_event,
    )
    if isinstance(would, Refusal):
        form.effect(str(would), "warning")
        return
    line, effect = would.value.line, would.value.effect
    said = [f"{line.counting}.", *(f"{remark.text}." for remark in effect.remarks)]
    if effect.balance_after is not None:
        said.append(f"{amount_words(effect.balance_after, effect.unit)} left after.")
    form.effect(" ".join(said), effect.kind if effect.kind != "good" else "soft")


def allowance_form(bridge: Bridge, parent: QWidget, balance: LeaveBalance) -> Form:
    """Set what somebody has in a leave year; the adjustment may be negative."""
    form = Form(f"{balance_title(balance)}: {balance.name}", "Save", bridge, parent)
    unit = form.choice("Counted in", UNITS, balance.counted_in)
    given = form.amount("Entitlement", _plain(balance.entitlement))
    carried = form.amount("Carried over", _plain(balance.carried_over))
    adjusted = form.amount("Adjustment", _plain(balance.adjustment))
    holidays = form.amount("Bank holidays, pooled", _perhaps(balance.bank_holidays))
    study = balance.kind is LeaveKind.STUDY
    budget = form.amount("Budget", _perhaps(balance.budget), "£") if study else None
    note = form.line("Note", balance.note, hint="why it was adjusted")

    def submit() -> bool:
        amounts = given.value(), carried.value(), adjusted.value()
        chosen = unit.value()
        if chosen is None or any(one is None for one in amounts):
            form.trouble("Give each amount as a number, such as 27 or 2.5, and choose the unit.")
            return False
        done = bridge.do(
            set_allowance,
            clinician=balance.clinician_id,
            kind=balance.kind,
            on=balance.year_start,
            entitlement=amounts[0] or Decimal(0),
            carried_over=amounts[1] or Decimal(0),
            adjustment=amounts[2] or Decimal(0),
            unit=chosen,
            bank_holidays=holidays.value(),
            budget=budget.value() if budget else None,
            note=note.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def _perhaps(number: Decimal | None) -> Decimal | None:
    return _plain(number) if number is not None else None


def _plain(number: Decimal) -> Decimal:
    """A number without needless zeros, as somebody would type it."""
    return Decimal(f"{number.normalize():f}")


def days_form(bridge: Bridge, parent: QWidget, line: LeaveLine) -> Form:
    """Change the days of a request that waits."""
    form = Form(f"Change the days of {line.name}", "Change", bridge, parent)
    days = DaysFields(form, line.first, line.last)
    days.first_part.fill(line.first_part)
    days.last_part.fill(line.last_part)
    event = form.check(EVENT, value=line.life_event)
    why = form.line("Why", hint="agreed by phone")

    def bound() -> bool:
        first = days.first.value()
        there = _has_clause(bridge, line.clinician_id, line.kind, first)
        form.show_only(event, when=there)
        return there

    def submit() -> bool:
        first_part, last_part = days.parts()
        done = bridge.do(
            change_leave,
            leave=line.id,
            first=days.first.value(),
            last=days.last.value(),
            first_part=first_part,
            last_part=last_part,
            reason=why.value(),
            life_event=bound() and event.value(),
        )
        return done is not None

    bound()
    days.first.widget.dateChanged.connect(lambda _day: bound())  # type: ignore[attr-defined]  # a date
    form.open_then(submit)
    return form


def left_out_form(bridge: Bridge, parent: QWidget, leave: int) -> Form | None:
    """Choose a session that is worked all the same, or one to take back in."""
    found = bridge.ask(leave_detail, leave=leave)
    options = [(one, session_words(one)) for one in found.effect.sessions]
    if not options:
        return None
    form = Form("Work a session all the same", "Turn", bridge, parent)
    form.note("The session stays theirs although the leave spans it; choose it again to undo.")
    chosen = form.choice("Session", options, options[0][0])

    def submit() -> bool:
        session = chosen.value()
        if session is None:
            form.trouble("Choose a session from the list.")
            return False
        if session.left_out:
            done = bridge.do(take_in_session, leave=leave, session=session.session_id)
            return done is not None
        return bridge.do(leave_out_session, leave=leave, session=session.session_id) is not None

    form.open_then(submit)
    return form
