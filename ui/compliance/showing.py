"""What is looked at in Compliance: the cell under the cursor, its person's days, and why."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rota_desk.queries.fortnight import Fortnight, fortnight
from rota_desk.queries.restricted_actual_hours import ActualHours, ActualJudged, actual_hours
from rota_desk.queries.standings import Judged
from ui.compliance.views import View
from ui.widgets.doings import Act

if TYPE_CHECKING:
    from ui.compliance.compliance_screen import ComplianceScreen

RECORDED = ("compliance.record", "compliance.unrecord")
ENDING = "compliance.end"
OFFERED = (
    "compliance.mend",
    "compliance.authorise",
    "compliance.accept",
    ENDING,
    "compliance.rota",
)


class Showing:
    """The measure that is looked at, and what is told of it beside and below the matrix."""

    def __init__(self, screen: "ComplianceScreen") -> None:
        self._screen = screen
        self.judged: Judged | None = None
        self.worked: ActualHours | None = None
        self._days: Fortnight | None = None

    def ask_worked(self) -> None:
        """Ask for hours really worked while they are looked at, and at no other time."""
        screen, self.worked = self._screen, None
        if screen.view is View.WORKED:
            self.worked = screen.frame.bridge.ask(
                actual_hours, start=screen.start, end=screen.end_day
            )
            screen.worked.show_records(self.worked.lines)

    def look(self) -> None:
        """Show what the cursor is on, in the list that is in view."""
        screen = self._screen
        if screen.view is View.RULES:
            cell = screen.matrix.cell()
            self.judged = cell.results[0] if cell is not None and cell.results else None
            self._ask_days()
            self.show()
            return
        self.judged = None
        screen.mending.look()
        if screen.view is View.SIGNED:
            screen.side.tell_signature(screen.signed.record(), self._offers())
        else:
            screen.side.tell_worked(screen.hours.line, self._broken_by_hours(), self._offers())

    def _broken_by_hours(self) -> Sequence[ActualJudged]:
        line, found = self._screen.hours.line, self.worked
        judged = found.judged if found is not None else ()
        return [one for one in judged if line and one.finding.clinician_id == line.clinician_id]

    def _ask_days(self) -> None:
        screen = self._screen
        person = screen.matrix.person()
        self._days = None
        if person is not None:
            self._days = screen.frame.bridge.ask(
                fortnight, clinician=person.clinician_id, start=screen.start, end=screen.end_day
            )

    def choose(self, one: Judged) -> None:
        """Look at another measure of the same person."""
        self.judged = one
        self.show()

    def show(self) -> None:
        """Tell the measure on the side, and mark it in the person's days."""
        screen = self._screen
        person, cell = screen.matrix.person(), screen.matrix.cell()
        screen.stage.show_person(person, self._days, self.judged)
        screen.side.tell(person, cell, self.judged, self._offers())
        screen.mending.look()

    def _offers(self) -> list[Act]:
        screen = self._screen
        specs = {spec.id: spec for spec in screen.ACTIONS}
        names = {View.SIGNED: (ENDING,), View.WORKED: RECORDED}.get(screen.view, OFFERED)
        fitting = [specs[name] for name in names if specs[name].enabled(screen)]
        return [
            (spec.text.replace("&", ""), spec.shortcut, self._runner(spec.id)) for spec in fitting
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self._screen.ACTIONS if spec.id == name)
        return lambda: spec.run(self._screen)
