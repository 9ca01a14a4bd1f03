"""What can be done on the Leave screen: ask, answer, take back, note an absence."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.edits.absences import (
    close_absence,
    free_absence,
    record_all_sent_to_esr,
    record_return_talk,
    record_sent_to_esr,
    remove_absence,
    tell_of_absence,
    tick_absence_told,
)
from rota_desk.edits.leave import (
    approve_leave,
    cancel_leave,
    change_leave,
    decline_leave,
    withdraw_leave,
)
from rota_desk.queries.absences import AbsenceLine
from rota_desk.queries.clinicians import directory
from rota_desk.queries.leave import LeaveLine
from rota_desk.queries.leave_dates import DatesOffer
from ui.leave.leave_forms import allowance_form, days_form, left_out_form, request_form
from ui.widgets.absence_form import absence_form, reason_form
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.leave.leave_screen import LeaveScreen

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
DayEdit = Callable[["LeaveHands", AbsenceLine, dt.date], bool]


class LeaveHands:
    """The doings of the Leave screen, each for what is under the cursor."""

    def __init__(self, screen: "LeaveScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def ask(self) -> Form:
        """Ask for leave: for the person and the days marked in the year, if any."""
        person, first, last = self._screen.marked()
        known = self._bridge.ask(directory)
        begins = first or known.today + WEEK
        return request_form(
            self._bridge,
            self._screen,
            [(one.id, one.name) for one in known.people],
            clinician=person,
            first=begins,
            last=last or begins,
            then=lambda leave: self._screen.focus_on(leave=leave),
        )

    def approve(self) -> None:
        """Approve the request under the cursor and go on to the next."""
        if (line := self._waiting()) is not None:
            self._bridge.do(approve_leave, leave=line.id)

    def decline(self) -> Form | None:
        """Decline the request under the cursor with a reason."""
        if (line := self._waiting()) is None:
            return None
        found = self._screen.detail
        event = found.effect.life_event if found is not None and found.effect.owed else None
        return ask_reason(
            f"Decline the leave of {line.name}, {line.days}",
            "Decline",
            self._bridge,
            self._screen,
            lambda reason: (
                self._bridge.do(decline_leave, leave=line.id, reason=reason) is not None
            ),
            hint="three consultants are away already",
            note=event.if_declined() if event is not None else "",
        )

    def withdraw(self) -> None:
        """Take the request back at the person's wish."""
        if (line := self._waiting()) is not None:
            self._bridge.do(withdraw_leave, leave=line.id)

    def cancel(self) -> Form | None:
        """Cancel approved leave with a reason; they are back where nobody has filled in."""
        line = self._screen.request
        if line is None or line.state_words != "approved":
            return None
        return ask_reason(
            f"Cancel the leave of {line.name}, {line.days}",
            "Cancel the leave",
            self._bridge,
            self._screen,
            lambda reason: self._bridge.do(cancel_leave, leave=line.id, reason=reason) is not None,
            hint="course called off",
        )

    def change(self) -> Form | None:
        """Change the days of the request under the cursor."""
        line = self._waiting()
        return days_form(self._bridge, self._screen, line) if line is not None else None

    def allowance(self) -> Form | None:
        """Set what the person under the cursor has in the leave year."""
        balance = self._screen.balance
        return allowance_form(self._bridge, self._screen, balance) if balance else None

    def take_dates(self, line: LeaveLine, offer: DatesOffer) -> None:
        """Change a request to dates that would work."""
        self._bridge.do(
            change_leave,
            leave=line.id,
            first=offer.first,
            last=offer.last,
            first_part=line.first_part,
            last_part=line.last_part,
            reason=f"Offered instead of {line.days}",
        )

    def leave_out(self) -> Form | None:
        """Choose a session that is worked although the leave spans it."""
        line = self._screen.request
        if line is None:
            return None
        form = left_out_form(self._bridge, self._screen, line.id)
        if form is None:
            self._screen.frame.say("They stand on no session in these days.")
        return form

    def show_on_rota(self) -> None:
        """Turn to the Rota at the person's first day."""
        line, absence = self._screen.request, self._screen.absence
        if absence is not None:
            self._screen.frame.go("rota", clinician=absence.clinician_id, day=absence.first)
        elif line is not None:
            self._screen.frame.go("rota", clinician=line.clinician_id, day=line.first)

    def off_sick(self) -> Form:
        """Record an absence from today."""
        person, _first, _last = self._screen.marked()
        known = self._bridge.ask(directory)
        people = [(one.id, one.name) for one in known.people]
        return absence_form(self._bridge, self._screen, people, known.today, person)

    def close(self) -> Form | None:
        """Give the absence its last day, yesterday where they are back today."""
        absence, today = self._screen.absence, self._screen.today
        last = max(absence.first, today - DAY) if absence else today
        return self._day_form("Back at work", "Last day of absence", "Close absence", _close, last)

    def free(self) -> Form | None:
        """Take them off the rota for longer."""
        return self._day_form(
            "Still absent", "Off the rota through", "Take off", _free, self._screen.today
        )

    def _day_form(
        self, title: str, label: str, done: str, edit: DayEdit, usual: dt.date
    ) -> Form | None:
        absence = self._screen.absence
        if absence is None:
            return None
        form = Form(f"{title}: {absence.name}", done, self._bridge, self._screen)
        day = form.day(label, absence.last or usual)
        form.open_then(lambda: edit(self, absence, day.value()))
        return form

    def tell(self) -> None:
        """Tick the next person on the list as told."""
        absence = self._screen.absence
        waiting = [line for line in absence.told if not line.told] if absence else []
        if waiting:
            self._bridge.do(tick_absence_told, told=waiting[0].id)

    def add_told(self) -> Form | None:
        """Put somebody on the list of those to be told."""
        absence = self._screen.absence
        if absence is None:
            return None
        form = Form(f"To be told: {absence.name}", "Add", self._bridge, self._screen)
        whom = form.line("Whom")
        form.open_then(
            lambda: (
                self._bridge.do(tell_of_absence, absence=absence.id, whom=whom.value()) is not None
            )
        )
        return form

    def talked(self) -> None:
        """Note today's talk on return."""
        if (absence := self._screen.absence) is not None:
            self._bridge.do(record_return_talk, absence=absence.id)

    def sent(self) -> None:
        """Note that the absence, or each that is selected, was sent to ESR today."""
        absence, chosen = self._screen.absence, self._screen.absences.selected()
        if absence is not None and len(chosen) > 1:
            self._bridge.do(record_all_sent_to_esr, absences=[one.id for one in chosen])
        elif absence is not None:
            self._bridge.do(record_sent_to_esr, absence=absence.id)

    def reason(self) -> Form | None:
        """Open the restricted side of the absence."""
        absence = self._screen.absence
        if absence is None:
            return None
        return reason_form(self._bridge, self._screen, absence.id, absence.name, absence.first)

    def remove_absence(self) -> None:
        """Remove an absence recorded by mistake; undo brings it back."""
        if (absence := self._screen.absence) is not None:
            self._bridge.do(remove_absence, absence=absence.id)

    def _waiting(self) -> LeaveLine | None:
        line = self._screen.request
        return line if line is not None and line.waiting else None

    def close_on(self, absence: AbsenceLine, day: dt.date) -> bool:
        """Close an absence on a day."""
        return self._bridge.do(close_absence, absence=absence.id, last=day) is not None

    def free_through(self, absence: AbsenceLine, day: dt.date) -> bool:
        """Free an absence through a day."""
        return self._bridge.do(free_absence, absence=absence.id, through=day) is not None


def _close(hands: LeaveHands, absence: AbsenceLine, day: dt.date) -> bool:
    return hands.close_on(absence, day)


def _free(hands: LeaveHands, absence: AbsenceLine, day: dt.date) -> bool:
    return hands.free_through(absence, day)
