"""Recording hours really worked, for whoever may; each record is one undoable step."""

import datetime as dt
from typing import TYPE_CHECKING

from rota_desk.domain.call_times import calls_words, read_calls
from rota_desk.edits.actual_hours import record_actual_hours, remove_actual_hours
from rota_desk.errors import Refusal
from rota_desk.queries.restricted_actual_hours import ActualLine
from rota_desk.words import day_words
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.compliance.compliance_screen import ComplianceScreen

DAY = dt.timedelta(days=1)
MISSED = tuple((number, str(number)) for number in range(4))


class WorkedHands:
    """The duty under the cursor in the list of hours worked."""

    def __init__(self, screen: "ComplianceScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    @property
    def line(self) -> ActualLine | None:
        """The duty that is looked at."""
        return self._screen.worked.record() if self._screen.is_worked_shown else None

    def record(self) -> Form | None:
        """Ask when it was really worked."""
        line = self.line
        if line is None:
            return None
        title = f"{line.name}, {line.activity}, {day_words(line.planned_start.date())}"
        form = Form(title, "Record", self._bridge, self._screen)
        form.note("Restricted. Only the times: no reason, and never an exception report.")
        starts = form.clock("Began", (line.start or line.planned_start).time())
        ends = form.clock("Ended", (line.end or line.planned_end).time())
        missed = (
            form.choice("Breaks missed", MISSED, line.breaks_missed) if not line.on_call else None
        )
        called = (
            form.line("Calls", calls_words(line.calls), "23:30-00:15, 03:00-03:40")
            if line.on_call
            else None
        )

        def submit() -> bool:
            start = dt.datetime.combine(line.planned_start.date(), starts.value())
            end = dt.datetime.combine(line.planned_start.date(), ends.value())
            end = end if end > start else end + DAY
            try:
                calls = read_calls(called.value(), start) if called else ()
            except Refusal as refusal:
                form.trouble(str(refusal))
                return False
            done = self._bridge.do(
                record_actual_hours,
                clinician=line.clinician_id,
                session=line.session_id,
                start=start,
                end=end,
                breaks_missed=(missed.value() or 0) if missed else 0,
                calls=calls,
            )
            return done is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Take the record away."""
        line = self.line
        if line is not None and line.number is not None:
            self._bridge.do(remove_actual_hours, actual=line.number)
